/** What the rules of the protocol work on while one step is read: the ghost's memory, its books, and where its findings go. */
import type { Address, Hex, Seconds, Wei } from "../base/types.ts";
import { INITIAL_PARAMETERS } from "../chain/parameters.ts";
import type { DeploymentPlan, EngineParameters } from "../chain/port.ts";
import { Books, measuredSupply } from "./books.ts";
import { FLOW_KINDS, type Flow, type FlowKind } from "./flow.ts";
import type { Happening, HappeningKind } from "./happening.ts";
import type { Auditor, InvariantName } from "./invariants.ts";
import type { GenesisRecord, Step } from "./records.ts";
import type { ModelState, TaskState, ValidatorState } from "./state.ts";
import { TransferQueue } from "./transfers.ts";

/** Who hears of what the ledger makes of a block. */
export interface Listener {
  /** The kinds of flow that it hears; all of them by default. */
  readonly flowKinds?: readonly FlowKind[];
  flow?(flow: Flow): void;
  happening?(happening: Happening): void;
}

/** The reward at the full rate, in wei, by seconds since the start (more than 0) and the engine's supply measure. */
export type RewardFormula = (elapsed: bigint, supply: Wei) => Wei;

const modelsOf = (plan: DeploymentPlan, ids: Readonly<Record<string, Hex>>): Map<Hex, ModelState> =>
  new Map(
    plan.models.map(({ name, addr, fee, rate }) => {
      const id = ids[name];
      if (id === undefined) throw new Error(`genesis record: the deployment has no id for the plan's model "${name}"`);
      return [id, { id, addr, fee, rate }];
    }),
  );

const KINDS = Object.keys(FLOW_KINDS) as FlowKind[];

const flowListeners = (kind: FlowKind, listeners: readonly Listener[]): readonly ((flow: Flow) => void)[] =>
  listeners.flatMap((listener) => {
    const { flow, flowKinds } = listener;
    return flow && (flowKinds?.includes(kind) ?? true) ? [flow.bind(listener)] : [];
  });

export class Scene {
  readonly engine: Address;
  readonly vestings: ReadonlySet<Address>;
  readonly startedAt: Seconds;
  readonly parameters: EngineParameters;
  treasury: Address;
  readonly models: Map<Hex, ModelState>;
  /** Tasks until they are claimed or retracted. A contested one is kept: a longer vote period would open its vote again. */
  readonly tasks = new Map<Hex, TaskState>();
  readonly validators = new Map<Address, ValidatorState>();
  readonly books: Books;
  readonly audit: Auditor;
  readonly transfers = new TransferQueue();
  readonly rewardFormula: RewardFormula | undefined;
  /** Kind of each of the step's token transfers, by the event's place. */
  readonly kinds: (FlowKind | undefined)[] = [];

  now: Seconds = 0;
  setup = true;
  step: Step | undefined;
  /** Tasks contested in the step at hand. */
  readonly contestedNow: TaskState[] = [];
  /** The engine's balance when the event at hand was logged. */
  heldAt: Wei = 0n;
  /** Held by the engine for others or for nobody when the run began: what deposits are measured against. */
  heldAtStart: Wei | undefined;

  readonly #flows: ReadonlyMap<FlowKind, readonly ((flow: Flow) => void)[]>;
  readonly #happenings: ((happening: Happening) => void)[] = [];

  constructor(
    { deployment, plan }: GenesisRecord,
    audit: Auditor,
    listeners: readonly Listener[],
    rewardFormula: RewardFormula | undefined,
  ) {
    this.rewardFormula = rewardFormula;
    this.engine = deployment.addresses.engine!;
    this.treasury = deployment.addresses.timelock!;
    const vestings = Object.entries(deployment.addresses).filter(([name]) => name.startsWith("vesting."));
    this.vestings = new Set(vestings.map(([, address]) => address));
    this.startedAt = deployment.timestamp;
    this.parameters = { ...INITIAL_PARAMETERS, ...plan.parameters };
    this.models = modelsOf(plan, deployment.models);
    this.books = new Books(this.engine, deployment.balances);
    this.audit = audit;
    this.#flows = new Map(KINDS.map((kind) => [kind, flowListeners(kind, listeners)]));
    for (const listener of listeners) {
      if (listener.happening) this.#happenings.push(listener.happening.bind(listener));
    }
  }

