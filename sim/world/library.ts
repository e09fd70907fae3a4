/**
 * What can be fetched: content that is behind CIDs on the chain lies with those who serve it. A solution's content is taken
 * as published with it, unless its solver keeps it back.
 */
import type { Hex } from "../base/types.ts";

export class Library {
  /** Tasks whose solution nobody serves. */
  readonly #withheld = new Set<Hex>();

  withhold(task: Hex): void {
    this.#withheld.add(task);
  }

  has(task: Hex): boolean {
    return !this.#withheld.has(task);
  }
}
