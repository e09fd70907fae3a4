/**
 * Where theory is put to the test: a protocol of a chosen age and supply behind the chain port, participants with stakes, and
 * a ledger that reads every block. What a section compares with its formula comes out of that ledger and from nowhere else.
 */
import { addressOf } from "../base/identity.ts";
import { generateCommitment } from "../base/ids.ts";
import {
  type Address,
  DAY,
  type Hex,
  MINING_ALLOCATION,
  type NanoUsd,
  type Seconds,
  WAD,
  type Wei,
} from "../base/types.ts";
import { engine, token } from "../chain/actions.ts";
import { openChain } from "../chain/open.ts";
import type { Action, Chain, DeploymentPlan, EngineParameters, Outcome } from "../chain/port.ts";
import { nodeSha256 } from "../ledger/files/event-file.ts";
import { Ledger } from "../ledger/ledger.ts";
import type { ComputeRecord, Step } from "../ledger/records.ts";
import type { Listener, Scene } from "../ledger/scene.ts";
import { gasOf } from "../world/gas.ts";

/** When the first engine started on Nova. Source: protocol section 8. */
const DEPLOYED_AT: Seconds = 1_707_876_523;
/** Costs of computing are in USD; at this price the numbers are AIUS as well. */
const USD: NanoUsd = 1_000_000_000n;
const UNLIMITED = 2n ** 256n - 1n;
/** Actions of one set-up block. */
const BLOCK_SIZE = 200;
/** The event loop gets a turn after so many blocks, so that a signal can arrive. */
const BREATH = 512;
/** More winners than any vote here has. */
const ALL_WINNERS = 10_000n;
/** A solution may be contested for less than this, and claimed after more. Source: protocol section 1. */
export const CONTEST_WINDOW: Seconds = 2000;
export const VOTE_PERIOD: Seconds = 4000;
/** The content of every task; what it says does not matter to the protocol. */
const INPUT: Hex = "0x7b7d";

/** The one answer that a task has here, and another one. The engine cannot tell them apart. */
export const TRUE_CID: Hex = `0x1220${"cd".repeat(32)}`;
export const FALSE_CID: Hex = `0x1220${"00".repeat(32)}`;

/** Who takes part, and what it holds when the curtain rises, in wei. */
export interface Role {
  readonly name: string;
  readonly stake: Wei;
  /** 0 by default. */
  readonly wallet?: Wei;
}

export interface Setting {
  /** What is tested: the run's name in its ledger. */
  readonly name: string;
  readonly seed: number;
  /** The protocol's age when the curtain rises: a day at least, for that is how old the stakes are. */
  readonly age: Seconds;
  /** The engine's supply measure then, in wei: on schedule by default. */
  readonly supply?: Wei;
  readonly parameters?: Partial<EngineParameters>;
  /** Reward of the one model, in 18 decimals; its fee is 0. */
  readonly rate: bigint;
  readonly cast: readonly Role[];
  readonly listeners?: readonly Listener[];
  /** Told of every computation that the ledger has read. */
  readonly onCompute?: (record: ComputeRecord) => void;
  /** The model by default: the same protocol to the wei, fast enough for a million actions. */
  readonly backend?: Chain["backend"];
}

const MODEL = "model";

const planOf = ({ parameters = {}, rate }: Setting): DeploymentPlan => ({
  timestamp: DEPLOYED_AT,
  parameters,
  models: [{ name: MODEL, addr: addressOf("model-owner"), fee: 0n, rate, template: INPUT }],
});

export class Stage {
  readonly #chain: Chain;
  readonly #ledger: Ledger;
  readonly #names: ReadonlyMap<Address, string>;
  readonly #addresses: ReadonlyMap<string, Address>;
  readonly #onCompute: ((record: ComputeRecord) => void) | undefined;
  #blocks = 0;
  /** When the next block will be. */
  now: Seconds;
  /** Actions mined so far, the stage hands' apart. */
  actions = 0;