  /** Tells the listeners of a movement; books are the caller's business. */
  flow(kind: FlowKind, from: Address, to: Address, amount: Wei, task?: TaskState): void {
    const listeners = this.#flows.get(kind)!;
    if (amount === 0n || listeners.length === 0) return;
    const flow = { kind, from, to, amount, time: this.now, setup: this.setup, task };
    for (const hear of listeners) hear(flow);
  }

  happen(kind: HappeningKind, by: Address, task: TaskState, yea = false): void {
    const happening = { kind, time: this.now, by, task, yea };
    for (const hear of this.#happenings) hear(happening);
  }

  /** The engine's supply measure when the event at hand was logged, in wei. */
  get supply(): Wei {
    return measuredSupply(this.heldAt);
  }

  /** The stake of an address, made on first use. */
  validator(address: Address): ValidatorState {
    let validator = this.validators.get(address);
    if (!validator) {
      validator = { staked: 0n, pending: 0n, since: 0, requests: new Map() };
      this.validators.set(address, validator);
    }
    return validator;
  }

  /** The task that an event speaks of; a violation and undefined when there is none. */
  task(id: Hex): TaskState | undefined {
    const task = this.tasks.get(id);
    if (!task) this.audit.violate("known-subject", 0n, 1n, `no open task ${id}`);
    return task;
  }

  /** Adds to a validator's stake, or takes from it. */
  stake(address: Address, change: Wei): void {
    const validator = this.validator(address);
    validator.staked += change;
    this.books.staked += change;
    if (validator.staked < 0n) this.audit.violate("liabilities-positive", validator.staked, 0n, `stake of ${address}`);
  }

  /**
   * Explains the step's next transfer by a rule that wants exactly `amount` from `from` to `to` (undefined: to anyone).
   * Otherwise the rule's own equation is violated. `about` says whose the flow is where the engine stands for somebody.
   */
  take(
    kind: FlowKind,
    rule: InvariantName,
    { from, to, amount }: Wanted,
    about: { readonly task?: TaskState; readonly validator?: Address } = {},
  ): void {
    const transfer = this.transfers.peek();
    const parties = transfer !== undefined && transfer.from === from && (to === undefined || transfer.to === to);
    if (parties && transfer.amount === amount) {
      this.accept(kind, about);
      return;
    }
    const found = transfer ? `found ${transfer.amount} from ${transfer.from} to ${transfer.to}` : "found none";
    const wanted = `${kind} from ${from} to ${to ?? "its owner"}`;
    this.audit.violate(rule, parties ? transfer.amount : 0n, amount, `${wanted}: ${found}`);
    if (parties) this.accept(kind, about);
  }

  /** Books the step's next transfer as explained. What the engine pays to itself is nobody's from then on. */
  accept(kind: FlowKind, { task, validator }: { readonly task?: TaskState; readonly validator?: Address } = {}): void {
    const { from, to, amount, event } = this.transfers.peek()!;
    this.transfers.advance();
    this.kinds[event] = kind;
    if (from === this.engine && to === this.engine) this.books.unowned += amount;
    if (kind === "stakeDeposit") this.flow(kind, from, validator ?? to, amount);
    else if (kind === "stakeWithdrawal") this.flow(kind, validator ?? from, to, amount);
    else this.flow(kind, from, to, amount, task);
  }
}

/** A transfer as a rule wants it. */
interface Wanted {
  readonly from: Address;
  readonly to: Address | undefined;
  readonly amount: Wei;
}
