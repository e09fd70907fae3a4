/** What leader and workers tell each other: plain JSON. A worker is told `Order`s, and may be told the next one before it is done with the last. */
import type { RunRecord } from "../experiment.ts";

/** From a worker. Answers come in the order of the orders. */
export type Report =
  | { readonly type: "ready" }
  | { readonly type: "progress"; readonly share: number }
  | { readonly type: "done"; readonly id: string; readonly record: RunRecord }
  | { readonly type: "failed"; readonly id: string; readonly name: string; readonly message: string };
