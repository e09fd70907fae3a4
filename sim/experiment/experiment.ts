/**
 * What every experiment is made of: runs that are asked for, records of runs that are done, a store that keeps them and
 * an executor that does them. Sweeps, comparisons, sensitivity, searches and inquiries only choose which runs to ask for
 * and fold the records; none of them knows whether a record comes from the store, a process on this machine or another one.
 */
import type { Scenario } from "../scenarios/schema.ts";
import type { RunCourse } from "./course.ts";

/** A run that is asked for: plain data, so that it can cross a process boundary or Redis. */
export interface RunSpec {
  /** Whole and checked, every swept parameter already set. */
  readonly scenario: Scenario;
  readonly seed: number;
  readonly backend: "model" | "evm";
}

/**
 * A run that is done. The same spec under the same code gives the same bytes on any machine, so it holds no wall clock,
 * no host and no duration. `id` is the run id of the manifest: the hash of scenario, seed, backend, code and bytecode.
 */
export interface RunRecord {
  readonly format: 1;
  readonly id: string;
  readonly scenario: string;
  readonly seed: number;
  readonly backend: RunSpec["backend"];
  readonly code: string;
  readonly bytecodeHash: string;
  readonly ledgerHash: string;
  readonly reason: "horizon" | "violation";
  /** As in summary.json: the value in `unit`, a number that a statistic can be made of. */
  readonly metrics: Readonly<Record<string, { readonly value: number; readonly unit: string }>>;
  /** Absent in runs that were stored before courses were kept. */
  readonly course?: RunCourse;
}

/** Content-addressed, append-only; safe for several processes at once and against `kill -9` at any moment. */
export interface RunStore {
  idOf(spec: RunSpec): string;
  has(id: string): boolean;
  /** Undefined if absent. Throws `UserProblem` naming the file when a record is damaged. */
  read(id: string): RunRecord | undefined;
  /** Atomic: afterwards the record is there whole, or not at all. */
  write(spec: RunSpec, record: RunRecord): void;
  ids(): Iterable<string>;
}

export interface ExecutionProgress {
  readonly asked: number;
  readonly done: number;
  /** How many of the done ones were in the store already. */
  readonly reused: number;
  /** What each worker is at: its run, in words too, and the share of the run's horizon that is over. */
  readonly workers: readonly { readonly run: string; readonly name: string; readonly share: number }[];
}

/** Does runs: `local` on this machine's cores, `bullmq` on whatever machines listen to a Redis. */
export interface Executor {
  /**
   * Yields a record for each spec as it is done, in no particular order, and puts it into the store first; what the store
   * has already is yielded without being done again. Specs are pulled lazily, so memory stays flat however many there are.
   * Equal specs are done once and yielded once each. An abort lets nothing new start and ends the iteration.
   */
  execute(
    specs: Iterable<RunSpec> | AsyncIterable<RunSpec>,
    store: RunStore,
    options?: { readonly onProgress?: (progress: ExecutionProgress) => void; readonly signal?: AbortSignal },
  ): AsyncIterable<{ readonly spec: RunSpec; readonly record: RunRecord }>;
  close(): Promise<void>;
}
