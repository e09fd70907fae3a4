/** The chain's state as the properties read it. */
import type { Address, Hex, Value, Wei } from "../../sim/base/types.ts";
import type { ModelChain } from "../../sim/chain/model/index.ts";
import { CallReverted, type ContractName } from "../../sim/chain/port.ts";

export class Eyes {
  readonly chain: ModelChain;

  constructor(chain: ModelChain) {
    this.chain = chain;
  }

  get now(): bigint {
    return BigInt(this.chain.head.timestamp);
  }

  balanceOf(account: Address): Wei {
    return this.#read("token", "balanceOf", account)[0] as Wei;
  }

  engine<T extends Value>(method: string, ...args: Value[]): T {
    return this.#read("engine", method, ...args)[0] as T;
  }

  validator(address: Address): { readonly staked: Wei; readonly pending: Wei; readonly since: bigint } {
    const [staked, since] = this.#read("engine", "validators", address) as [Wei, bigint];
    return { staked, since, pending: this.engine<Wei>("validatorWithdrawPendingAmount", address) };
  }

  task(id: Hex) {
    const [model, fee, owner, blocktime] = this.#read("engine", "tasks", id) as [Hex, Wei, Address, bigint];
    return { exists: BigInt(model) !== 0n, fee, owner, blocktime };
  }

  solution(id: Hex) {
    const [validator, blocktime, claimed] = this.#read("engine", "solutions", id) as [Address, bigint, boolean];
    return { validator, blocktime, claimed, exists: BigInt(validator) !== 0n };
  }

  contestation(id: Hex) {
    const [validator, blocktime, settled, slash] = this.#read("engine", "contestations", id) as [
      Address,
      bigint,
      bigint,
      Wei,
    ];
    return { validator, blocktime, settled, slash, exists: BigInt(validator) !== 0n };
  }

  voters(method: "contestationVoteYeas" | "contestationVoteNays", task: Hex): Address[] {
    const voters: Address[] = [];
    for (;;) {
      try {
        voters.push(this.engine<Address>(method, task, BigInt(voters.length)));
      } catch (thrown) {
        if (thrown instanceof CallReverted) return voters;
        throw thrown;
      }
    }
  }

  /** A view's value; undefined when it reverts. */
  attempt<T extends Value>(method: string, ...args: Value[]): T | undefined {
    try {
      return this.engine<T>(method, ...args);
    } catch (thrown) {
      if (thrown instanceof CallReverted) return undefined;
      throw thrown;
    }
  }

  /** Whether the address may act as a validator now. */
  mayAct(address: Address): boolean {
    const { staked, pending } = this.validator(address);
    const minimum = this.attempt<Wei>("getValidatorMinimum");
    return minimum !== undefined && staked >= pending && staked - pending >= minimum;
  }

  #read(to: ContractName, method: string, ...args: Value[]): readonly Value[] {
    return this.chain.callNow(to, method, args);
  }
}
