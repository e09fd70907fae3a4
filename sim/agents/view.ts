/**
 * What a participant may know: the chain's public record, the prices of the day, its own wallet and machine. Probabilities
 * and dollars are doubles here, used in + - * / and comparisons alone, which are the same on every engine; amounts that
 * go into actions are bigints.
 */
import type { Address, Hex, Seconds, Wei } from "../base/types.ts";

export interface OpenTask {
  readonly id: Hex;
  /** The model's name in the scenario. */
  readonly model: string;
  readonly fee: Wei;
  readonly owner: Address;
  readonly input: Hex;
  readonly submittedAt: Seconds;
  /** What the fee leaves its solver after the model's and the treasury's part, in AIUS. */
  readonly netFee: number;
}

export interface SolvedTask extends OpenTask {
  readonly solver: Address;
  readonly cid: Hex;
  readonly solvedAt: Seconds;
}

export interface Contestation {
  readonly task: SolvedTask;
  readonly contester: Address;
  readonly submittedAt: Seconds;
  readonly slash: Wei;
  readonly yeas: readonly Address[];
  readonly nays: readonly Address[];
}

/** A validator as the chain tells of it, and how its solutions fared. */
export interface ValidatorFacts {
  readonly staked: Wei;
  readonly pending: Wei;
  readonly since: Seconds;
  /** Solutions accepted, and those of them that a contestation overturned. */
  readonly solutions: number;
  readonly convictions: number;
  /** Contestations that ended with its vote on the losing side, its own convictions included. */
  readonly votesLost: number;
}

/** The protocol's times (seconds) and shares that decisions need; constant within a run. */
export interface ProtocolFacts {
  readonly minClaimSolutionTime: Seconds;
  readonly minRetractionWaitTime: Seconds;
  readonly minContestationVotePeriodTime: Seconds;
  readonly maxContestationValidatorStakeSince: Seconds;
  readonly exitValidatorMinUnlockTime: Seconds;
  /** Whether a solution needs a commitment in an earlier block. */
  readonly commitments: boolean;
}

export interface ModelFacts {
  readonly name: string;
  readonly id: Hex;
  readonly fee: Wei;
}

/** The public record, folded from what was mined. Every answer takes O(log n). */
export interface Market {
  model(name: string): ModelFacts;
  /** Undefined once it is solved or retracted. */
  openTask(id: Hex): OpenTask | undefined;
  /** The open tasks of a model with the highest fees, highest first, at most `limit`. */
  bestOpen(model: string, limit: number): readonly OpenTask[];
  oldestOpen(model: string): OpenTask | undefined;
  /** Undefined before it is solved and once it is final (claimed or settled). */
  solution(id: Hex): SolvedTask | undefined;
  contestation(id: Hex): Contestation | undefined;
  /** The newest solutions of a model, newest first, at most 64. */
  recent(model: string): readonly SolvedTask[];
  validator(address: Address): ValidatorFacts;
  /** What a solution of the model earns its solver now beside the fee, in AIUS. */
  rewardOf(model: string): number;
  /**
   * Chance that nobody but `self` solves a task of the model that is open at age `from` before age `until`, both in
   * seconds, by the public history of solution times (one's own wins count as tasks that nobody else had solved yet).
   */
  survival(model: string, self: Address, from: Seconds, until: Seconds): number;
  /** Mean number of votes on the winning side of lately settled contestations. */
  readonly turnout: number;
  /** Mean number of tasks of the model submitted per day lately. */
  tasksPerDay(model: string): number;
  /** Mean net fee of the model's tasks lately, in AIUS. */
  meanNetFee(model: string): number;
  /** What one has sent the other by plain transfers of the token, in wei. */
  transferred(from: Address, to: Address): Wei;
}

/** What a machine takes for a model, as its owner knows it before a computation. */
export interface MachineFacts {
  /** Time of a typical computation, loading included. */
  readonly seconds: number;
  /** Its mean price in USD. */
  readonly cost: number;
}

export interface View {
  /** Unix seconds, with their fraction: a block's timestamp is the whole part. */
  readonly now: number;
  readonly protocol: ProtocolFacts;
  readonly market: Market;
  /** Price of one AIUS in USD. */
  readonly aiusUsd: number;
  /** Engine measures, refreshed hourly. */
  readonly minimumStake: Wei;
  readonly slash: Wei;
  readonly wallet: Wei;
  readonly own: ValidatorFacts;
  machine(model: string): MachineFacts;
  /** Tries to fetch the content of a task's solution: whether anybody serves it. */
  fetch(task: Hex): boolean;
  /** Gas of the calls named `method` in USD at today's price. */
  gasUsd(method: string): number;
  /** What capital bound in stake costs per day, as a share. */
  readonly capitalSharePerDay: number;
}
