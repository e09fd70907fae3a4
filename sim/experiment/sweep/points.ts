/** The points of an experiment: which values its parameters take together. */
import { Rng } from "../../base/random.ts";
import { enumerate } from "../../report/format.ts";
import { UserProblem } from "../../run/problem.ts";
import type { Scenario } from "../../scenarios/schema.ts";
import { grid, zip } from "../designs/combinations.ts";
import { latinHypercube } from "../designs/latin-hypercube.ts";
import { sobolPoints } from "../designs/sobol.ts";
import { rounded, valueAtShare } from "../parameter.ts";
import type { Experiment, ExperimentParameter } from "./schema.ts";
import { type Setting, type Value, withSettings } from "./settings.ts";

/** One value per parameter, in their order. */
export type Point = readonly Value[];

/** All points, in the order of the results. A design that draws does so from a stream of the experiment's name. */
export function pointsOf({ name, parameters, design }: Experiment): readonly Point[] {
  switch (design.kind) {
    case "grid":
      return grid(parameters.map(valuesOf));
    case "zip":
      return zip(parameters.map(valuesOf));
    case "latin-hypercube":
      return placed(parameters, latinHypercube(design.points, parameters.length, new Rng(1, `${name}/design`)));
    case "sobol":
      return placed(parameters, sobolPoints(design.points, parameters.length, new Rng(1, `${name}/design`)));
  }
}

/** A point for every value that any parameter takes, the first in the design that has it. */
export function pointsOfEachValue(points: readonly Point[]): readonly Point[] {
  const seen = points[0]!.map(() => new Set<Value>());
  return points.filter((point) => point.map((value, i) => seen[i]!.size < seen[i]!.add(value).size).includes(true));
}

/** The scenario of a point. */
export const scenarioAt = (base: Scenario, { parameters }: Experiment, point: Point): Scenario =>
  withSettings(base, settingsOf(parameters, point));

const settingsOf = (parameters: readonly ExperimentParameter[], point: Point): Setting[] =>
  parameters.flatMap((parameter, i) => settingsOfOne(parameter, point[i]!));

/** The value at all paths of the parameter, and what is coupled with it. */
function settingsOfOne({ path, values = [], coupled = [] }: ExperimentParameter, value: Value): Setting[] {
  const at = values.indexOf(value);
  return [{ path, value }, ...coupled.map((other) => ({ path: other.path, value: other.values[at]! }))].flatMap(
    ({ path: paths, value: set }) => [paths].flat().map((single): Setting => [single, set]),
  );
}

/** A parameter's listed values, or those of its range. */
function valuesOf(parameter: ExperimentParameter): readonly Value[] {
  const { values, steps = 2 } = parameter;
  if (values !== undefined) return values;
  const tried = Array.from({ length: steps }, (_, step) => atShare(parameter, step / (steps - 1)));
  return [...new Set(tried)];
}

const placed = (parameters: readonly ExperimentParameter[], shares: readonly (readonly number[])[]): Point[] =>
  shares.map((point) => point.map((share, i) => atShare(parameters[i]!, share)));

/** The value at a share of the range (0 to 1), or the listed value into whose slice the share falls. */
function atShare({ values, from = 0, to = 0, scale, whole }: ExperimentParameter, share: number): Value {
  if (values !== undefined) return values[Math.min(Math.floor(share * values.length), values.length - 1)]!;
  return rounded(valueAtShare({ path: "", label: "", from, to, scale }, share), { whole });
}

/**
 * Sets every value that is listed, or both ends of a range, one at a time. Throws `UserProblem` where the scenario's
 * schema refuses one, before anything runs.
 */
export function checkPoints(experiment: Experiment, base: Scenario): void {
  for (const parameter of experiment.parameters) {
    const tried = parameter.values ?? [atShare(parameter, 0), atShare(parameter, 1)];
    for (const value of tried) withSettings(base, settingsOf([parameter], [value]));
  }
  const lengths = experiment.parameters.map((parameter) => valuesOf(parameter).length);
  if (experiment.design.kind === "zip" && new Set(lengths).size > 1)
    throw new UserProblem(`design zip: parameters have ${enumerate(lengths.map(String))} values; give all as many`);
}
