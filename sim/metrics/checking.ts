/** The checker's account: what it costs to compute again what others submitted, and what that wins. */
import type { NanoUsd } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import type { ComputeRecord, GenesisRecord, PriceRecord } from "../ledger/records.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { Participants } from "./participants.ts";
import { Purse } from "./purse.ts";
import { ratio, shareOf, usd } from "./units.ts";

const SOURCE = "computations to verify and to vote; slashes won by honest participants";
/** The kind that checks. */
const HONEST = "honest";

export class CheckingFold implements MetricFold {
  readonly flowKinds = ["slashWon", "slashLost"] as const;
  readonly #won = new Purse();
  readonly #lost = new Purse();
  #participants = new Participants([]);
  #price: NanoUsd = 0n;
  #cost: NanoUsd = 0n;
  #verified = 0;
  #solved = 0;

  genesis({ participants }: GenesisRecord): void {
    this.#participants = new Participants(participants);
  }

  price({ aius }: PriceRecord): void {
    this.#convert();
    this.#price = aius;
  }

  #convert(): void {
    this.#won.convert(this.#price);
    this.#lost.convert(this.#price);
  }

  compute({ purpose, cost }: ComputeRecord): void {
    if (purpose === "solve") return;
    this.#cost += cost;
    if (purpose === "verify") this.#verified++;
  }

  happening({ kind }: Happening): void {
    if (kind === "solved") this.#solved++;
  }

  flow({ kind, from, to, amount }: Flow): void {
    if (kind === "slashWon" && this.#participants.kindOf(to) === HONEST) this.#won.earn(amount);
    if (kind === "slashLost" && this.#participants.kindOf(from) === HONEST) this.#lost.earn(amount);
  }

  metrics(): readonly Metric[] {
    this.#convert();
    const [won, lost] = [this.#won.money.usd, this.#lost.money.usd];
    return [
      ratio("check.rate", shareOf(this.#verified, this.#solved), "Verifications per solution.", SOURCE),
      usd("check.cost.usd", this.#cost, "What verifying and informing votes cost.", SOURCE),
      usd("check.won.usd", won, "Slashes that honest participants won.", SOURCE),
      usd("check.lost.usd", lost, "Slashes that honest participants lost.", SOURCE),
      usd("check.profit.usd", won - lost - this.#cost, "Won less lost less cost: whether checking pays.", SOURCE),
    ];
  }
}
