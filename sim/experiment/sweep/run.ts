/** Runs an experiment: asks for its runs, keeps only what the tables need to find them again in the store. */
import { canonicalJson, sha256 } from "../../run/canonical.ts";
import { codeVersion } from "../../run/code.ts";
import type { Scenario } from "../../scenarios/schema.ts";
import type { ExecutionProgress } from "../experiment.ts";
import type { Lab } from "../trials.ts";
import { Plan } from "./plan.ts";
import { type Point, pointsOf, scenarioAt } from "./points.ts";
import type { Experiment } from "./schema.ts";

/** A point with its runs: ids by seed, seed 1 first; undefined where a run was not done. */
export interface SweptPoint {
  readonly values: Point;
  readonly runs: readonly (string | undefined)[];
}

export interface Sweep {
  readonly id: string;
  readonly experiment: Experiment;
  readonly base: Scenario;
  readonly points: readonly SweptPoint[];
  /** Whether all runs were done. */
  readonly complete: boolean;
}

/** What decides the results: equal contents have equal ids. */
const sweepId = (experiment: Experiment, base: Scenario, code: string): string =>
  sha256(canonicalJson({ experiment, base, code })).slice(0, 16);

/** Does what is not in the store yet. Ends early, with what there is, when the lab's signal says so. */
export async function runSweep(
  experiment: Experiment,
  base: Scenario,
  { executor, store, signal, onProgress }: Lab,
): Promise<Sweep> {
  const points = pointsOf(experiment);
  const plan = new Plan({
    points: points.length,
    scenarioAt: (point) => scenarioAt(base, experiment, points[point]!),
    idOf: (spec) => store.idOf(spec),
    replicates: experiment.replicates,
    backend: experiment.backend,
  });
  const tell = onProgress && ((progress: ExecutionProgress) => onProgress({ ...progress, asked: plan.total }));
  const options = { ...(signal && { signal }), ...(tell && { onProgress: tell }) };
  for await (const { record } of executor.execute(plan.specs(), store, options)) plan.take(record);
  return {
    id: sweepId(experiment, base, codeVersion()),
    experiment,
    base,
    points: points.map((values, point) => ({ values, runs: plan.runs[point]! })),
    complete: !signal?.aborted,
  };
}
