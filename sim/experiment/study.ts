/** A scenario with named parameters and their ranges: a box whose points are scenarios. */
import { UserProblem } from "../run/problem.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { ownValue, type Parameter, rounded, valueAtShare } from "./parameter.ts";
import { type Setting, withSettings } from "./sweep/settings.ts";

/** A side of the box. Several paths are set alike. */
export interface Axis extends Omit<Parameter, "path"> {
  readonly name: string;
  readonly paths: readonly string[];
}

export interface Study {
  readonly scenario: Scenario;
  readonly axes: readonly Axis[];
}

const NUMBER = "[-+]?[0-9.]+(?:e[-+]?[0-9]+)?";
const RANGE = new RegExp(`^(${NUMBER}):(${NUMBER})((?::(?:log|whole))*)$`, "i");

/**
 * Reads "path=from:to", with ":log" or ":whole" at its end, several paths with commas between, and a name with "=" before
 * them. Throws `UserProblem`.
 */
export function parseAxis(text: string): Axis {
  const parts = text.split("=").map((part) => part.trim());
  const [name, paths, range] = parts.length === 3 ? parts : [parts[0], parts[0], parts[1]];
  const found = RANGE.exec(range ?? "");
  if (parts.length > 3 || !name || !paths || found === null)
    throw new UserProblem(
      `--vary ${text}: write path=from:to, as in --vary prices.aius.usd=0.5:5:log or --vary solvers=populations.1.count=4:40:whole`,
    );
  const [, from, to, marks] = found;
  return {
    name,
    label: name,
    paths: paths.split(","),
    from: Number(from),
    to: Number(to),
    scale: marks!.includes("log") ? "log" : "linear",
    ...(marks!.includes("whole") ? { whole: true } : {}),
  };
}

/** The values at a point of the unit cube, as they are really set: rounded. */
export const valuesAt = ({ axes }: Study, point: readonly number[]): readonly number[] =>
  axes.map((axis, i) => rounded(valueAtShare({ ...axis, path: "" }, point[i]!), axis));

/** The scenario at a point of the unit cube. */
export function scenarioAt(study: Study, point: readonly number[]): Scenario {
  const values = valuesAt(study, point);
  return withSettings(
    study.scenario,
    study.axes.flatMap(({ paths }, i) => paths.map((path): Setting => [path, values[i]!])),
  );
}

/** The scenario itself and those at the box's lowest and highest corner. */
export function* endsOf(study: Study): Generator<Scenario> {
  yield study.scenario;
  for (const share of [0, 1])
    yield scenarioAt(
      study,
      study.axes.map(() => share),
    );
}

/** Where the scenario itself stands, in the unit cube; undefined on an axis where its value is none or out of range. */
export const ownPoint = ({ scenario, axes }: Study): readonly (number | undefined)[] =>
  axes.map((axis) => {
    const value = ownValue(scenario, axis.paths[0]!);
    if (value === undefined || value < axis.from || value > axis.to) return undefined;
    if (axis.scale === "linear") return (value - axis.from) / (axis.to - axis.from);
    return Math.log(value / axis.from) / Math.log(axis.to / axis.from);
  });

/** Throws `UserProblem` unless every axis is a range that the scenario takes, at both ends. */
export function checkStudy(study: Study): void {
  const names = study.axes.map(({ name }) => name);
  if (names.length === 0) throw new UserProblem("--vary: name at least one parameter, as in prices.aius.usd=0.5:5");
  study.axes.forEach(({ name, from, to, scale }, i) => {
    if (names.indexOf(name) !== i) throw new UserProblem(`--vary ${name}: named twice; names are unique`);
    if (!(from < to))
      throw new UserProblem(`--vary ${name}: from ${from} to ${to} is no range; write the lower end first`);
    if (scale === "log" && from <= 0)
      throw new UserProblem(`--vary ${name}: a logarithmic range begins above 0; leave out :log`);
  });
  for (const _ of endsOf(study));
}

/** The options that set a point's values, for a command that runs it. */
export const settingsText = (study: Study, point: readonly number[]): string => {
  const values = valuesAt(study, point);
  return study.axes.flatMap(({ paths }, i) => paths.map((path) => `--set ${path}=${values[i]}`)).join(" ");
};
