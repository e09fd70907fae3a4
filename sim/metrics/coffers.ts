/** The treasury's own account: what it holds, what vests to it, what it pays, and when it could not. */
import { type Address, DAY, type Seconds, type Wei } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import type { BlockRecord, EndRecord, GenesisRecord } from "../ledger/records.ts";
import type { Scene } from "../ledger/scene.ts";
import { Line } from "./line.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { aius, count, ratio, shareOf } from "./units.ts";

const TRANSFERS = "token transfers to and from the timelock";
const YEAR: Seconds = 365 * DAY;

export class CoffersFold implements MetricFold {
  readonly flowKinds = ["vestingRelease", "transfer", "rewardTreasury", "treasuryFee", "retractionFee"] as const;
  readonly #scene: () => Scene | undefined;
  readonly #balance = new Line("treasury.balance", "AIUS", 18);
  readonly #spentLine = new Line("treasury.spent", "AIUS", 18);
  readonly lines = [this.#balance, this.#spentLine];
  #treasury: Address = "0x";
  #payer: string | undefined;
  #start: Seconds = 0;
  #plannedEnd: Seconds = 0;
  #end: Seconds = 0;
  #atStart: Wei = 0n;
  #vested: Wei = 0n;
  #spent: Wei = 0n;
  #earnedLately: Wei = 0n;
  #spentLately: Wei = 0n;
  #payments = 0;
  #refused = 0;
  #emptyAt: Seconds | undefined;

  constructor(scene: () => Scene | undefined) {
    this.#scene = scene;
  }

  genesis({ deployment, participants, start, end }: GenesisRecord): void {
    this.#treasury = deployment.addresses.timelock;
    this.#payer = participants.find(({ address }) => address === this.#treasury)?.name;
    this.#start = start;
    this.#plannedEnd = end;
  }

  /** Earned is what the market brings: what vests was given. */
  flow({ kind, from, to, amount, time, setup }: Flow): void {
    if (setup) return;
    const late = time > this.#plannedEnd - YEAR;
    if (kind === "vestingRelease" && to === this.#treasury) this.#vested += amount;
    if (kind === "transfer" && from === this.#treasury) {
      this.#spent += amount;
      if (late) this.#spentLately += amount;
    }
    if (late && kind !== "vestingRelease" && kind !== "transfer") this.#earnedLately += amount;
  }

  block({ phase, timestamp, steps }: BlockRecord): void {
    if (phase === "setup") this.#atStart = this.#scene()!.books.balanceOf(this.#treasury);
    else if (this.#payer !== undefined)
      for (const { agent, action, outcome } of steps)
        if (agent === this.#payer && action.method === "transfer") this.#pay(outcome.ok, timestamp);
  }

  #pay(paid: boolean, now: Seconds): void {
    this.#payments++;
    if (paid) return;
    this.#refused++;
    this.#emptyAt ??= now;
  }

  end({ timestamp }: EndRecord): void {
    this.#end = timestamp;
  }

  sample(): void {
    this.#balance.push(this.#scene()!.books.balanceOf(this.#treasury));
    this.#spentLine.push(this.#spent);
  }

  metrics(): readonly Metric[] {
    const scene = this.#scene();
    if (scene === undefined || this.#payer === undefined) return [];
    const lasted = (this.#emptyAt ?? this.#end) - this.#start;
    return [
      aius("treasury.balance.start", this.#atStart, "In the treasury at the start.", TRANSFERS),
      aius("treasury.balance.end", scene.books.balanceOf(this.#treasury), "In the treasury at the end.", TRANSFERS),
      aius("treasury.vested", this.#vested, "Released to the treasury from vesting.", TRANSFERS),
      aius("treasury.spent", this.#spent, "Paid out by the treasury.", TRANSFERS),
      count("treasury.payments", this.#payments, "Payments that were due.", TRANSFERS),
      count("treasury.payments.refused", this.#refused, "Payments that the treasury could not make.", TRANSFERS),
      {
        name: "treasury.lasts.days",
        unit: "d",
        value: BigInt(Math.floor((lasted * 1_000_000) / DAY)),
        decimals: 6,
        description: "Days until the first payment that could not be made; the whole run when all could.",
        source: TRANSFERS,
      },
      ratio(
        "treasury.self_sufficiency",
        shareOf(this.#earnedLately, this.#spentLately),
        "Earned (fees and rewards, without vesting) over spent in the last year.",
        TRANSFERS,
      ),
    ];
  }
}
