/** Time that validators spend below the minimum stake, without the right to act, once something has pushed them there. */
import { type Address, type Seconds, WAD, type Wei } from "../base/types.ts";
import { measuredSupply } from "../ledger/books.ts";
import { lessShare } from "../ledger/rules/pay.ts";
import type { Scene } from "../ledger/scene.ts";

/** Supply below which no stake is needed. Source: protocol section 1. */
const FREE_BELOW: Wei = 1_000n * WAD;

/** The stake that the engine asks for. Source: protocol section 5, `getValidatorMinimum`. */
function minimumStake({ books, parameters }: Scene): Wei {
  const supply = measuredSupply(books.engineBalance);
  return supply < FREE_BELOW ? 0n : supply - lessShare(supply, parameters.validatorMinimumPercentage);
}

export class Idleness {
  readonly #touched = new Set<Address>();
  readonly #since = new Map<Address, Seconds>();
  /** Added up so far. */
  seconds = 0;

  /** Something was taken from a validator's stake that it had for acting. */
  touch(validator: Address): void {
    this.#touched.add(validator);
  }

  /** After a block: who was pushed below the minimum is idle, who is above it again is not. */
  look(scene: Scene, now: Seconds): void {
    if (this.#touched.size === 0 && this.#since.size === 0) return;
    const minimum = minimumStake(scene);
    const below = (address: Address): boolean => {
      const { staked, pending } = scene.validators.get(address)!;
      return staked - pending < minimum;
    };
    for (const address of this.#touched) if (!this.#since.has(address) && below(address)) this.#since.set(address, now);
    for (const [address, since] of this.#since) {
      if (below(address)) continue;
      this.seconds += now - since;
      this.#since.delete(address);
    }
    this.#touched.clear();
  }

  close(now: Seconds): void {
    for (const since of this.#since.values()) this.seconds += now - since;
    this.#since.clear();
  }
}
