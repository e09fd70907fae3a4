/** What leader and workers tell each other: plain JSON. */
import type { RunRecord, RunSpec } from "../experiment.ts";

/** To a worker: do this run. It may be told the next one before it is done with the last. */
export interface Order {
  readonly id: string;
  readonly spec: RunSpec;
}

/** From a worker. Answers come in the order of the orders. */
export type Report =
  | { readonly type: "ready" }
  | { readonly type: "progress"; readonly share: number }
  | { readonly type: "done"; readonly id: string; readonly record: RunRecord }
  | { readonly type: "failed"; readonly id: string; readonly name: string; readonly message: string };
