import type { Seconds } from "../base/types.ts";
import type { Flow, FlowKind } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import type { LedgerRecord } from "../ledger/records.ts";
import type { Line } from "./line.ts";

/** A number with its unit and where it comes from. `value` counts 10^-decimals of the unit; the report divides. */
export interface Metric {
  /** Dotted lower-case path, the key in summary.json: "supply.mined", "profit.honest.usd". */
  readonly name: string;
  readonly unit: string;
  readonly value: bigint;
  readonly decimals: number;
  /** One sentence: what it counts. */
  readonly description: string;
  /** Which records it is folded from, or which input it rests on. */
  readonly source: string;
}

/** A line of a figure: times (Unix seconds) and values in 10^-decimals of the unit. */
export interface Series {
  readonly name: string;
  readonly unit: string;
  readonly decimals: number;
  readonly times: readonly number[];
  readonly values: readonly bigint[];
}

/** How often a quantity took which values: `counts[i]` of them from `edges[i]` to below `edges[i + 1]`, in 10^-decimals of the unit. */
export interface Distribution {
  readonly name: string;
  readonly unit: string;
  readonly decimals: number;
  readonly edges: readonly bigint[];
  readonly counts: readonly number[];
}

/** Handlers by a record's type. A fold has those of the records that it needs: most of a run's records concern few folds. */
export type RecordHandlers = {
  [Type in LedgerRecord["type"]]?: (record: Extract<LedgerRecord, { readonly type: Type }>) => void;
};

/**
 * A fold over the ledger. It is shown the records it handles, and before a block's record every flow of tokens and every
 * happening that the ledger made of the block. All folds are sampled at the same moments, which become the times of the series.
 */
export interface MetricFold extends RecordHandlers {
  /** The kinds of flow that it is shown; all of them by default. */
  readonly flowKinds?: readonly FlowKind[];
  flow?(flow: Flow): void;
  happening?(happening: Happening): void;
  /** Adds one value to each of `lines`: the state at the end of the second `time`. */
  sample?(time: Seconds): void;
  /** Told at the run's start, after each of its days, and at its end: the state at the end of the second `time`. */
  day?(time: Seconds): void;
  readonly lines?: readonly Line[];
  metrics(): readonly Metric[];
  distributions?(): readonly Distribution[];
}
