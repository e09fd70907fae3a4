/**
 * The DAO's treasurer. At every due date it collects what has vested and accrued, and pays a budget that is fixed in dollars
 * at the day's price. It acts in the treasury's name: its transfers stand for proposals that were executed. What the
 * treasury cannot pay is refused by the token and not made up for later.
 */

import { addressOf } from "../base/identity.ts";
import { type Address, DAY, type Wei } from "../base/types.ts";
import { engine, token, vesting } from "../chain/actions.ts";
import { addressOfContract } from "../chain/addresses.ts";
import type { DaoPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, type Intent, NOTHING, type Occasion, send, wake } from "./agent.ts";
import type { View } from "./view.ts";

/** Seconds between collecting and paying, so that what was collected has arrived. */
const ARRIVAL = 60;
/** Payments are made in millionths of an AIUS. */
const MILLION = 1_000_000;
const MILLIONTH: Wei = 10n ** 12n;

export class Dao implements Agent {
  readonly kind = "dao";
  readonly name: string;
  readonly address: Address = addressOfContract("timelock");
  readonly #population: DaoPopulation;

  constructor({ name }: Pick<Birth, "name">, population: DaoPopulation) {
    this.name = name;
    this.#population = population;
  }

  follows(): boolean {
    return false;
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    if (occasion.type === "start") return [this.#nextDue(view)];
    if (occasion.type !== "wake") return NOTHING;
    if (occasion.note.matter === "pay") return [this.#pay(view)];
    return [
      send(vesting.release(this.address, "dao", addressOfContract("token"))),
      send(engine.withdrawAccruedFees(this.address)),
      wake(view.now + ARRIVAL, "pay"),
      this.#nextDue(view),
    ];
  }

  #nextDue(view: View): Intent {
    return wake(view.now + this.#population.payEveryDays * DAY, "collect");
  }

  #pay({ aiusUsd }: View): Intent {
    const { spendUsdPerDay, payEveryDays, payee } = this.#population;
    const budget = (spendUsdPerDay * payEveryDays) / aiusUsd;
    return send(
      token.transfer(this.address, addressOf(`payee/${payee}`), BigInt(Math.round(budget * MILLION)) * MILLIONTH),
    );
  }
}
