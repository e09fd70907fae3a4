/**
 * A small market on which gas is measured: everyone has traded once before, with unlimited allowances, so that what is
 * measured is a call on warm accounts (balances, stakes and counters that are not zero).
 */
import { addressOf } from "../../sim/base/identity.ts";
import { type Address, type Hex, type Seconds, WAD, YEAR } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { type EvmChain, openEvmChain } from "../../sim/chain/evm/chain.ts";
import type { Action, DeploymentPlan } from "../../sim/chain/port.ts";

export const USER = addressOf("user");
export const SOLVER = addressOf("solver");
export const CONTESTER = addressOf("contester");
export const VOTERS = [addressOf("alice"), addressOf("bob")] as const;
const EVERYONE = [USER, SOLVER, CONTESTER, ...VOTERS];
const VALIDATORS = EVERYONE.slice(1);

const UNLIMITED = 2n ** 256n - 1n;

const PLAN: DeploymentPlan = {
  timestamp: 1_707_876_523,
  parameters: {},
  models: [
    { name: "free", addr: addressOf("modelOwner"), fee: 0n, rate: WAD, template: "0x00" },
    { name: "paid", addr: addressOf("modelOwner"), fee: WAD / 2n, rate: WAD, template: "0x01" },
  ],
};

/** How long a claim waits, in seconds, on top of the block of the solution. */
const CLAIM_DELAY: Seconds = 2001;

export interface Lifecycle {
  readonly submitTask: number;
  readonly signalCommitment: number;
  readonly submitSolution: number;
  readonly claimSolution: number;
}

export class Market {
  readonly chain: EvmChain;
  #now: Seconds;
  #tasks = 0;

  private constructor(chain: EvmChain) {
    this.chain = chain;
    this.#now = chain.head.timestamp;
  }

  /** A year in, 100 000 AIUS emitted: rewards, slashes and minimum stakes are positive. */
  static async open(chainId: number, delegated: boolean): Promise<Market> {
    const market = new Market(await openEvmChain({ plan: PLAN, chainId }));
    market.wait(YEAR);
    const { engine: address, timelock } = market.chain.deployment.addresses as Record<string, Address>;
    const funds = EVERYONE.map((person) => token.transfer(address!, person, 2_000n * WAD));
    const allowances = EVERYONE.map((person) => token.approve(person, address!, UNLIMITED));
    const stakes = VALIDATORS.map((validator) => engine.validatorDeposit(validator, validator, 500n * WAD));
    const delegates = delegated ? EVERYONE.map((person) => token.delegate(person, person)) : [];
    await market.run(
      ...funds,
      ...allowances,
      ...stakes,
      ...delegates,
      token.transfer(address!, timelock!, 92_000n * WAD),
    );
    for (const fee of [WAD, 0n]) await market.lifecycle(fee);
    return market;
  }

  wait(seconds: Seconds): void {
    this.#now += seconds;
  }

  /** Mines the actions, all of which must succeed, each in a block of its own. Resolves to the gas of the last one. */
  async run(...actions: Action[]): Promise<number> {
    let gas = 0;
    for (const action of actions) {
      const { outcomes } = await this.chain.mine({ timestamp: this.#now, actions: [action] });
      const outcome = outcomes[0]!;
      if (!outcome.ok) throw new Error(`${action.to}.${action.method} failed with ${outcome.error}(${outcome.args})`);
      gas = await this.#gasOfBlock();
    }
    return gas;
  }

  /** Gas of an action that reverts. */
  async runReverting(action: Action): Promise<number> {
    const { outcomes } = await this.chain.mine({ timestamp: this.#now, actions: [action] });
    if (outcomes[0]!.ok) throw new Error(`${action.to}.${action.method} succeeded`);
    return this.#gasOfBlock();
  }

  async #gasOfBlock(): Promise<number> {
    const block = (await this.chain.request("eth_getBlockByNumber", "latest", false)) as { gasUsed: Hex };
    return Number(block.gasUsed);
  }

  /** A task of 40 bytes of input. With a fee it goes to the model that takes half an AIUS of it. */
  submitTask(fee: bigint): Action {
    const input: Hex = `0x${"ab".repeat(39)}${(this.#tasks++).toString(16).padStart(2, "0")}`;
    const model = this.chain.deployment.models[fee > 0n ? "paid" : "free"]!;
    return engine.submitTask(USER, 0n, USER, model, fee, input);
  }

  async newestTask(): Promise<Hex> {
    const [id] = await this.chain.call("engine", "prevhash");
    return id as Hex;
  }

  /** A task that SOLVER has just solved, and what its first three steps took. */
  async solvedTask(fee: bigint): Promise<{ readonly task: Hex; readonly gas: Omit<Lifecycle, "claimSolution"> }> {
    const submitTask = await this.run(this.submitTask(fee));
    const task = await this.newestTask();
    const cid: Hex = `0x1220${task.slice(2)}`;
    const [commitment] = await this.chain.call("engine", "generateCommitment", [SOLVER, task, cid]);
    const signalCommitment = await this.run(engine.signalCommitment(SOLVER, commitment as Hex));
    const submitSolution = await this.run(engine.submitSolution(SOLVER, task, cid));
    return { task, gas: { submitTask, signalCommitment, submitSolution } };
  }

  /** Gas of a task's whole life, the claim by the solver and with a reward. */
  async lifecycle(fee: bigint): Promise<Lifecycle> {
    const { task, gas } = await this.solvedTask(fee);
    this.wait(CLAIM_DELAY);
    return { ...gas, claimSolution: await this.run(engine.claimSolution(SOLVER, task)) };
  }

  /** An action of the engine's owner, pauser and treasury. */
  asOwner(method: string, ...args: Action["args"]): Action {
    return { from: this.chain.deployment.addresses.timelock, to: "engine", method, args };
  }
}
