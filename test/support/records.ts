/** Runs written by hand: records as a world would write them, every amount put down by the test. */
import { addressOf } from "../../sim/base/identity.ts";
import {
  type Address,
  DAY,
  type Hex,
  type NanoUsd,
  type Seconds,
  type Value,
  type Wei,
  YEAR,
} from "../../sim/base/types.ts";
import { genesis } from "../../sim/chain/genesis.ts";
import type { Action, ChainEvent, ContractName, EngineParameters, ModelPlan } from "../../sim/chain/port.ts";
import type { BlockRecord, GenesisRecord, LedgerRecord, Participant, Step } from "../../sim/ledger/records.ts";

export const DEPLOYED_AT: Seconds = 1_700_000_000;
/** On this second the schedule wants exactly 300 000 AIUS. */
export const ONE_YEAR_IN: Seconds = DEPLOYED_AT + YEAR;
export const START: Seconds = ONE_YEAR_IN - DAY;

/** "12.5" AIUS in wei. */
export const aius = (text: string): Wei => {
  const [whole, fraction = ""] = text.split(".");
  return BigInt(whole!) * 10n ** 18n + BigInt(fraction.padEnd(18, "0"));
};

export const taskId = (number: number): Hex => `0x${number.toString(16).padStart(64, "0")}`;

const GAS = 100_000;
const GAS_COST: NanoUsd = 1_000_000n;

export interface RunPlan {
  /** "honest-1" is of kind honest. */
  readonly agents: readonly string[];
  readonly models?: readonly Omit<ModelPlan, "template">[];
  readonly parameters?: Partial<EngineParameters>;
}

/** Collects records; each method of an agent's action makes the step that the protocol would have made of it. */
export class WrittenRun {
  readonly records: LedgerRecord[] = [];
  readonly genesis: GenesisRecord;
  readonly engine: Address;
  readonly treasury: Address;
  #index = 0;

  constructor({ agents, models = [], parameters = {} }: RunPlan) {
    const plan = {
      timestamp: DEPLOYED_AT,
      parameters,
      models: models.map((model): ModelPlan => ({ ...model, template: "0x" })),
    };
    const deployment = { chainId: 42170, bytecodeHash: "0x" as const, ...genesis(plan) };
    this.genesis = {
      type: "genesis",
      scenario: "written",
      seed: 1,
      plan,
      deployment,
      participants: agents.map(participant),
      start: START,
      end: START + 10 * DAY,
    };
    this.engine = deployment.addresses.engine!;
    this.treasury = deployment.addresses.timelock!;
    this.records.push(this.genesis, { type: "price", timestamp: START, aius: 3_000_000_000n, eth: 2_000_000_000_000n });
  }

  address(agent: string): Address {
    if (agent === "engine") return this.engine;
    return agent === "treasury" ? this.treasury : addressOf(agent);
  }

  model(name: string): Hex {
    return this.genesis.deployment.models[name]!;
  }

  price(timestamp: Seconds, dollars: bigint): void {
    this.records.push({ type: "price", timestamp, aius: dollars * 10n ** 9n, eth: 2_000_000_000_000n });
  }

  block(timestamp: Seconds, ...steps: readonly Step[]): BlockRecord {
    return this.#block("run", timestamp, steps);
  }

  setup(...steps: readonly Step[]): BlockRecord {
    return this.#block("setup", START, steps);
  }

  #block(phase: "setup" | "run", timestamp: Seconds, steps: readonly Step[]): BlockRecord {
    const block: BlockRecord = { type: "block", phase, index: this.#index++, timestamp, steps };
    this.records.push(block);
    return block;
  }

  truth(timestamp: Seconds, task: Hex, solver: string, truthful: boolean): void {
    this.records.push({ type: "truth", timestamp, task, solver, truthful });
  }

  end(timestamp: Seconds, engineBalance: Wei): void {
    const supply = { engineBalance, engineMeasure: aius("600000") - engineBalance };
    this.records.push({ type: "end", timestamp, reason: "horizon", supply });
  }

  /** Tokens that the aged protocol has mined, to an agent. */
  mined(agent: string, amount: Wei): Step {
    const step = this.step(
      "genesis",
      "token",
      "transfer",
      [this.address(agent), amount],
      [this.pays("engine", agent, amount)],
    );
    return { ...step, action: { ...step.action, from: this.engine } };
  }

