/** Emission per task: what one solution brought its solver and the treasury together. */
import type { Wei } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import { Line } from "./line.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { Quantiles } from "./quantiles.ts";
import { aius, count, meanOf } from "./units.ts";

const SOURCE = "reward transfers of claims and of failed contestations";

export class RewardsFold implements MetricFold {
  readonly flowKinds = ["rewardSolver", "rewardTreasury"] as const;
  readonly #perTask = new Line("reward.per_task", "AIUS", 18);
  readonly lines = [this.#perTask];
  readonly #rewards = new Quantiles();
  #toTreasury: Wei = 0n;
  /** Of the reward that may still get its second part. */
  #solverPart: Wei = 0n;
  #treasuryPart: Wei = 0n;
  #last: Wei = 0n;
  /** Since the last sample. */
  #recentSum: Wei = 0n;
  #recent = 0;

  /** The treasury's part follows the solver's within the same payment; either may be 0, and then there is no flow of it. */
  flow({ kind, amount }: Flow): void {
    if (kind === "rewardSolver") {
      this.#close();
      this.#solverPart = amount;
    } else {
      this.#treasuryPart = amount;
      this.#close();
    }
  }

  #close(): void {
    const total = this.#solverPart + this.#treasuryPart;
    if (total === 0n) return;
    this.#rewards.add(total);
    this.#toTreasury += this.#treasuryPart;
    this.#last = total;
    this.#recentSum += total;
    this.#recent++;
    this.#solverPart = 0n;
    this.#treasuryPart = 0n;
  }

  /** The mean since the last sample; the last one paid where there was none. */
  sample(): void {
    this.#close();
    this.#perTask.push(this.#recent === 0 ? this.#last : meanOf(this.#recentSum, this.#recent));
    this.#recentSum = 0n;
    this.#recent = 0;
  }

  metrics(): readonly Metric[] {
    this.#close();
    const rewards = this.#rewards;
    return [
      count("reward.count", rewards.count, "Solutions that were paid a reward.", SOURCE),
      aius("reward.total", rewards.sum, "Emission in all.", SOURCE),
      aius("reward.to_solvers", rewards.sum - this.#toTreasury, "Emission to solvers.", SOURCE),
      aius("reward.to_treasury", this.#toTreasury, "Emission to the treasury.", SOURCE),
      aius("reward.mean", rewards.mean, "Mean reward of a task, the treasury's part included.", SOURCE),
      aius("reward.median", rewards.quantile(50), "Median reward of a task, floored to 1/64.", SOURCE),
      aius("reward.min", rewards.min ?? 0n, "Smallest reward of a task.", SOURCE),
      aius("reward.max", rewards.max ?? 0n, "Largest reward of a task.", SOURCE),
      aius("reward.last", this.#last, "The last reward that was paid.", SOURCE),
    ];
  }
}
