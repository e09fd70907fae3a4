/** OpenZeppelin's Ownable, which engine and vesting wallets share. */
import type { Address } from "../../base/types.ts";
import type { ContractName } from "../port.ts";
import { Cell, type Host } from "./host.ts";
import { revert } from "./revert.ts";
import { ZERO_ADDRESS } from "./Token.ts";

export abstract class Ownable {
  readonly #host: Host;
  readonly #name: ContractName;
  readonly #owner: Cell<Address>;

  constructor(host: Host, name: ContractName, owner: Address) {
    this.#host = host;
    this.#name = name;
    this.#owner = new Cell(host, owner);
  }

  owner(): Address {
    return this.#owner.get();
  }

  renounceOwnership(caller: Address): void {
    this.checkOwner(caller);
    this.#setOwner(ZERO_ADDRESS);
  }

  transferOwnership(caller: Address, newOwner: Address): void {
    this.checkOwner(caller);
    if (newOwner === ZERO_ADDRESS) revert("OwnableInvalidOwner", ZERO_ADDRESS);
    this.#setOwner(newOwner);
  }

  protected checkOwner(caller: Address): void {
    if (caller !== this.owner()) revert("OwnableUnauthorizedAccount", caller);
  }

  #setOwner(newOwner: Address): void {
    const previousOwner = this.owner();
    this.#owner.set(newOwner);
    this.#host.emit(this.#name, "OwnershipTransferred", { previousOwner, newOwner });
  }
}
