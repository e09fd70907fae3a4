/**
 * Points by seeds: every point (a scenario with some values set) is run with the same seeds, so that two points differ
 * only in what was set and not in chance (common random numbers).
 */
import { suggestion } from "../run/near.ts";
import { UserProblem } from "../run/problem.ts";
import type { Scenario } from "../scenarios/schema.ts";
import type { ExecutionProgress, Executor, RunRecord, RunSpec, RunStore } from "./experiment.ts";

/** Where runs come from. */
export interface Lab {
  readonly executor: Executor;
  readonly store: RunStore;
  readonly backend: RunSpec["backend"];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ExecutionProgress) => void) | undefined;
  /** Told what is looked at next, in words. */
  readonly onStage?: ((text: string) => void) | undefined;
}

/** Thrown when an abort ended the work before all runs were done. The runs done are in the store. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
    this.name = "Interrupted";
  }
}

/** 1, 2, ... as many as asked for. */
export const firstSeeds = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

/** Runs every scenario with every seed; the answer has a row per scenario and a column per seed. Throws `Interrupted`. */
export async function runAll(
  scenarios: readonly Scenario[],
  seeds: readonly number[],
  lab: Lab,
): Promise<readonly (readonly RunRecord[])[]> {
  const specs = scenarios.flatMap((scenario) =>
    seeds.map((seed): RunSpec => ({ scenario, seed, backend: lab.backend })),
  );
  const records = await runSpecs(specs, lab);
  return scenarios.map((_, row) => records.slice(row * seeds.length, (row + 1) * seeds.length));
}

/** Runs the specs; the records come in their order. Throws `Interrupted` when the lab's signal ends it early. */
export async function runSpecs(specs: readonly RunSpec[], lab: Omit<Lab, "backend">): Promise<readonly RunRecord[]> {
  const { executor, store, signal, onProgress } = lab;
  const ids = specs.map((spec) => store.idOf(spec));
  const done = new Map<string, RunRecord>();
  // The executor has only been asked for what it has pulled so far; here it is known how many there will be.
  const tell = onProgress && ((progress: ExecutionProgress) => onProgress({ ...progress, asked: specs.length }));
  const options = { ...(signal && { signal }), ...(tell && { onProgress: tell }) };
  for await (const { record } of executor.execute(specs, store, options)) done.set(record.id, record);
  const missing = ids.filter((id) => !done.has(id));
  if (missing.length === 0) return ids.map((id) => done.get(id)!);
  if (signal?.aborted) throw new Interrupted();
  throw new Error(`${missing.length} runs were asked for and never came back, the first ${missing[0]}`);
}

/** So many of a hundred metrics are named where none is near. */
const MOST_NAMED = 12;

/** Throws `UserProblem` when no record has the metric. */
export function requireMetric(records: readonly RunRecord[], name: string): void {
  if (records.some(({ metrics }) => Object.hasOwn(metrics, name))) return;
  const known = [...new Set(records.flatMap(({ metrics }) => Object.keys(metrics)))];
  const [family] = name.split(".");
  const related = known.filter((other) => other.startsWith(`${family}.`));
  const remark = suggestion(name, related.length > 0 ? related : known.slice(0, MOST_NAMED));
  throw new UserProblem(
    `metric ${name}: no run of ${records[0]?.scenario} has it; ${remark} (summary.json of a run has all)`,
  );
}

/** The metric of each record, in its unit; 0 for a run without it, because nothing of the kind happened there. */
export const metricOf = (records: readonly RunRecord[], name: string): readonly number[] =>
  records.map(({ metrics }) => metrics[name]?.value ?? 0);

/** The metric's unit, as the records tell it. */
export const unitOf = (records: readonly RunRecord[], name: string): string =>
  records.find(({ metrics }) => Object.hasOwn(metrics, name))?.metrics[name]?.unit ?? "1";
