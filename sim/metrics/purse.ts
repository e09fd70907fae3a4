/** A sum of money that arose at changing prices, kept in tokens and in dollars. */
import type { NanoUsd, Wei } from "../base/types.ts";
import type { Money } from "./account.ts";
import { dollarsOf, tokensFor } from "./units.ts";

/** Collects amounts of one currency and converts them when the price is about to change: one rounding a price. */
export class Purse {
  #aius: Wei = 0n;
  #usd: NanoUsd = 0n;
  #newAius: Wei = 0n;
  #newUsd: NanoUsd = 0n;

  /** Tokens, negative when returned. */
  earn(amount: Wei): void {
    this.#newAius += amount;
  }

  /** Dollars paid outside the token. */
  charge(cost: NanoUsd): void {
    this.#newUsd += cost;
  }

  /** Converts what came in since the last call at the price that held meanwhile. */
  convert(price: NanoUsd): void {
    if (this.#newAius === 0n && this.#newUsd === 0n) return;
    this.#aius += this.#newAius + tokensFor(this.#newUsd, price);
    this.#usd += this.#newUsd + dollarsOf(this.#newAius, price);
    this.#newAius = 0n;
    this.#newUsd = 0n;
  }

  /** What has been converted. */
  get money(): Money {
    return { aius: this.#aius, usd: this.#usd };
  }
}

export const sumOf = (...amounts: readonly Money[]): Money =>
  amounts.reduce((sum, { aius, usd }) => ({ aius: sum.aius + aius, usd: sum.usd + usd }), { aius: 0n, usd: 0n });

export const negated = ({ aius, usd }: Money): Money => ({ aius: -aius, usd: -usd });
