/** The sequencer: collects what arrives and closes a block at the end of each slot that has something in it. */
import type { Rng } from "../base/random.ts";
import type { Scenario } from "../scenarios/schema.ts";
import type { Sent } from "./blocks.ts";
import type { Seat } from "./seats.ts";

export interface Arrived extends Sent {
  readonly seat: Seat;
}

/** Highest tip first; of equal tips the one that came first. */
const byTip = (a: Arrived, b: Arrived): number => (a.tip === b.tip ? 0 : a.tip > b.tip ? -1 : 1);

export class Sequencer {
  readonly #slot: number;
  readonly #ordering: Scenario["network"]["ordering"];
  readonly #rng: Rng;
  #arrived: Arrived[] = [];

  /** `rng` is used by the ordering `shuffled` alone. */
  constructor({ blockMilliseconds, ordering }: Scenario["network"], rng: Rng) {
    this.#slot = blockMilliseconds;
    this.#ordering = ordering;
    this.#rng = rng;
  }

  /** Takes an action that arrives at `at` (milliseconds); returns when its block closes if it is the block's first. */
  take(at: number, arrived: Arrived): number | undefined {
    this.#arrived.push(arrived);
    return this.#arrived.length === 1 ? (Math.floor(at / this.#slot) + 1) * this.#slot : undefined;
  }

  /** The block's actions in their order; the next block is empty. */
  seal(): readonly Arrived[] {
    const arrived = this.#arrived;
    this.#arrived = [];
    if (this.#ordering === "priority") return arrived.sort(byTip);
    return this.#ordering === "shuffled" ? this.#rng.shuffled(arrived) : arrived;
  }
}
