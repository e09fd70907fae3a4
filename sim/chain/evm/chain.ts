/** The chain port on Hardhat's EVM. */
import type { Address, Hex, Value } from "../../base/types.ts";
import {
  type Action,
  type BlockRequest,
  type BlockResult,
  CallReverted,
  type Chain,
  type ChainEvent,
  type ContractName,
  type Deployment,
  type DeploymentPlan,
  type Outcome,
} from "../port.ts";
import type { DecodedError } from "./abi.ts";
import { ensureCompiled } from "./compile.ts";
import { abiOf, errorAbi } from "./contracts.ts";
import { deployProtocol } from "./deploy.ts";
import { type ForkRequest, findForkPoint } from "./fork.ts";
import { loadHardhat, openNetwork, type Rpc, type RpcCall } from "./network.ts";

export interface EvmOptions {
  readonly plan: DeploymentPlan;
  /** Deploy on top of this chain instead of an empty one. */
  readonly fork?: ForkRequest;
  /** Told what takes long, while it takes long. */
  readonly onProgress?: (message: string) => void;
  /** Told every revert that is decoded, of transactions and of calls. */
  readonly onRevert?: (error: string, args: readonly Value[]) => void;
}

/** What any one transaction may use, as on Nova. */
const GAS_LIMIT = "0x1e84800"; // 32 million
/** Source: protocol section 7's chain, 0.01 gwei. */
const GAS_PRICE = "0x989680";
/** Ether for gas, in wei, that a sender gets on its first transaction: more than it can use. */
const GAS_MONEY = "0xffffffffffffffffffffffff";

/**
 * Compiles what has changed, starts a chain and deploys the protocol. On a fork the deployment's timestamp is the fork
 * block's when the plan's lies before it. Throws `ForkError`, `CompileError`.
 */
export async function openEvmChain({ plan, fork, onProgress, onRevert }: EvmOptions): Promise<EvmChain> {
  const point = fork && (await findForkPoint(fork));
  await ensureCompiled(onProgress);
  const rpc = await openNetwork(await loadHardhat(), plan.timestamp, point);
  const timestamp = Math.max(plan.timestamp, point?.timestamp ?? 0);
  const deployment = await deployProtocol((method, params) => rpc.request(method, ...params), { ...plan, timestamp });
  await rpc.request("evm_setAutomine", false);
  const number = Number(await rpc.request("eth_blockNumber"));
  const origin = point && { fork: { url: point.url, block: point.block } };
  return new EvmChain(rpc, { ...deployment, ...origin }, { number, timestamp }, onRevert);
}

/** A state to come back to. Good for any number of `restore`s. */
export interface Snapshot {
  id: unknown;
  readonly head: Chain["head"];
  readonly nonces: ReadonlyMap<Address, number>;
}

interface Log {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly transactionHash: Hex;
  readonly transactionIndex: Hex;
}

/** The top call of a transaction, as debug_traceTransaction's callTracer shows it. */
interface Trace {
  readonly gasUsed: Hex;
  readonly output?: Hex;
  readonly error?: string;
}

const quantity = (value: number): Hex => `0x${value.toString(16)}`;

export class EvmChain implements Chain {
  readonly backend = "evm";
  readonly deployment: Deployment;
  #head: Chain["head"];
  readonly #rpc: Rpc;
  readonly #names: ReadonlyMap<Address, ContractName>;
  readonly #onRevert: EvmOptions["onRevert"];
  /** The next nonce of everyone who has sent something. Without it each send would mine a pending block to find out. */
  #nonces = new Map<Address, number>();

