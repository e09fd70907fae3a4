/** A price as a seeded geometric random walk without drift, in nanoUSD. */
import { exp } from "../base/elementary.ts";
import type { Rng } from "../base/random.ts";
import type { NanoUsd } from "../base/types.ts";

/** Square root of 1/24: a day's volatility in an hour. */
const HOURLY = 0.2041241452319315;
/** Where the walk is stopped, so that no price leaves what a double holds exactly. */
const BOUND = 12;

const MILLIONTH = 1_000_000;

/** `amount` times a factor of six decimal places. */
export const scaled = (amount: NanoUsd, factor: number): NanoUsd =>
  (amount * BigInt(Math.round(factor * MILLIONTH))) / BigInt(MILLIONTH);

export class Price {
  #start: NanoUsd;
  readonly #sigma: number;
  readonly #rng: Rng;
  #logarithm = 0;
  #now: NanoUsd;

  constructor(start: NanoUsd, dailyVolatility: number, rng: Rng) {
    this.#start = start;
    this.#now = start;
    this.#sigma = dailyVolatility * HOURLY;
    this.#rng = rng;
  }

  get now(): NanoUsd {
    return this.#now;
  }

  #changed(): void {
    this.#now = scaled(this.#start, exp(this.#logarithm));
  }

  /** From now on the price is that many times as high. */
  shock(factor: number): void {
    this.#start = scaled(this.#start, factor);
    this.#changed();
  }

  /** Walks an hour; the mean of the price stays where it is. True when the price is not constant. */
  step(): boolean {
    if (this.#sigma === 0) return false;
    const next = this.#logarithm + this.#sigma * this.#rng.normal() - (this.#sigma * this.#sigma) / 2;
    this.#logarithm = Math.max(-BOUND, Math.min(BOUND, next));
    this.#changed();
    return true;
  }
}
