/** What the members of a group tell each other: who they are. */
import type { Address } from "../base/types.ts";

export class Group {
  readonly #members = new Set<Address>();

  join(member: Address): void {
    this.#members.add(member);
  }

  includes(address: Address): boolean {
    return this.#members.has(address);
  }

  get size(): number {
    return this.#members.size;
  }
}
