/** Who is behind an address or a name, and of which kind. */
import type { Address } from "../base/types.ts";
import type { Participant } from "../ledger/records.ts";

/** The kind of an address that no participant has. */
export const OTHER = "other";

export class Participants {
  readonly all: readonly Participant[];
  /** In the order of first appearance. */
  readonly kinds: readonly string[];
  readonly #kindByAddress: ReadonlyMap<Address, string>;

  constructor(all: readonly Participant[]) {
    this.all = all;
    this.kinds = [...new Set(all.map(({ kind }) => kind))];
    this.#kindByAddress = new Map(all.map(({ address, kind }) => [address, kind]));
  }

  kindOf(address: Address): string {
    return this.#kindByAddress.get(address) ?? OTHER;
  }
}
