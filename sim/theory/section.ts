/** What a section of the theory is: a claim, how it is put to the test, and what came out. */
import type { Hex } from "../base/types.ts";
import type { EngineParameters } from "../chain/port.ts";
import type { Figure } from "../report/frame.ts";
import type { Comparison } from "./comparison.ts";

export interface TheoryOptions {
  readonly seed: number;
  /** Multiplies the number of replicates: 1 for the report, less for a quick look. Above 0. */
  readonly effort: number;
  /** Engine parameters other than the protocol's, which the predictions do not know of: what a test perturbs. */
  readonly parameters?: Partial<EngineParameters>;
  /** Told how much of the section is done, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** A run that a section rests on. */
export interface TheoryRun {
  readonly name: string;
  /** sha256 over its ledger's rows. */
  readonly ledger: Hex;
  readonly actions: number;
}

/** A heading with the comparisons below it. */
export interface ComparisonTable {
  readonly title: string;
  readonly comparisons: readonly Comparison[];
}

export interface TheoryResult {
  readonly tables: readonly ComparisonTable[];
  readonly figures: readonly Figure[];
  readonly runs: readonly TheoryRun[];
  /** What was found beside the comparisons: plain sentences. */
  readonly notes: readonly string[];
}

export interface TheorySection {
  /** A word for the command line. */
  readonly id: string;
  readonly title: string;
  /** The theory in a paragraph. */
  readonly claim: string;
  /** How the protocol was made to show it. */
  readonly method: string;
  run(options: TheoryOptions): Promise<TheoryResult>;
}

/** A number of replicates scaled by the effort; one at least. */
export const replicates = (full: number, { effort }: TheoryOptions): number => Math.max(1, Math.round(full * effort));
