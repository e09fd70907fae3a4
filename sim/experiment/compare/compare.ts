/** Two scenarios on the same seeds. Chance does the same to both, so that what differs is what was changed. */

import { suggestion } from "../../run/near.ts";
import { UserProblem } from "../../run/problem.ts";
import type { Scenario } from "../../scenarios/schema.ts";
import type { RunRecord } from "../experiment.ts";
import { type Interval, meanInterval } from "../statistics/interval.ts";
import { pairedDifference } from "../statistics/paired.ts";
import { firstSeeds, type Lab, runAll } from "../trials.ts";

/** A metric in both. Values by seed; 0 in a run where nothing of the kind happened. */
export interface ComparedMetric {
  readonly name: string;
  readonly unit: string;
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly meanA: Interval;
  readonly meanB: Interval;
  /** Of b - a, seed by seed. */
  readonly difference: Interval;
}

export interface Comparison {
  readonly a: Scenario;
  readonly b: Scenario;
  readonly seeds: readonly number[];
  readonly records: { readonly a: readonly RunRecord[]; readonly b: readonly RunRecord[] };
  /** Every metric that any run has, in the order of summary.json. */
  readonly metrics: readonly ComparedMetric[];
}

/** Runs both with seeds 1 to `seeds`. Throws `Interrupted` when the lab's signal ends it early. */
export async function compare(a: Scenario, b: Scenario, seeds: number, lab: Lab): Promise<Comparison> {
  const used = firstSeeds(seeds);
  const [ofA, ofB] = (await runAll([a, b], used, lab)) as [RunRecord[], RunRecord[]];
  const units = unitsOf([...ofA, ...ofB]);
  const metrics = [...units].map(([name, unit]) => compared(name, unit, ofA, ofB));
  return { a, b, seeds: used, records: { a: ofA, b: ofB }, metrics };
}

function unitsOf(records: readonly RunRecord[]): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  for (const { metrics } of records)
    for (const [name, { unit }] of Object.entries(metrics)) if (!units.has(name)) units.set(name, unit);
  return units;
}

function compared(name: string, unit: string, ofA: readonly RunRecord[], ofB: readonly RunRecord[]): ComparedMetric {
  const valueIn = ({ metrics }: RunRecord) => metrics[name]?.value ?? 0;
  const [a, b] = [ofA.map(valueIn), ofB.map(valueIn)];
  return { name, unit, a, b, meanA: meanInterval(a), meanB: meanInterval(b), difference: pairedDifference(a, b) };
}

/** What a comparison shows first where nobody says otherwise. */
const USUAL_METRICS =
  /^(profit\.[a-z-]+\.usd|false\.share|tasks\.solved_share|time\.to_solution\.median|supply\.emitted|treasury\.income|slashes\.lost)$/;

/** The metrics of those names, or the usual ones that the runs have. Throws `UserProblem` for a name that no run has. */
export function metricsShown({ metrics }: Comparison, names: readonly string[]): readonly ComparedMetric[] {
  if (names.length === 0) return metrics.filter(({ name }) => USUAL_METRICS.test(name));
  return names.map((name) => {
    const found = metrics.find((metric) => metric.name === name);
    if (found !== undefined) return found;
    throw new UserProblem(
      `--metric ${name}: no run has it; ${suggestion(
        name,
        metrics.map((metric) => metric.name),
      )}`,
    );
  });
}
