/**
 * Public history of how long tasks of a model stayed open, as a life table: of the tasks that reached an age, which share
 * was solved there by whom. Old history fades. One's own wins, and tasks taken back, count as not solved by others
 * (censored), which is the Kaplan-Meier estimate with discrete ages.
 */
import type { Address, Seconds } from "../base/types.ts";

/** Two bins per doubling of the age: 0, 1, 2, 3, 4-5, 6-7, 8-11, 12-15... up to 97 days. */
const BINS = 46;
/** History is halved when it weighs this much. */
const WEIGHT = 192;

const binOf = (age: Seconds): number => {
  const seconds = Math.max(0, Math.floor(age));
  if (seconds < 2) return seconds;
  const doubling = 31 - Math.clz32(seconds);
  return Math.min(BINS - 1, 2 * doubling + ((seconds >> (doubling - 1)) & 1));
};

export class SolveTimes {
  readonly #solved = new Float64Array(BINS);
  /** Tasks that reached the bin. */
  readonly #reached = new Float64Array(BINS);
  readonly #own = new Map<Address, Float64Array>();

  solved(age: Seconds, solver: Address): void {
    const bin = binOf(age);
    this.#solved[bin]! += 1;
    const own = this.#own.get(solver) ?? new Float64Array(BINS);
    own[bin]! += 1;
    this.#own.set(solver, own);
    this.#reach(bin);
  }

  retracted(age: Seconds): void {
    this.#reach(binOf(age));
  }

  /**
   * Chance that a task open at age `from` is not solved by anyone but `self` before age `until`. The first and the last
   * bin are passed through by half on average. 1 without history.
   */
  survival(self: Address, from: Seconds, until: Seconds): number {
    const own = this.#own.get(self);
    const first = binOf(from);
    const last = binOf(until);
    let chance = 1;
    for (let bin = first; bin <= last; bin += 1) {
      const reached = this.#reached[bin]!;
      if (reached === 0) break;
      const solved = this.#solved[bin]!;
      if (solved === 0) continue;
      const hazard = (own === undefined ? solved : solved - own[bin]!) / reached;
      chance *= 1 - (bin === last || (bin === first && from >= 1) ? hazard / 2 : hazard);
    }
    return chance;
  }

  #reach(bin: number): void {
    for (let at = 0; at <= bin; at += 1) this.#reached[at]! += 1;
    if (this.#reached[0]! >= WEIGHT) this.#fade();
  }

  #fade(): void {
    for (const table of [this.#solved, this.#reached, ...this.#own.values()]) {
      for (let bin = 0; bin < BINS; bin += 1) table[bin]! /= 2;
    }
  }
}
