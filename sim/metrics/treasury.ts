/** What the treasury earned. */
import type { Wei } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import { Line } from "./line.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { aius } from "./units.ts";

export class TreasuryFold implements MetricFold {
  readonly flowKinds = ["treasuryFee", "rewardTreasury", "retractionFee", "accruedWithdrawn"] as const;
  readonly #income = new Line("treasury.income", "AIUS", 18);
  readonly lines = [this.#income];
  #fees: Wei = 0n;
  #rewards: Wei = 0n;
  #retractions: Wei = 0n;
  #withdrawn: Wei = 0n;

  flow({ kind, amount }: Flow): void {
    if (kind === "treasuryFee") this.#fees += amount;
    else if (kind === "rewardTreasury") this.#rewards += amount;
    else if (kind === "retractionFee") this.#retractions += amount;
    else this.#withdrawn += amount;
  }

  get #total(): Wei {
    return this.#fees + this.#rewards + this.#retractions;
  }

  sample(): void {
    this.#income.push(this.#total);
  }

  metrics(): readonly Metric[] {
    const accrued = this.#fees + this.#retractions - this.#withdrawn;
    return [
      aius("treasury.income", this.#total, "The treasury's income in all.", "the three below"),
      aius("treasury.fees", this.#fees, "Shares of fees, after the models'.", "flows of kind treasuryFee"),
      aius("treasury.rewards", this.#rewards, "Parts of rewards.", "flows of kind rewardTreasury"),
      aius("treasury.retractions", this.#retractions, "Retraction fees.", "flows of kind retractionFee"),
      aius("treasury.uncollected", accrued, "Of fees and retractions, not withdrawn at the end.", "accrued fees"),
    ];
  }
}
