/** Where the fees of tasks went. */
import type { Wei } from "../base/types.ts";
import type { Flow, FlowKind } from "../ledger/flow.ts";
import { Line } from "./line.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { Quantiles } from "./quantiles.ts";
import { aius } from "./units.ts";

const KINDS = [
  ["feeIn", "fees.paid_in", "Fees paid in with tasks."],
  ["solverFee", "fees.to_solvers", "Fees' shares paid to solvers."],
  ["modelFee", "fees.to_models", "Fees' shares paid to models."],
  ["treasuryFee", "fees.to_treasury", "Fees' shares booked for the treasury."],
  ["refundContested", "fees.refunded_contested", "Fees returned because the solution was rejected."],
  ["refundRetracted", "fees.refunded_retracted", "Fees returned to who retracted."],
  ["retractionFee", "fees.retraction", "Retraction fees booked for the treasury."],
] as const satisfies readonly (readonly [FlowKind, string, string])[];

export class FeesFold implements MetricFold {
  readonly flowKinds = KINDS.map(([kind]) => kind);
  readonly #sums = new Map<FlowKind, Wei>(KINDS.map(([kind]) => [kind, 0n]));
  readonly #fees = new Quantiles();
  readonly #paidIn = new Line("fees.paid_in", "AIUS", 18);
  readonly lines = [this.#paidIn];

  flow({ kind, amount }: Flow): void {
    this.#sums.set(kind, this.#sums.get(kind)! + amount);
    if (kind === "feeIn") this.#fees.add(amount);
  }

  sample(): void {
    this.#paidIn.push(this.#fees.sum);
  }

  metrics(): readonly Metric[] {
    const paid = KINDS.map(([kind, name, text]) => aius(name, this.#sums.get(kind)!, text, `flows of kind ${kind}`));
    return [
      ...paid,
      aius("fees.mean", this.#fees.mean, "Mean fee of a task that has one.", "flows of kind feeIn"),
      aius(
        "fees.median",
        this.#fees.quantile(50),
        "Median fee of a task that has one, floored to 1/64.",
        "flows of kind feeIn",
      ),
    ];
  }
}
