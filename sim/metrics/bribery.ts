/** Falsehoods that bribes defend: how many stand, and what they cost and bring. */
import type { Wei } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import type { GenesisRecord } from "../ledger/records.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { Participants } from "./participants.ts";
import { aius, count, ratio, shareOf } from "./units.ts";

const BRIBER = "briber";
const SOURCE = "solutions of bribers, verdicts on them, and their transfers";

export class BriberyFold implements MetricFold {
  readonly flowKinds = ["transfer", "solverFee", "rewardSolver"] as const;
  #participants = new Participants([]);
  #solved = 0;
  #contested = 0;
  #stood = 0;
  #fell = 0;
  #bribes = 0;
  #bribed: Wei = 0n;
  #prize: Wei = 0n;

  genesis({ participants }: GenesisRecord): void {
    this.#participants = new Participants(participants);
  }

  happening({ kind, task }: Happening): void {
    if (task.solver === undefined || this.#participants.kindOf(task.solver) !== BRIBER) return;
    if (kind === "solved") this.#solved++;
    if (kind === "contested") this.#contested++;
    if (kind !== "judged") return;
    if (task.contestation!.verdict === "rejected") this.#stood++;
    else this.#fell++;
  }

  flow({ kind, from, to, amount, setup }: Flow): void {
    if (setup) return;
    if (kind !== "transfer") {
      if (this.#participants.kindOf(to) === BRIBER) this.#prize += amount;
      return;
    }
    if (this.#participants.kindOf(from) !== BRIBER) return;
    this.#bribes++;
    this.#bribed += amount;
  }

  metrics(): readonly Metric[] {
    if (!this.#participants.kinds.includes(BRIBER)) return [];
    return [
      count("bribery.false", this.#solved, "False results that bribers placed.", SOURCE),
      count("bribery.contested", this.#contested, "Of them contested.", SOURCE),
      count("bribery.stood", this.#stood, "Contestations of them that failed: the falsehood was paid.", SOURCE),
      ratio(
        "bribery.stood.share",
        shareOf(this.#stood, this.#stood + this.#fell),
        "Contested falsehoods that stood, of those with a verdict.",
        SOURCE,
      ),
      count("bribery.bribes", this.#bribes, "Bribes paid.", SOURCE),
      aius("bribery.paid.aius", this.#bribed, "Paid in bribes.", SOURCE),
      aius("bribery.prize.aius", this.#prize, "Fees and rewards that bribers were paid.", SOURCE),
    ];
  }
}
