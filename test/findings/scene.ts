/**
 * Where the findings play: the engine's stage at a supply of 300 000, a year after the start and on schedule, so that a
 * validator needs 240 AIUS, a vote puts 30 at stake and a full reward is half an AIUS. What people gain is measured on their
 * wallets and stakes.
 */
import { addressOf } from "../../sim/base/identity.ts";
import { generateCommitment } from "../../sim/base/ids.ts";
import { type Address, type Hex, type Seconds, WAD, type Wei } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import type { Action } from "../../sim/chain/port.ts";
import { CID, type Log, MAX_UINT256, Stage, type TaskOptions } from "../engine/stage.ts";
import type { Backend } from "../support/chains.ts";

/** `"1.5"` AIUS in wei. */
export { parseWad as aius } from "../../sim/scenarios/amounts.ts";

export const SUPPLY: Wei = 300_000n * WAD;
/** 0.08 % of the supply: what a validator needs. */
export const MINIMUM: Wei = 240n * WAD;
/** 0.01 % of the supply: what a vote puts at stake. */
export const SLASH: Wei = 30n * WAD;
/** How long a solution may be contested; it can be claimed a second after. */
export const CLAIM_DELAY: Seconds = 2000;
/** How long a contestation is voted on. */
export const PERIOD: Seconds = 4000;

/** A solution that is not the model's answer, where CID of the stage is. The engine cannot tell them apart. */
export const FALSE_CID: Hex = `0x1220${"00".repeat(32)}`;

export class Scene extends Stage {
  /** The stage's people, 500 AIUS at stake and 500 in the wallet each, at a supply of 300 000. */
  static override async open(backend: Backend): Promise<Scene> {
    const stage = await Stage.open(backend);
    const scene = new Scene(stage.chain);
    scene.now = stage.now;
    await scene.setSupply(SUPPLY);
    return scene;
  }

  /** As deployed: nothing has been mined, and nobody has a stake. */
  static async openEmpty(backend: Backend): Promise<Scene> {
    return new Scene(await backend.open());
  }

  /** Gives tokens that were not mined, and lets the engine take them. */
  async fund(amount: Wei, ...people: Address[]): Promise<void> {
    await this.mine(
      ...people.map((person) => token.transfer(this.address("vesting.dao"), person, amount)),
      ...people.map((person) => token.approve(person, this.engine, MAX_UINT256)),
    );
  }

  /** Validators who have staked this and own nothing else. The supply is 300 000 again afterwards. */
  async recruit(name: string, count: number, stake: Wei = MINIMUM): Promise<Address[]> {
    const recruits = namesakes(name, count);
    await this.fund(stake, ...recruits);
    await this.mine(...recruits.map((recruit) => engine.validatorDeposit(recruit, recruit, stake)));
    await this.setSupply(SUPPLY);
    return recruits;
  }

  /** Lets this much of someone's stake be withdrawn at any time from now on: request 1, a day later. Supply 300 000. */
  async unlock(validator: Address, amount: Wei): Promise<void> {
    await this.fund(amount, validator);
    await this.mine(
      engine.validatorDeposit(validator, validator, amount),
      engine.initiateValidatorWithdraw(validator, amount),
    );
    this.wait(86_400);
    await this.setSupply(SUPPLY);
  }

  /** What someone owns: wallet and stake. */
  async wealth(person: Address): Promise<Wei> {
    return (await this.balance(person)) + (await this.stakeOf(person));
  }

  /** By how much these people's wealth grows, together, while something happens. */
  async gain(happens: () => Promise<unknown>, ...people: Address[]): Promise<Wei> {
    return (await this.gains(happens, ...people)).reduce((sum, gain) => sum + gain, 0n);
  }

  /** By how much the wealth of each of these people grows while something happens. */
  async gains(happens: () => Promise<unknown>, ...people: Address[]): Promise<Wei[]> {
    const before = await this.#wealths(people);
    await happens();
    const after = await this.#wealths(people);
    return after.map((wealth, index) => wealth - before[index]!);
  }

  #wealths(people: readonly Address[]): Promise<Wei[]> {
    return Promise.all(people.map((person) => this.wealth(person)));
  }

  /** A task that pays a fee, in wei. The supply is 300 000 again afterwards. */
  async paidTask(fee: Wei, options: TaskOptions = {}): Promise<Hex> {
    const task = await this.submitTask({ ...options, fee });
    await this.setSupply(SUPPLY);
    return task;
  }

  /** So many equal tasks, all solved falsely by the same solver: three blocks. */
  async falselySolved(count: number, solver: Address, task: Action): Promise<Hex[]> {
    const logs = await this.mine(...Array.from({ length: count }, () => task));
    const ids = logs.filter(([name]) => name === "engine.TaskSubmitted").map(([, id]) => id as Hex);
    await this.setSupply(SUPPLY);
    await this.mine(...ids.map((id) => engine.signalCommitment(solver, generateCommitment(solver, id, FALSE_CID))));
    await this.mine(...ids.map((id) => engine.submitSolution(solver, id, FALSE_CID)));
    return ids;
  }

  /** Parks tokens as the fee of a task of one's own model, solved by oneself: a claim gives them back whole. */
  async park(validator: Address, amount: Wei): Promise<Hex> {
    const [registered] = await this.mine(engine.registerModel(validator, validator, amount, "0x00"));
    const [submitted] = await this.mine(
      engine.submitTask(validator, 0n, validator, registered![1] as Hex, amount, "0x"),
    );
    const task = submitted![1] as Hex;
    await this.solve(task, validator);
    return task;
  }

  /** A solution of a task, its commitment a block before. */
  async solve(task: Hex, solver: Address, cid: Hex = CID): Promise<Log[]> {
    await this.commit(task, cid, solver);
    return this.mine(engine.submitSolution(solver, task, cid));
  }

  async contest(task: Hex, contester: Address): Promise<void> {
    await this.mine(engine.submitContestation(contester, task));
  }

  /** The vote ends now, and is settled as far as this many winners. */
  async settle(task: Hex, from: Address, amount = 100n): Promise<Log[]> {
    return this.mine(engine.contestationVoteFinish(from, task, amount));
  }
}

/** So many addresses under one name. */
const namesakes = (name: string, count: number): Address[] =>
  Array.from({ length: count }, (_, index) => addressOf(`${name} ${index + 1}`));
