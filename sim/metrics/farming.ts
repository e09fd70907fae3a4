/** Emission without demand: tasks that farmers submit to themselves, and the rewards that they earn by them. */
import type { Wei } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import type { GenesisRecord } from "../ledger/records.ts";
import type { TaskState } from "../ledger/state.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { Participants } from "./participants.ts";
import { aius, count, meanOf, ratio, shareOf } from "./units.ts";

const FARMER = "farmer";
const SOURCE = "tasks whose submitter is a farmer, and what was paid for them";

export class FarmingFold implements MetricFold {
  readonly flowKinds = ["rewardSolver", "modelFee"] as const;
  #participants = new Participants([]);
  #tasks = 0;
  #own = 0;
  #lost = 0;
  #refuted = 0;
  #rewards: Wei = 0n;
  #allRewards: Wei = 0n;
  #modelFees: Wei = 0n;
  #others: Wei = 0n;
  #othersPaid = 0;

  genesis({ participants }: GenesisRecord): void {
    this.#participants = new Participants(participants);
  }

  #isFarmed({ sender }: TaskState): boolean {
    return this.#participants.kindOf(sender) === FARMER;
  }

  happening({ kind, task, by }: Happening): void {
    if (!this.#isFarmed(task)) return;
    if (kind === "submitted") this.#tasks++;
    if (kind === "solved" && by === task.sender) this.#own++;
    if (kind === "solved" && by !== task.sender) this.#lost++;
    if (kind === "judged" && task.contestation!.verdict === "upheld") this.#refuted++;
  }

  flow({ kind, to, amount, task }: Flow): void {
    const farmed = task !== undefined && this.#isFarmed(task);
    if (kind === "modelFee") {
      if (farmed) this.#modelFees += amount;
      return;
    }
    this.#allRewards += amount;
    if (farmed && to === task.sender) this.#rewards += amount;
    if (this.#participants.kindOf(to) === FARMER) return;
    this.#others += amount;
    this.#othersPaid++;
  }

  metrics(): readonly Metric[] {
    if (!this.#participants.kinds.includes(FARMER)) return [];
    return [
      count("farming.tasks", this.#tasks, "Tasks that farmers submitted.", SOURCE),
      count("farming.solved", this.#own, "Of them solved by who submitted them.", SOURCE),
      count("farming.lost", this.#lost, "Of them solved by another first.", SOURCE),
      count("farming.refuted", this.#refuted, "Of them whose solution a contestation refuted.", SOURCE),
      aius("farming.reward.aius", this.#rewards, "Rewards that farmers earned by their own tasks.", SOURCE),
      ratio(
        "farming.reward.share",
        shareOf(this.#rewards, this.#allRewards),
        "Their share of all rewards to solvers.",
        SOURCE,
      ),
      aius("farming.model_fees.aius", this.#modelFees, "Model fees paid for farmed tasks.", SOURCE),
      aius(
        "farming.others.reward.mean",
        meanOf(this.#others, this.#othersPaid),
        "Mean reward of a solution by anyone else.",
        SOURCE,
      ),
    ];
  }
}
