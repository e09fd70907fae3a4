/** The transfers into and out of the engine within one step, in order, each to be explained by exactly one rule. */
import type { Address, Wei } from "../base/types.ts";

export interface EngineTransfer {
  readonly from: Address;
  readonly to: Address;
  readonly amount: Wei;
  /** The engine's balance before it. */
  readonly heldBefore: Wei;
  /** Its place among the step's events. */
  readonly event: number;
}

export class TransferQueue {
  readonly #transfers: EngineTransfer[] = [];
  #next = 0;

  clear(): void {
    this.#transfers.length = 0;
    this.#next = 0;
  }

  add(transfer: EngineTransfer): void {
    this.#transfers.push(transfer);
  }

  /** The first that is not explained yet. */
  peek(): EngineTransfer | undefined {
    return this.#transfers[this.#next];
  }

  advance(): void {
    this.#next++;
  }
}
