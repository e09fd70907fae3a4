/** One implementation of the protocol under mutation. */
import type { Mutant } from "./mutant.ts";
import type { TestFiles } from "./testFiles.ts";
import type { Baseline, Trial } from "./trial.ts";

/** The processes that try a side's mutants. */
export interface WorkerKind {
  readonly program: URL;
  readonly environment: Readonly<Record<string, string>>;
  /** After so many, a process is replaced by a fresh one. */
  readonly trialsPerProcess: number;
  /** A mutant that takes longer has hung. */
  readonly timeLimitSeconds: number;
  readonly baseline: Baseline;
}

export interface Side {
  readonly name: string;
  readonly files: readonly string[];
  readonly mutants: readonly Mutant[];
  /** Of all that decides a verdict beside the mutant and the tests. */
  readonly fingerprint: string;
  readonly tests: TestFiles;
  readonly worker: WorkerKind;
  trialOf(mutant: Mutant, order: readonly string[]): Trial;
}
