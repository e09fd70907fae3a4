/**
 * The chain port without an EVM: the protocol in synchronous TypeScript, exact to the wei, the id, the log and the error.
 * Knows nothing of Hardhat or Node, so it runs in a browser. Governor and timelock are addresses that can act; calling them
 * needs the EVM.
 */
import type { Address, Seconds, Value } from "../../base/types.ts";
import {
  type Action,
  type BlockRequest,
  type BlockResult,
  CallReverted,
  type Chain,
  type ContractName,
  type Deployment,
  type DeploymentPlan,
  type Outcome,
} from "../port.ts";
import { type Contracts, deploy } from "./deploy.ts";
import { ENGINE_METHODS } from "./engine-methods.ts";
import { Host } from "./host.ts";
import { checkArguments, isAddress, type Method, type MethodTable } from "./methods.ts";
import { Revert } from "./revert.ts";
import { ZERO_ADDRESS } from "./Token.ts";
import { TOKEN_METHODS } from "./token-methods.ts";
import { VESTING_METHODS } from "./vesting-methods.ts";

/** A chain with the protocol deployed as planned. */
export async function openModelChain({ plan }: { readonly plan: DeploymentPlan }): Promise<ModelChain> {
  return new ModelChain(plan);
}

/** A contract with its methods. The table's type argument is the contract's, which the map of targets forgets. */
interface Target {
  readonly contract: unknown;
  readonly methods: MethodTable<never>;
}

/** A call that has been found and checked. */
interface Call {
  readonly contract: unknown;
  readonly method: Method<unknown>;
  readonly sender: Address;
  readonly args: readonly Value[];
}

function targetsOf({ engine, token, wallets }: Contracts): ReadonlyMap<ContractName, Target> {
  return new Map<ContractName, Target>([
    ["engine", { contract: engine, methods: ENGINE_METHODS }],
    ["token", { contract: token, methods: TOKEN_METHODS }],
    ...[...wallets].map(([name, contract]) => [name, { contract, methods: VESTING_METHODS }] as const),
  ]);
}

export class ModelChain implements Chain {
  readonly backend = "model";
  readonly deployment: Deployment;
  readonly #host = new Host();
  readonly #contracts: Contracts;
  readonly #targets: ReadonlyMap<ContractName, Target>;
  /** While it is set nothing is committed, so that all can be undone. */
  #probing = false;

  constructor(plan: DeploymentPlan) {
    const { deployment, contracts } = deploy(this.#host, plan);
    this.deployment = deployment;
    this.#contracts = contracts;
    this.#targets = targetsOf(contracts);
  }

  get head(): { readonly number: number; readonly timestamp: Seconds } {
    return { number: this.#host.number, timestamp: Number(this.#host.timestamp) };
  }

  async mine(block: BlockRequest): Promise<BlockResult> {
    return this.mineNow(block);
  }

  mineNow({ timestamp, actions }: BlockRequest): BlockResult {
    const host = this.#host;
    const next = BigInt(timestamp);
    if (next < host.timestamp) throw new RangeError(`block at ${timestamp}, before the head's ${host.timestamp}`);
    // All are checked before the first is run: a malformed action leaves no half a block.
    const calls = actions.map((action) => this.#find(action));
    host.number++;
    host.timestamp = next;
    return { number: host.number, timestamp, outcomes: calls.map((call) => this.#execute(call)) };
  }

  async call(to: ContractName, method: string, args: readonly Value[] = []): Promise<readonly Value[]> {
    return this.callNow(to, method, args);
  }

  /** `call` for those who need no promise. */
  callNow(to: ContractName, name: string, args: readonly Value[] = []): readonly Value[] {
    const { contract, method, sender } = this.#find({ from: ZERO_ADDRESS, to, method: name, args });
    try {
      return method.run(contract, sender, args);
    } catch (thrown) {
      if (thrown instanceof Revert) throw new CallReverted(name, thrown.error, thrown.args);
      throw thrown;
    } finally {
      this.#host.journal.revert();
      this.#host.logs = [];
    }
  }

  /** What would become of these blocks, one after the other. Nothing of it stays. */
  probe(blocks: readonly BlockRequest[]): readonly BlockResult[] {
    const host = this.#host;
    const { number, timestamp } = host;
    this.#probing = true;
    try {
      return blocks.map((block) => this.mineNow(block));
    } finally {
      this.#probing = false;
      host.journal.revert();
      host.number = number;
      host.timestamp = timestamp;
    }
  }

  /** Gives the memory of its records back: a run of millions of tasks has a report to draw yet. */
  async close(): Promise<void> {
    this.#contracts.engine.records.tasks.release();
  }

  #find({ from, to, method: name, args }: Action): Call {
    const target = this.#targets.get(to);
    if (!target) throw new RangeError(`the model has no contract ${to} to call: use the backend evm`);
    const method = (target.methods[name] ?? target.methods[`${name}/${args.length}`]) as Method<unknown> | undefined;
    if (!method) throw new RangeError(`the model's ${to} has no function ${name} of ${args.length} arguments`);
    if (!isAddress(from)) throw new RangeError(`${name}: ${from} is no address`);
    checkArguments(name, method.inputs, args);
    return { contract: target.contract, method, sender: from, args };
  }

  #execute({ contract, method, sender, args }: Call): Outcome {
    const host = this.#host;
    const mark = host.journal.mark();
    host.logs = [];
    try {
      method.run(contract, sender, args);
    } catch (thrown) {
      host.journal.revert(mark);
      if (thrown instanceof Revert) return { ok: false, error: thrown.error, args: thrown.args };
      throw thrown;
    }
    if (!this.#probing) host.journal.commit();
    return { ok: true, events: host.logs };
  }
}