  step(agent: string, to: ContractName, method: string, args: readonly Value[], events: readonly ChainEvent[]): Step {
    const action: Action = { from: this.address(agent), to, method, args };
    return { agent, action, outcome: { ok: true, events }, gas: GAS, gasCost: GAS_COST };
  }

  failed(agent: string, to: ContractName, method: string, args: readonly Value[], error: string): Step {
    const action: Action = { from: this.address(agent), to, method, args };
    return { agent, action, outcome: { ok: false, error, args: [] }, gas: GAS, gasCost: GAS_COST };
  }

  pays(from: string, to: string, value: Wei): ChainEvent {
    return { contract: "token", name: "Transfer", args: { from: this.address(from), to: this.address(to), value } };
  }

  log(name: string, args: Readonly<Record<string, Value>>): ChainEvent {
    return { contract: "engine", name, args };
  }

  deposit(agent: string, amount: Wei, validator = agent): Step {
    const address = this.address(validator);
    return this.step(
      agent,
      "engine",
      "validatorDeposit",
      [address, amount],
      [
        this.pays(agent, "engine", amount),
        this.log("ValidatorDeposit", { addr: this.address(agent), validator: address, amount }),
      ],
    );
  }

  submit(agent: string, task: Hex, model: string, fee: Wei, owner = agent): Step {
    const id = this.model(model);
    return this.step(
      agent,
      "engine",
      "submitTask",
      [0n, this.address(owner), id, fee, "0x00"],
      [
        this.log("TaskSubmitted", { id: task, model: id, fee, sender: this.address(agent) }),
        this.pays(agent, "engine", fee),
      ],
    );
  }

  solve(agent: string, task: Hex): Step {
    const log = this.log("SolutionSubmitted", { addr: this.address(agent), task });
    return this.step(agent, "engine", "submitSolution", [task, "0x12"], [log]);
  }

  /** @param payments out of the engine, in order. */
  claim(agent: string, task: Hex, solver: string, ...payments: readonly (readonly [to: string, amount: Wei])[]): Step {
    return this.step(
      agent,
      "engine",
      "claimSolution",
      [task],
      [
        this.log("SolutionClaimed", { addr: this.address(solver), task }),
        ...payments.map(([to, amount]) => this.pays("engine", to, amount)),
      ],
    );
  }

  retract(agent: string, task: Hex, refund: Wei): Step {
    return this.step(
      agent,
      "engine",
      "retractTask",
      [task],
      [this.pays("engine", agent, refund), this.log("TaskRetracted", { id: task })],
    );
  }

  vote(agent: string, task: Hex, yea: boolean): Step {
    return this.step(agent, "engine", "voteOnContestation", [task, yea], [this.voted(agent, task, yea)]);
  }

  voted(agent: string, task: Hex, yea: boolean): ChainEvent {
    return this.log("ContestationVote", { addr: this.address(agent), task, yea });
  }

  /** @param solver undefined when its stake does not cover the slash. */
  contest(agent: string, task: Hex, solver?: string): Step {
    return this.step(
      agent,
      "engine",
      "submitContestation",
      [task],
      [
        this.log("ContestationSubmitted", { addr: this.address(agent), task }),
        this.voted(agent, task, true),
        ...(solver ? [this.voted(solver, task, false)] : []),
      ],
    );
  }

  finish(
    agent: string,
    task: Hex,
    [start, end]: readonly [number, number],
    ...payments: readonly (readonly [to: string, amount: Wei])[]
  ): Step {
    return this.step(
      agent,
      "engine",
      "contestationVoteFinish",
      [task, BigInt(end - start)],
      [
        ...payments.map(([to, amount]) => this.pays("engine", to, amount)),
        this.log("ContestationVoteFinish", { id: task, start_idx: BigInt(start), end_idx: BigInt(end) }),
      ],
    );
  }

  withdrawAccrued(agent: string, amount: Wei): Step {
    return this.step(agent, "engine", "withdrawAccruedFees", [], [this.pays("engine", "treasury", amount)]);
  }
}

const participant = (name: string): Participant => ({ name, kind: name.split("-")[0]!, address: addressOf(name) });
