/**
 * Where the engine's tests play: people with tokens, stakes and allowances, a supply of a round number, and a clock that
 * only the test moves. Amounts that tests expect are worked out by hand from these numbers.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import {
  type Address,
  type Hex,
  MINING_ALLOCATION,
  type Seconds,
  type Value,
  WAD,
  type Wei,
  YEAR,
} from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { type Action, CallReverted, type Chain, type ChainEvent, type ContractName } from "../../sim/chain/port.ts";
import { type Backend, TEST_PLAN } from "../support/chains.ts";

export const MAX_UINT256 = 2n ** 256n - 1n;
export const ZERO_ADDRESS: Address = `0x${"00".repeat(20)}`;
export const ZERO_HASH: Hex = `0x${"00".repeat(32)}`;
/** An id that nothing has. */
export const NOTHING: Hex = `0x${"ee".repeat(32)}`;
/** Solidity's panic on arithmetic out of range. */
export const ARITHMETIC = ["Panic", [0x11n]] as const;

/** Pays for tasks. */
export const USER = addressOf("user");
export const SOLVER = addressOf("solver");
export const CONTESTER = addressOf("contester");
/** Validators who vote. */
export const [ALICE, BOB, CAROL] = [addressOf("alice"), addressOf("bob"), addressOf("carol")];
export const VALIDATORS = [SOLVER, CONTESTER, ALICE, BOB, CAROL] as const;
/** Has tokens, but no stake. */
export const STRANGER = addressOf("stranger");
export const MODEL_OWNER = addressOf("modelOwner");
const WALLET: Wei = 1_000n * WAD;
/** What each validator has staked. */
export const STAKE: Wei = 500n * WAD;
/** `getPsuedoTotalSupply` at the curtain. */
export const SUPPLY: Wei = 100_000n * WAD;
/** 0.08 % of the supply. */
export const MINIMUM: Wei = 80n * WAD;
/** 0.01 % of the supply. */
export const SLASH: Wei = 10n * WAD;

export const INPUT: Hex = `0x${"ab".repeat(40)}`;
export const CID: Hex = `0x1220${"cd".repeat(32)}`;
/** The same as CID, but for its last byte. */
export const OTHER_CID: Hex = `0x1220${"cd".repeat(31)}ce`;

/** A log in short: contract and event, then its arguments in ABI order. */
export type Log = readonly [string, ...Value[]];

export const transferLog = (from: Address, to: Address, amount: Wei): Log => ["token.Transfer", from, to, amount];

export interface TaskOptions {
  readonly from?: Address;
  readonly owner?: Address;
  readonly model?: string;
  readonly fee?: Wei;
  readonly input?: Hex;
}

interface SolutionOptions extends TaskOptions {
  readonly cid?: Hex;
}

export class Stage {
  readonly chain: Chain;
  /** When the next block will be. */
  now: Seconds;

  constructor(chain: Chain) {
    this.chain = chain;
    this.now = chain.head.timestamp;
  }

  /** A year after the start, everyone in place, the supply at SUPPLY. `now` is when the validators staked. */
  static async open(backend: Backend): Promise<Stage> {
    const stage = new Stage(await backend.open());
    stage.wait(YEAR);
    const people = [USER, STRANGER, ...VALIDATORS];
    await stage.mine(
      ...people.map((person) => stage.fromEngine(person, WALLET)),
      ...people.map((person) => token.approve(person, stage.address("engine"), MAX_UINT256)),
      ...VALIDATORS.map((validator) => engine.validatorDeposit(validator, validator, STAKE)),
    );
    await stage.setSupply(SUPPLY);
    return stage;
  }

  /** As deployed: nothing has happened yet, and nobody holds anything. */
  static async openBare(backend: Backend): Promise<Stage> {
    return new Stage(await backend.open());
  }

  // What stands where

  address(name: ContractName): Address {
    return this.chain.deployment.addresses[name]!;
  }

  get engine(): Address {
    return this.address("engine");
  }

  get owner(): Address {
    return this.address("timelock");
  }

  model(name: string): Hex {
    const id = this.chain.deployment.models[name];
    assert(id, `the plan of the tests has no model ${name}`);
    return id;
  }

  // Time and actions

  wait(seconds: Seconds): void {
    this.now += seconds;
  }