  private constructor(chain: Chain, setting: Setting) {
    this.#chain = chain;
    this.now = DEPLOYED_AT + setting.age - DAY;
    // A violated invariant throws: no comparison is made with a run that does not add up.
    this.#ledger = new Ledger({ onViolation: "stop", hasher: nodeSha256() }, setting.listeners ?? []);
    const participants = setting.cast.map(({ name }) => ({ name, kind: "theory", address: addressOf(name) }));
    this.#names = new Map(participants.map(({ name, address }) => [address, name]));
    this.#addresses = new Map(participants.map(({ name, address }) => [name, address]));
    this.#onCompute = setting.onCompute;
    const start = DEPLOYED_AT + setting.age;
    const { name: scenario, seed } = setting;
    const { deployment } = chain;
    this.#ledger.read({
      type: "genesis",
      scenario,
      seed,
      plan: planOf(setting),
      deployment,
      participants,
      start,
      end: start,
    });
    this.#ledger.read({ type: "price", timestamp: start, aius: USD, eth: USD });
  }

  /** Everyone in place, their stakes a day old, the engine's supply measure as asked for. Close it in the end. */
  static async open(setting: Setting): Promise<Stage> {
    const chain = await openChain({ backend: setting.backend ?? "model", plan: planOf(setting) });
    const stage = new Stage(chain, setting);
    const actions = setting.cast.flatMap(({ name, stake, wallet = 0n }) => stage.#arrival(name, stake, wallet));
    for (let at = 0; at < actions.length; at += BLOCK_SIZE) await stage.arrange(actions.slice(at, at + BLOCK_SIZE));
    await stage.setSupply(setting.supply ?? (await stage.call("targetTs", BigInt(setting.age))));
    stage.now += DAY;
    return stage;
  }

  #arrival(name: string, stake: Wei, wallet: Wei): readonly Action[] {
    const who = this.address(name);
    return [
      token.transfer(this.engine, who, stake + wallet),
      token.approve(who, this.engine, UNLIMITED),
      engine.validatorDeposit(who, who, stake),
    ];
  }

  /** Of one of the cast. */
  address(name: string): Address {
    return this.#addresses.get(name)!;
  }

  get engine(): Address {
    return this.#chain.deployment.addresses.engine!;
  }

  get treasury(): Address {
    return this.#chain.deployment.addresses.timelock!;
  }

  /** The engine's own supply measure, as the ledger counts it: S less the engine's balance. */
  get supply(): Wei {
    return MINING_ALLOCATION - this.scene.books.engineBalance;
  }

  /** What the ledger knows: balances, stakes, what was mined. */
  get scene(): Scene {
    return this.#ledger.journeys!.scene;
  }

  /** A block with these actions, all of which must succeed. */
  async mine(actions: readonly Action[]): Promise<readonly Outcome[]> {
    this.actions += actions.length;
    return this.#succeed("run", actions);
  }

  /** A block whose actions may fail. */
  async attempt(actions: readonly Action[]): Promise<readonly Outcome[]> {
    this.actions += actions.length;
    return this.#block("run", actions);
  }

  /** A block of the stage hands: what is put in place between scenes is nobody's doing. */
  async arrange(actions: readonly Action[]): Promise<void> {
    await this.#succeed("setup", actions);
  }

  /** Moves tokens between the engine and the treasury until the engine's supply measure is this. */
  async setSupply(supply: Wei): Promise<void> {
    const missing = supply - this.supply;
    if (missing > 0n) await this.arrange([token.transfer(this.engine, this.treasury, missing)]);
    if (missing < 0n) await this.arrange([token.transfer(this.treasury, this.engine, -missing)]);
  }

  /** Brings stakes back to what the roles had, and what they won to the treasury. */
  async refill(roles: readonly Role[]): Promise<void> {
    const { books, validators } = this.scene;
    const short = roles.map((role) => role.stake - validators.get(this.address(role.name))!.staked);
    const wallets = roles.map(({ name }) => books.balanceOf(this.address(name)));
    await this.arrange([
      token.approve(this.treasury, this.engine, UNLIMITED),
      ...roles.flatMap(({ name }, i) =>
        wallets[i]! > 0n ? [token.transfer(this.address(name), this.treasury, wallets[i]!)] : [],
      ),
      ...roles.flatMap(({ name }, i) =>
        short[i]! > 0n ? [engine.validatorDeposit(this.treasury, this.address(name), short[i]!)] : [],
      ),
    ]);
  }

  /** The supply that is on schedule now, in wei. */
  target(): Promise<Wei> {
    return this.call("targetTs", BigInt(this.now - DEPLOYED_AT));
  }

  async call(method: string, ...args: readonly bigint[]): Promise<bigint> {
    return (await this.#chain.call("engine", method, args))[0] as bigint;
  }

  /** A block with so many tasks of this fee, all alike. Resolves to their ids. */
  async submitTasks(user: string, count: number, fee: Wei = 0n): Promise<readonly Hex[]> {
    const from = this.address(user);
    const model = this.#chain.deployment.models[MODEL]!;
    const task = engine.submitTask(from, 0n, from, model, fee, INPUT);
    return (await this.mine(new Array<Action>(count).fill(task))).map(idOf);
  }

  /** Solutions of these tasks, `solver(i)` and `truthful(i)` each: a block of commitments and a block of solutions. */
  async solve(
    tasks: readonly Hex[],
    solver: (index: number) => string,
    truthful: (index: number) => boolean,
  ): Promise<void> {
    const cid = (index: number) => (truthful(index) ? TRUE_CID : FALSE_CID);
    const solvers = tasks.map((_, index) => this.address(solver(index)));
    await this.mine(
      tasks.map((task, i) => engine.signalCommitment(solvers[i]!, generateCommitment(solvers[i]!, task, cid(i)))),
    );
    await this.mine(tasks.map((task, i) => engine.submitSolution(solvers[i]!, task, cid(i))));
    for (const [i, task] of tasks.entries())
      this.#ledger.read({ type: "truth", timestamp: this.now, task, solver: solver(i), truthful: truthful(i) });
  }

  /** Contestations of these tasks, in one block. */
  async contest(tasks: readonly Hex[], contester: (index: number) => string): Promise<void> {
    await this.mine(tasks.map((task, i) => engine.submitContestation(this.address(contester(i)), task)));
  }

  /** Settles these contestations, every winner of each. The vote must be over. */
  async finish(tasks: readonly Hex[]): Promise<void> {
    await this.mine(tasks.map((task) => engine.contestationVoteFinish(this.treasury, task, ALL_WINNERS)));
  }

  /** A computation that somebody pays for. */
  compute(agent: string, task: Hex, purpose: "solve" | "verify", cost: NanoUsd): void {
    const timestamp = this.now;
    const record = { type: "compute", timestamp, agent, task, purpose, milliseconds: 0, joules: 0, cost } as const;
    this.#ledger.read(record);
    this.#onCompute?.(record);
  }

  /** Ends the run, compares the chain's own measures with the ledger's, and resolves to the ledger's hash. */
  async close(): Promise<Hex> {
    const [measure] = await this.#chain.call("engine", "getPsuedoTotalSupply");
    const [balance] = await this.#chain.call("token", "balanceOf", [this.engine]);
    const supply = { engineMeasure: measure as Wei, engineBalance: balance as Wei };
    this.#ledger.read({ type: "end", timestamp: this.now, reason: "horizon", supply });
    await this.#chain.close();
    return this.#ledger.hash();
  }

  async #succeed(phase: "setup" | "run", actions: readonly Action[]): Promise<readonly Outcome[]> {
    const outcomes = await this.#block(phase, actions);
    const failed = outcomes.findIndex(({ ok }) => !ok);
    if (failed < 0) return outcomes;
    const { error, args } = outcomes[failed] as Extract<Outcome, { ok: false }>;
    const { from, method } = actions[failed]!;
    throw new Error(`${this.#names.get(from) ?? from} ${method} failed: ${error}(${args.join(", ")})`);
  }

  async #block(phase: "setup" | "run", actions: readonly Action[]): Promise<readonly Outcome[]> {
    if (this.#blocks % BREATH === 0) await new Promise(setImmediate);
    const { outcomes } = await this.#chain.mine({ timestamp: this.now, actions });
    const steps = actions.map((action, i): Step => {
      const outcome = outcomes[i]!;
      const agent = phase === "setup" ? "genesis" : (this.#names.get(action.from) ?? action.from);
      return { agent, action, outcome, gas: gasOf(action, outcome.ok), gasCost: 0n };
    });
    this.#ledger.read({ type: "block", phase, index: this.#blocks++, timestamp: this.now, steps });
    return outcomes;
  }
}

const idOf = (outcome: Outcome): Hex => {
  if (!outcome.ok) throw new Error(`a task was not submitted: ${outcome.error}`);
  return outcome.events.find(({ name }) => name === "TaskSubmitted")!.args["id"] as Hex;
};

/** Tokens in wei, to nine decimals. */
export const aius = (tokens: number): Wei => (BigInt(Math.round(tokens * 1e9)) * WAD) / 1_000_000_000n;
