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
  /** Another chain id than Nova's. */
  readonly chainId?: number;
  /** Told what takes long, while it takes long. */
  readonly onProgress?: (message: string) => void;
  /** Told every revert that is decoded, of transactions and of calls. */
  readonly onRevert?: (error: string, args: readonly Value[]) => void;
  /** Give every outcome its gas, for which every receipt is fetched. Otherwise none has it. */
  readonly metered?: boolean;
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
export async function openEvmChain({ plan, fork, chainId, onProgress, ...options }: EvmOptions): Promise<EvmChain> {
  const point = fork && (await findForkPoint(fork));
  await ensureCompiled(onProgress);
  const rpc = await openNetwork(await loadHardhat(), plan.timestamp, point, chainId);
  const timestamp = Math.max(plan.timestamp, point?.timestamp ?? 0);
  try {
    const deployment = await deployProtocol((method, params) => rpc.request(method, ...params), { ...plan, timestamp });
    await rpc.request("evm_setAutomine", false);
    const number = Number(await rpc.request("eth_blockNumber"));
    const origin = point && { fork: { url: point.url, block: point.block } };
    return new EvmChain(rpc, { ...deployment, ...origin }, { number, timestamp }, options);
  } catch (error) {
    await rpc.close();
    throw error;
  }
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

interface EncodedCall {
  readonly to: Address;
  readonly data: Hex;
  readonly gas: Hex;
}

/** Null for a transaction that no block has taken. */
type Receipt = { readonly status: Hex; readonly gasUsed: Hex } | null;

/** The top call of a transaction, as debug_traceTransaction's callTracer shows it. */
interface Trace {
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
  readonly #metered: boolean;
  /** The next nonce of everyone who has sent something. Without it each send would mine a pending block to find out. */
  #nonces = new Map<Address, number>();

  constructor(
    rpc: Rpc,
    deployment: Deployment,
    head: Chain["head"],
    { onRevert, metered = false }: Pick<EvmOptions, "onRevert" | "metered"> = {},
  ) {
    this.#rpc = rpc;
    this.deployment = deployment;
    this.#head = head;
    this.#onRevert = onRevert;
    this.#metered = metered;
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
    const calls = actions.map((action) => this.#encode(action));
    await this.#admit(actions);
    const number = this.#head.number + 1;
    const answers = await this.#rpc.batch([
      ...actions.map(({ from }, index) => this.#send(from, calls[index]!)),
      ["evm_mine", timestamp],
      ["eth_getLogs", { fromBlock: quantity(number), toBlock: quantity(number) }],
    ]);
    const logs = answers.at(-1) as readonly Log[];
    this.#head = { number, timestamp };
    const hashes = answers.slice(0, actions.length) as Hex[];
    return { number, timestamp, outcomes: await this.#outcomes(hashes, logs) };
  }

  async call(to: ContractName, method: string, args: readonly Value[] = []): Promise<readonly Value[]> {
    try {
      const data = await this.#rpc.request("eth_call", this.#encode({ to, method, args }), "latest");
      return abiOf(to).decodeResult(method, args.length, data as Hex);
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
    if (actions.every(({ from }) => this.#nonces.has(from))) return;
    const strangers = [...new Set(actions.map(({ from }) => from))].filter((from) => !this.#nonces.has(from));
    const counts = strangers.map((from): RpcCall => ["eth_getTransactionCount", from, "latest"]);
    const answers = await this.#rpc.batch([
      ...counts,
      ...strangers.map((from): RpcCall => ["hardhat_impersonateAccount", from]),
      ...strangers.map((from): RpcCall => ["hardhat_setBalance", from, GAS_MONEY]),
    ]);
    for (const [index, from] of strangers.entries()) this.#nonces.set(from, Number(answers[index]));
  }

  #encode({ to, method, args }: Omit<Action, "from">): EncodedCall {
    return { to: this.#addressOf(to), data: abiOf(to).encodeCall(method, args), gas: GAS_LIMIT };
  }

  #send(from: Address, call: EncodedCall): RpcCall {
    const nonce = this.#nonces.get(from)!;
    this.#nonces.set(from, nonce + 1);
    return ["eth_sendTransaction", { from, ...call, nonce: quantity(nonce), gasPrice: GAS_PRICE }];
  }

  #addressOf(name: ContractName): Address {
    const address = this.deployment.addresses[name];
    if (!address) throw new RangeError(`the deployment has no contract ${name}`);
    return address;
  }

  async #outcomes(hashes: readonly Hex[], logs: readonly Log[]): Promise<Outcome[]> {
    const events = this.#eventsOf(hashes, logs);
    // Who left logs has succeeded: receipts of the others tell.
    const receipts = await this.#receipts(this.#metered ? hashes : hashes.filter((hash) => !events.has(hash)));
    const failures = await this.#failures(hashes.filter((hash) => receipts.get(hash)?.status === "0x0"));
    return hashes.map((hash) => {
      const gas = this.#metered && { gas: Number(receipts.get(hash)!.gasUsed) };
      const failure = failures.get(hash);
      return failure ? { ok: false, ...failure, ...gas } : { ok: true, events: events.get(hash) ?? [], ...gas };
    });
  }

  /** The protocol's events of each transaction that left logs. On a fork there may be logs of other contracts too. */
  #eventsOf(hashes: readonly Hex[], logs: readonly Log[]): ReadonlyMap<Hex, readonly ChainEvent[]> {
    const events = new Map<Hex, ChainEvent[]>();
    for (const { address, topics, data, transactionHash, transactionIndex } of logs) {
      if (hashes[Number(transactionIndex)] !== transactionHash) throw new Error(`${transactionHash} is out of order`);
      const own = events.get(transactionHash) ?? [];
      events.set(transactionHash, own);
      const contract = this.#names.get(address);
      if (contract) own.push({ contract, ...abiOf(contract).decodeLog(topics, data) });
    }
    return events;
  }

  async #receipts(hashes: readonly Hex[]): Promise<ReadonlyMap<Hex, NonNullable<Receipt>>> {
    if (hashes.length === 0) return new Map();
    const receipts = (await this.#rpc.batch(hashes.map((hash) => ["eth_getTransactionReceipt", hash]))) as Receipt[];
    if (receipts.includes(null)) throw new Error(`block ${this.#head.number} did not take all its actions`);
    return new Map(hashes.map((hash, index) => [hash, receipts[index]!]));
  }

  /** Why transactions failed: receipts do not say, traces do. */
  async #failures(hashes: readonly Hex[]): Promise<ReadonlyMap<Hex, DecodedError>> {
    if (hashes.length === 0) return new Map();
    const tracer = { tracer: "callTracer", tracerConfig: { onlyTopCall: true } };
    const traces = await this.#rpc.batch(hashes.map((hash) => ["debug_traceTransaction", hash, tracer]));
    return new Map(hashes.map((hash, index) => [hash, this.#reasonOf(traces[index] as Trace)]));
  }

  #reasonOf({ output, error }: Trace): DecodedError {
    if (error === undefined || /revert/i.test(error)) return this.#decodeRevert(output ?? "0x");
    return this.#report(
      /out of gas/i.test(error) ? { error: "OutOfGas", args: [] } : { error: "Halted", args: [error] },
    );
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