  /** A block with these actions, all of which must succeed. Resolves to their logs, in order. */
  async mine(...actions: Action[]): Promise<Log[]> {
    const { outcomes } = await this.chain.mine({ timestamp: this.now, actions });
    return outcomes.flatMap((outcome, index) => {
      const { to, method } = actions[index]!;
      assert(outcome.ok, `${to}.${method} failed: ${outcome.ok || `${outcome.error}(${outcome.args.join(", ")})`}`);
      return outcome.events.map(inShort);
    });
  }

  /** A block in which the action must fail with this error and these values. */
  async fails(action: Action, error: string, args: readonly Value[]): Promise<void> {
    const { outcomes } = await this.chain.mine({ timestamp: this.now, actions: [action] });
    const outcome = outcomes[0]!;
    assert(!outcome.ok, `${action.to}.${action.method} succeeded, ${error} was due`);
    assert.deepEqual({ error: outcome.error, args: outcome.args }, { error, args });
  }

  async call(method: string, ...args: Value[]): Promise<readonly Value[]> {
    return this.chain.call("engine", method, args);
  }

  async view<T extends Value>(method: string, ...args: Value[]): Promise<T> {
    const values = await this.call(method, ...args);
    return values[0] as T;
  }

  async viewFails(method: string, args: readonly Value[], error: string, values: readonly Value[]): Promise<void> {
    await assert.rejects(this.chain.call("engine", method, args), (thrown) => {
      assert(thrown instanceof CallReverted, String(thrown));
      assert.deepEqual({ error: thrown.error, args: thrown.args }, { error, args: values });
      return true;
    });
  }

  /** An action of the engine's owner. */
  asOwner(method: string, ...args: Value[]): Action {
    return { from: this.owner, to: "engine", method, args };
  }

  /** Sets a parameter, by its getter's name. */
  async set(parameter: string, value: bigint): Promise<void> {
    await this.mine(this.asOwner(`set${parameter[0]!.toUpperCase()}${parameter.slice(1)}`, value));
  }

  async pause(): Promise<void> {
    await this.mine(this.asOwner("setPaused", true));
  }

  // Money

  async balance(account: Address): Promise<Wei> {
    const [amount] = await this.chain.call("token", "balanceOf", [account]);
    return amount as Wei;
  }

  fromEngine(to: Address, amount: Wei): Action {
    return token.transfer(this.engine, to, amount);
  }

  /** Moves tokens between the engine and a vesting wallet until the engine's measure of the supply is this. */
  async setSupply(supply: Wei): Promise<void> {
    const reservoir = this.address("vesting.dao");
    const surplus = (await this.balance(this.engine)) - (MINING_ALLOCATION - supply);
    if (surplus > 0n) await this.mine(this.fromEngine(reservoir, surplus));
    if (surplus < 0n) await this.mine(token.transfer(reservoir, this.engine, -surplus));
  }

  // Scenes

  async submitTask(options: TaskOptions = {}): Promise<Hex> {
    const { from = USER, owner = from, model = "plain", fee = 0n, input = INPUT } = options;
    await this.mine(engine.submitTask(from, 0n, owner, this.model(model), fee, input));
    return this.view<Hex>("prevhash");
  }

  async commit(task: Hex, cid: Hex = CID, solver: Address = SOLVER): Promise<void> {
    const commitment = await this.view<Hex>("generateCommitment", solver, task, cid);
    await this.mine(engine.signalCommitment(solver, commitment));
  }

  /** A task that SOLVER has solved, in a block of the present moment. */
  async solvedTask({ cid = CID, ...options }: SolutionOptions = {}): Promise<Hex> {
    const task = await this.submitTask(options);
    await this.commit(task, cid);
    await this.mine(engine.submitSolution(SOLVER, task, cid));
    return task;
  }

  /** A task of which CONTESTER has contested the solution: one yea, and the solver's nay. */
  async contestedTask(options: SolutionOptions = {}): Promise<Hex> {
    const task = await this.solvedTask(options);
    await this.mine(engine.submitContestation(CONTESTER, task));
    return task;
  }

  async vote(task: Hex, yea: boolean, ...voters: Address[]): Promise<void> {
    await this.mine(...voters.map((voter) => engine.voteOnContestation(voter, task, yea)));
  }

  async stakeOf(validator: Address): Promise<Wei> {
    return this.view<Wei>("validators", validator);
  }
}

function inShort({ contract, name, args }: ChainEvent): Log {
  return [`${contract}.${name}`, ...Object.values(args)];
}

export const START: Seconds = TEST_PLAN.timestamp;
