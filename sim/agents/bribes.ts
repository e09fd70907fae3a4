/** Where bribes are promised and taken: a place that bribers and voters know, and no chain does. */
import type { Address, Hex, Wei } from "../base/types.ts";

/** A promise to pay for nays on a task's contestation. */
export interface Offer {
  readonly briber: Address;
  /** Paid for each vote, in wei. */
  readonly perVote: Wei;
  /** Whether a vote that loses is paid its slash as well. */
  readonly insured: boolean;
  /** How many votes are sought. */
  readonly seats: number;
}

export class Bribes {
  readonly #offers = new Map<Hex, Offer>();
  readonly #takers = new Map<Hex, Address[]>();
  /** What was promised to each voter and is due, by voter. */
  readonly #due = new Map<Address, Wei>();

  promise(task: Hex, offer: Offer): void {
    this.#offers.set(task, offer);
    this.#takers.set(task, []);
  }

  /** Undefined when there is none, or none any more. */
  offer(task: Hex): Offer | undefined {
    return this.#offers.get(task);
  }

  /** Who has agreed, in that order. */
  takers(task: Hex): readonly Address[] {
    return this.#takers.get(task) ?? [];
  }

  /** False when all seats are taken. */
  take(task: Hex, voter: Address): boolean {
    const offer = this.#offers.get(task);
    const takers = this.#takers.get(task);
    if (offer === undefined || takers === undefined || takers.length >= offer.seats) return false;
    takers.push(voter);
    return true;
  }

  /** The vote is over: the takers are owed `amount` each, whether or not they will be paid. */
  close(task: Hex, amount: Wei): readonly Address[] {
    const takers = this.takers(task);
    for (const taker of takers) this.#due.set(taker, this.owed(taker) + amount);
    this.#offers.delete(task);
    this.#takers.delete(task);
    return takers;
  }

  /** All that was ever owed to a voter, paid or not. */
  owed(voter: Address): Wei {
    return this.#due.get(voter) ?? 0n;
  }
}