  constructor(rpc: Rpc, deployment: Deployment, head: Chain["head"], onRevert?: EvmOptions["onRevert"]) {
    this.#rpc = rpc;
    this.deployment = deployment;
    this.#head = head;
    this.#onRevert = onRevert;
    this.#names = new Map(
      Object.entries(deployment.addresses).map(([name, address]) => [address, name as ContractName]),
    );
  }

  get head(): Chain["head"] {
    return this.#head;
  }

  async mine({ timestamp, actions }: BlockRequest): Promise<BlockResult> {
    if (timestamp < this.#head.timestamp)
      throw new RangeError(`block at ${timestamp}, before the head's ${this.#head.timestamp}`);
    const data = actions.map(({ to, method, args }) => abiOf(to).encodeCall(method, args));
    await this.#admit(actions);
    const number = this.#head.number + 1;
    const answers = await this.#rpc.batch([
      ["evm_setNextBlockTimestamp", timestamp],
      ...actions.map((action, index) => this.#send(action, data[index]!)),
      ["evm_mine"],
      ["eth_getBlockTransactionCountByNumber", quantity(number)],
      ["eth_getLogs", { fromBlock: quantity(number), toBlock: quantity(number) }],
    ]);
    const [count, logs] = answers.slice(-2) as [Hex, readonly Log[]];
    if (Number(count) !== actions.length)
      throw new Error(`block ${number} took ${Number(count)} of ${actions.length} actions`);
    this.#head = { number, timestamp };
    const hashes = answers.slice(1, 1 + actions.length) as Hex[];
    return { number, timestamp, outcomes: await this.#outcomes(hashes, logs) };
  }

  async call(to: ContractName, method: string, args: readonly Value[] = []): Promise<readonly Value[]> {
    const abi = abiOf(to);
    const call = { to: this.#addressOf(to), data: abi.encodeCall(method, args), gas: GAS_LIMIT };
    try {
      const data = (await this.#rpc.request("eth_call", call, "latest")) as Hex;
      return abi.decodeResult(method, args.length, data);
    } catch (error) {
      const data = revertData(error);
      if (data === undefined) throw error;
      const revert = this.#decodeRevert(data);
      throw new CallReverted(method, revert.error, revert.args);
    }
  }

  /** Any method of the node below, for tests that change what no transaction can. */
  request(method: string, ...params: readonly unknown[]): Promise<unknown> {
    return this.#rpc.request(method, ...params);
  }

  async snapshot(): Promise<Snapshot> {
    return { id: await this.#rpc.request("evm_snapshot"), head: this.#head, nonces: new Map(this.#nonces) };
  }

  async restore(snapshot: Snapshot): Promise<void> {
    // A revert uses the node's snapshot up, so another is taken of the same state.
    const [, id] = await this.#rpc.batch([["evm_revert", snapshot.id], ["evm_snapshot"]]);
    snapshot.id = id;
    this.#head = snapshot.head;
    this.#nonces = new Map(snapshot.nonces);
  }

  close(): Promise<void> {
    return this.#rpc.close();
  }

  /** Lets new senders send: impersonated, with ether for gas. */
  async #admit(actions: readonly Action[]): Promise<void> {
    const strangers = [...new Set(actions.map(({ from }) => from))].filter((from) => !this.#nonces.has(from));
    if (strangers.length === 0) return;
    const counts = strangers.map((from): RpcCall => ["eth_getTransactionCount", from, "latest"]);
    const answers = await this.#rpc.batch([
      ...counts,
      ...strangers.map((from): RpcCall => ["hardhat_impersonateAccount", from]),
      ...strangers.map((from): RpcCall => ["hardhat_setBalance", from, GAS_MONEY]),
    ]);
    for (const [index, from] of strangers.entries()) this.#nonces.set(from, Number(answers[index]));
  }

  #send({ from, to }: Action, data: Hex): RpcCall {
    const nonce = this.#nonces.get(from)!;
    this.#nonces.set(from, nonce + 1);
    const transaction = {
      from,
      to: this.#addressOf(to),
      data,
      nonce: quantity(nonce),
      gas: GAS_LIMIT,
      gasPrice: GAS_PRICE,
    };
    return ["eth_sendTransaction", transaction];
  }

  #addressOf(name: ContractName): Address {
    const address = this.deployment.addresses[name];
    if (!address) throw new RangeError(`the deployment has no contract ${name}`);
    return address;
  }

  /** A transaction that left logs succeeded; of the others a trace tells. */
  async #outcomes(hashes: readonly Hex[], logs: readonly Log[]): Promise<Outcome[]> {
    const events = hashes.map((): ChainEvent[] => []);
    const silent = new Set(hashes);
    for (const log of logs) {
      const index = Number(log.transactionIndex);
      if (hashes[index] !== log.transactionHash) throw new Error(`transaction ${log.transactionHash} is out of order`);
      silent.delete(log.transactionHash);
      const contract = this.#names.get(log.address);
      if (contract) events[index]!.push({ contract, ...abiOf(contract).decodeLog(log.topics, log.data) });
    }
    const failures = await this.#findFailures([...silent]);
    return hashes.map((hash, index) => failures.get(hash) ?? { ok: true, events: events[index]! });
  }

  async #findFailures(hashes: readonly Hex[]): Promise<ReadonlyMap<Hex, Outcome>> {
    if (hashes.length === 0) return new Map();
    const receipts = await this.#rpc.batch(hashes.map((hash) => ["eth_getTransactionReceipt", hash]));
    const failed = hashes.filter((_, index) => (receipts[index] as { status: Hex }).status === "0x0");
    if (failed.length === 0) return new Map();
    const tracer = { tracer: "callTracer", tracerConfig: { onlyTopCall: true } };
    const traces = await this.#rpc.batch(failed.map((hash) => ["debug_traceTransaction", hash, tracer]));
    return new Map(failed.map((hash, index) => [hash, this.#failure(traces[index] as Trace)]));
  }

  #failure({ output, error, gasUsed }: Trace): Outcome {
    const halted = error !== undefined && !/revert/i.test(error);
    const reason = halted ? this.#report({ error: "Halted", args: [error] }) : this.#decodeRevert(output ?? "0x");
    return { ok: false, ...reason, gas: Number(gasUsed) };
  }

  #decodeRevert(data: Hex): DecodedError {
    return this.#report(errorAbi().decode(data));
  }

  #report(revert: DecodedError): DecodedError {
    this.#onRevert?.(revert.error, revert.args);
    return revert;
  }
}

/** The data that a reverted eth_call gave, out of Hardhat's exception; undefined when it is another exception. */
function revertData(error: unknown): Hex | undefined {
  const { data } = error as { data?: Hex | { data?: Hex } };
  const hex = typeof data === "object" ? data?.data : data;
  return typeof hex === "string" && hex.startsWith("0x") ? hex : undefined;
}
