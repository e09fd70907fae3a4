/** Solutions that nobody can read: what withholders submit is true, and its content never appears. */
import type { Wei } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import type { GenesisRecord } from "../ledger/records.ts";
import type { TaskState } from "../ledger/state.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { Participants } from "./participants.ts";
import { aius, count, ratio, shareOf } from "./units.ts";

const WITHHOLDER = "withholder";
const SOURCE = "solutions of withholders, who publish nothing";

export class WithholdingFold implements MetricFold {
  readonly flowKinds = ["solverFee", "modelFee", "treasuryFee", "rewardSolver"] as const;
  #participants = new Participants([]);
  #withheld = 0;
  #rejected = 0;
  #paid = 0;
  #allPaid = 0;
  #fees: Wei = 0n;
  #rewards: Wei = 0n;

  genesis({ participants }: GenesisRecord): void {
    this.#participants = new Participants(participants);
  }

  #isWithheld({ solver }: TaskState): boolean {
    return solver !== undefined && this.#participants.kindOf(solver) === WITHHOLDER;
  }

  happening({ kind, task }: Happening): void {
    const withheld = this.#isWithheld(task);
    if (kind === "solved" && withheld) this.#withheld++;
    if (kind !== "claimed" && kind !== "judged") return;
    const rejected = kind === "judged" && task.contestation!.verdict === "upheld";
    if (rejected && withheld) this.#rejected++;
    if (rejected) return;
    this.#allPaid++;
    if (withheld) this.#paid++;
  }

  flow({ kind, amount, task }: Flow): void {
    if (task === undefined || !this.#isWithheld(task)) return;
    if (kind === "rewardSolver") this.#rewards += amount;
    else this.#fees += amount;
  }

  metrics(): readonly Metric[] {
    if (!this.#participants.kinds.includes(WITHHOLDER)) return [];
    return [
      count("withholding.solutions", this.#withheld, "Solutions whose content never appeared.", SOURCE),
      count("withholding.paid", this.#paid, "Of them paid.", SOURCE),
      count("withholding.rejected", this.#rejected, "Of them rejected by a contestation.", SOURCE),
      ratio(
        "withholding.paid.share",
        shareOf(this.#paid, this.#paid + this.#rejected),
        "Paid ones of the withheld solutions that were paid or rejected.",
        SOURCE,
      ),
      ratio(
        "withholding.unserved.share",
        shareOf(this.#paid, this.#allPaid),
        "Paid tasks whose user got nothing to read, of all paid tasks.",
        SOURCE,
      ),
      aius("withholding.fees.aius", this.#fees, "Fees that users paid for nothing.", SOURCE),
      aius("withholding.rewards.aius", this.#rewards, "Rewards for what nobody can read.", SOURCE),
    ];
  }
}
