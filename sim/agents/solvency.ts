/** An honest solver's books: what it earned since it last looked, everything counted, and whether to stay. */
import { DAY, type Seconds } from "../base/types.ts";
import type { View } from "./view.ts";

/** Leaves after this many periods in a row with a loss. */
const LOSSES = 2;

export class Solvency {
  #spent = 0;
  #worth: bigint | undefined;
  #since: Seconds = 0;
  #losses = 0;
  readonly #standingPerDay: number;

  constructor(standingPerDay: number) {
    this.#standingPerDay = standingPerDay;
  }

  /** A bill in USD: computation or gas. */
  pay(usd: number): void {
    this.#spent += usd;
  }

  /** Begins a period. */
  open(view: View): void {
    this.#worth = worth(view);
    this.#since = view.now;
    this.#spent = 0;
  }

  /** Closes a period and begins the next. True when it and the one before it ended with a loss. */
  disappointing(view: View): boolean {
    const days = (view.now - this.#since) / DAY;
    const gained = Number(worth(view) - (this.#worth ?? worth(view))) * 1e-18 * view.aiusUsd;
    const loss = gained < this.#spent + days * standingCost(this.#standingPerDay, view);
    this.#losses = loss ? this.#losses + 1 : 0;
    this.open(view);
    return this.#losses >= LOSSES;
  }

  reset(): void {
    this.#losses = 0;
    this.#worth = undefined;
  }
}

const worth = (view: View): bigint => view.wallet + view.own.staked;

/** What a day costs without any computation, in USD: being ready, and the capital that the stake binds. */
export const standingCost = (standingPerDay: number, view: View): number =>
  standingPerDay + Number(view.own.staked) * 1e-18 * view.aiusUsd * view.capitalSharePerDay;
