/**
 * A random walk through the protocol by callers of every kind, without any sense: what the ledger must explain all the same.
 * Arguments include strangers, oneself, the engine and the zero address; times land on and around every deadline.
 */

import { addressOf } from "../../sim/base/identity.ts";
import { generateCommitment } from "../../sim/base/ids.ts";
import { Rng } from "../../sim/base/random.ts";
import { type Address, type Hex, type Value, WAD, type Wei, YEAR } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import type { Action, Chain, DeploymentPlan } from "../../sim/chain/port.ts";
import type { LedgerReader, LedgerRecord, Step } from "../../sim/ledger/records.ts";

const DEPLOYED_AT = 1_700_000_000;
const ZERO: Address = `0x${"0".repeat(40)}`;
const UNLIMITED = 2n ** 256n - 1n;

export const WALKERS = ["walker-1", "walker-2", "walker-3", "walker-4", "walker-5", "walker-6"] as const;

/** @param engineAddress one model pays its fees to the engine itself. */
export const walkPlan = (engineAddress: Address): DeploymentPlan => ({
  timestamp: DEPLOYED_AT,
  parameters: {},
  models: [
    { name: "free", addr: addressOf("modelOwner"), fee: 0n, rate: WAD, template: "0x01" },
    { name: "paid", addr: addressOf("walker-1"), fee: WAD / 3n, rate: WAD / 7n, template: "0x02" },
    { name: "odd", addr: engineAddress, fee: 7n, rate: 0n, template: "0x03" },
  ],
});

/** Around the protocol's deadlines, so that comparisons are hit from both sides. */
const JUMPS = [60, 119, 121, 1999, 2000, 2001, 3999, 4000, 4001, 10_000, 10_001, 86_400];

const SETTERS: readonly (readonly [method: string, values: readonly bigint[]])[] = [
  ["setSolutionFeePercentage", [0n, WAD / 10n, WAD / 3n, WAD]],
  ["setRetractionFeePercentage", [0n, WAD / 10n, WAD / 7n]],
  ["setTreasuryRewardPercentage", [0n, WAD / 10n, WAD / 9n]],
  ["setSlashAmountPercentage", [WAD / 10_000n, WAD / 3_333n, 0n]],
  ["setValidatorMinimumPercentage", [WAD / 1250n, WAD / 2000n]],
  ["setMinContestationVotePeriodTime", [4000n, 4000n, 60n, 200_000n]],
  ["setMinClaimSolutionTime", [2000n, 2000n, 100n]],
];

export class Walk {
  readonly #chain: Chain;
  readonly #rng: Rng;
  readonly #readers: readonly LedgerReader[];
  readonly #tasks: Hex[] = [];
  readonly #solved: Hex[] = [];
  readonly #contested: Hex[] = [];
  readonly #reveals: { readonly from: Address; readonly task: Hex }[] = [];
  #index = 0;
  #now = DEPLOYED_AT + YEAR;
  /** Actions that succeeded, by method. */
  readonly succeeded = new Map<string, number>();

  constructor(chain: Chain, seed: number, readers: readonly LedgerReader[]) {
    this.#chain = chain;
    this.#rng = new Rng(seed, "walk");
    this.#readers = readers;
  }

  get now(): number {
    return this.#now;
  }

  async open(seed: number): Promise<void> {
    const { deployment } = this.#chain;
    const participants = WALKERS.map((name) => ({ name, kind: "walker", address: addressOf(name) }));
    const plan = walkPlan(deployment.addresses.engine);
    const span = { start: this.#now, end: this.#now + YEAR };
    this.#emit({ type: "genesis", scenario: "walk", seed, plan, deployment, participants, ...span });
    this.#emit({ type: "price", timestamp: this.#now, aius: 3_000_000_000n, eth: 2_000_000_000_000n });
    const { engine: pool } = deployment.addresses;
    await this.#mine("setup", [
      ...participants.flatMap(({ address }) => [
        token.transfer(pool, address, 10_000n * WAD),
        token.approve(address, pool, UNLIMITED),
        engine.validatorDeposit(address, address, 1000n * WAD),
      ]),
      token.transfer(pool, addressOf("holder"), 246_000n * WAD),
    ]);
  }

  /** One block of one to three random actions. */
  async block(): Promise<void> {
    this.#now += this.#rng.below(5) === 0 ? this.#pick(JUMPS) : this.#rng.below(2);
    const count = 1 + this.#rng.below(3);
    await this.#mine(
      "run",
      Array.from({ length: count }, () => this.#action()),
    );
  }

  async end(): Promise<void> {
    const [engineMeasure] = await this.#chain.call("engine", "getPsuedoTotalSupply");
    const [engineBalance] = await this.#chain.call("token", "balanceOf", [this.#chain.deployment.addresses.engine]);
    const supply = { engineMeasure: engineMeasure as Wei, engineBalance: engineBalance as Wei };
    this.#emit({ type: "end", timestamp: this.#now, reason: "horizon", supply });
  }

  #emit(record: LedgerRecord): void {
    for (const reader of this.#readers) reader.read(record);
  }

  async #mine(phase: "setup" | "run", actions: readonly Action[]): Promise<void> {
    const { outcomes } = await this.#chain.mine({ timestamp: this.#now, actions });
    const steps = actions.map((action, i): Step => {
      const agent = WALKERS.find((name) => addressOf(name) === action.from) ?? "genesis";
      return { agent, action, outcome: outcomes[i]!, gas: 1, gasCost: 1n };
    });
    for (const step of steps) this.#note(step);
    this.#emit({ type: "block", phase, index: this.#index++, timestamp: this.#now, steps });
  }

  #note({ action, outcome }: Step): void {
    if (!outcome.ok) return;
    this.succeeded.set(action.method, (this.succeeded.get(action.method) ?? 0) + 1);
    for (const { name, args } of outcome.events) {
      if (name === "TaskSubmitted") this.#tasks.push(args["id"] as Hex);
      if (name === "SolutionSubmitted") this.#solved.push(args["task"] as Hex);
      if (name === "ContestationSubmitted") this.#contested.push(args["task"] as Hex);
    }
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#rng.below(from.length)]!;
  }

  /** Mostly one of the last few. */
  #recent(ids: readonly Hex[]): Hex {
    if (ids.length === 0) return `0x${"12".repeat(32)}`;
    return this.#pick(this.#rng.below(10) === 0 ? ids : ids.slice(-4));
  }

  #walker(): Address {
    return addressOf(this.#pick(WALKERS));
  }

  #anyone(): Address {
    const others = [ZERO, this.#chain.deployment.addresses.engine, addressOf("stranger")];
    return this.#rng.below(8) === 0 ? this.#pick(others) : this.#walker();
  }

  #amount(): Wei {
    return this.#pick([0n, 1n, 7n, WAD / 3n, WAD, 30n * WAD, 500n * WAD]);
  }

  #action(): Action {
    const kinds = [
      this.#submit,
      this.#solve,
      this.#solve,
      this.#claim,
      this.#contest,
      this.#vote,
      this.#vote,
      this.#finish,
    ];
    const rare = [this.#stake, this.#transfer, this.#retract, this.#govern];
    return this.#pick(this.#rng.below(4) === 0 ? rare : kinds).call(this);
  }

  #submit(): Action {
    const model = this.#pick(Object.values(this.#chain.deployment.models));
    return engine.submitTask(this.#walker(), 0n, this.#anyone(), model, this.#amount(), "0x00");
  }

  /** A commitment, or the reveal of an earlier one. */
  #solve(): Action {
    const reveal = this.#rng.below(2) === 0 ? this.#reveals.shift() : undefined;
    if (reveal) return engine.submitSolution(reveal.from, reveal.task, "0x12");
    const from = this.#walker();
    const task = this.#recent(this.#tasks);
    this.#reveals.push({ from, task });
    return engine.signalCommitment(from, generateCommitment(from, task, "0x12"));
  }

  #claim(): Action {
    return engine.claimSolution(this.#walker(), this.#recent(this.#solved));
  }

  #contest(): Action {
    return engine.submitContestation(this.#walker(), this.#recent(this.#solved));
  }

  #vote(): Action {
    return engine.voteOnContestation(this.#walker(), this.#recent(this.#contested), this.#rng.below(2) === 0);
  }

  #finish(): Action {
    return engine.contestationVoteFinish(this.#walker(), this.#recent(this.#contested), this.#pick([1n, 1n, 2n, 100n]));
  }

  #stake(): Action {
    const from = this.#walker();
    return this.#pick([
      engine.validatorDeposit(from, this.#anyone(), this.#amount()),
      engine.initiateValidatorWithdraw(from, this.#amount()),
      engine.cancelValidatorWithdraw(from, BigInt(this.#rng.below(4))),
      engine.validatorWithdraw(from, BigInt(this.#rng.below(6)), this.#anyone()),
    ]);
  }

  #transfer(): Action {
    return token.transfer(this.#walker(), this.#anyone(), this.#amount());
  }

  #retract(): Action {
    return engine.retractTask(this.#walker(), this.#recent(this.#tasks));
  }

  /** Mostly anyone's withdrawal of accrued fees; else the timelock acts, as after a vote. */
  #govern(): Action {
    const { timelock } = this.#chain.deployment.addresses;
    const call = (method: string, args: readonly Value[]): Action => ({ from: timelock, to: "engine", method, args });
    const [setter, values] = this.#pick(SETTERS);
    const model = this.#pick(Object.values(this.#chain.deployment.models));
    return this.#pick([
      engine.withdrawAccruedFees(this.#walker()),
      call(setter, [this.#pick(values)]),
      call(setter, [this.#pick(values)]),
      call("setSolutionMineableRate", [model, this.#pick([0n, WAD, WAD / 3n])]),
      call("transferTreasury", [
        this.#pick([timelock, addressOf("walker-2"), this.#chain.deployment.addresses.engine]),
      ]),
    ]);
  }
}
