/**
 * The public record: what anyone can read from the chain's transactions and logs, folded into indexes that answer in
 * O(log n). What is final is forgotten, so that memory holds what is alive and a few statistics.
 */
import type { Market, ModelFacts, OpenTask, SolvedTask, ValidatorFacts } from "../agents/view.ts";
import { type Address, type Hex, type Seconds, WAD, type Wei } from "../base/types.ts";
import type { Action, ChainEvent } from "../chain/port.ts";
import { Ranking } from "./ranking.ts";
import { Recent } from "./recent.ts";
import { SolveTimes } from "./solve-times.ts";

/** How many of a model's newest solutions are remembered. */
const NEWEST = 64;

interface LiveTask extends OpenTask {
  readonly order: number;
}

interface LiveContestation {
  readonly task: SolvedTask;
  readonly contester: Address;
  readonly submittedAt: Seconds;
  slash: Wei;
  readonly yeas: Address[];
  readonly nays: Address[];
}

type LiveValidator = { -readonly [K in keyof ValidatorFacts]: ValidatorFacts[K] };

/** What the record knows of a model. */
export interface ListedModel extends ModelFacts {
  /** 10^18 pays the full reward. */
  readonly rate: bigint;
}

class ModelRecord {
  readonly facts: ListedModel;
  readonly byFee = new Ranking<LiveTask>((a, b) => (a.fee === b.fee ? a.order < b.order : a.fee > b.fee));
  readonly byAge = new Ranking<LiveTask>((a, b) => a.order < b.order);
  readonly times = new SolveTimes();
  readonly arrivals = new Recent();
  readonly newest: SolvedTask[] = [];
  reward = 0;

  constructor(facts: ListedModel) {
    this.facts = facts;
  }
}

/** Shares of the protocol that decide what a solver gets. */
export interface Shares {
  readonly solutionFeePercentage: bigint;
  readonly treasuryRewardPercentage: bigint;
}

/** What a block brought that agents may follow. */
export type NewsItem =
  | { readonly type: "task"; readonly task: OpenTask }
  | { readonly type: "solution"; readonly solution: SolvedTask }
  | { readonly type: "contestation"; readonly task: Hex };

const NOBODY: ValidatorFacts = { staked: 0n, pending: 0n, since: 0, solutions: 0, convictions: 0, votesLost: 0 };
/** How much the newest settled vote counts in the mean turnout. */
const NEWEST_VOTE = 0.2;

export class PublicRecord implements Market {
  readonly #models: ReadonlyMap<string, ModelRecord>;
  readonly #names: ReadonlyMap<Hex, string>;
  readonly #shares: Shares;
  readonly #now: () => Seconds;
  readonly #open = new Map<Hex, LiveTask>();
  readonly #solved = new Map<Hex, SolvedTask>();
  readonly #contested = new Map<Hex, LiveContestation>();
  readonly #validators = new Map<Address, LiveValidator>();
  readonly #wallets = new Map<Address, Wei>();
  /** Sums of plain transfers, by sender and recipient one after the other. */
  readonly #transferred = new Map<string, Wei>();
  /** Validators whose stake the last block may have changed. */
  readonly changedStakes = new Set<Address>();
  /** Contestations of the last block, whose slash is to be read. */
  readonly newContestations = new Set<Hex>();
  turnout = 0;
  #tasks = 0;

  constructor(models: readonly ListedModel[], shares: Shares, now: () => Seconds) {
    this.#models = new Map(models.map((model) => [model.name, new ModelRecord(model)]));
    this.#names = new Map(models.map(({ id, name }) => [id, name]));
    this.#shares = shares;
    this.#now = now;
  }

  model(name: string): ModelFacts {
    return this.#record(name).facts;
  }

  openTask(id: Hex): OpenTask | undefined {
    return this.#open.get(id);
  }

  bestOpen(model: string, limit: number): readonly OpenTask[] {
    return this.#record(model).byFee.top(limit);
  }

  oldestOpen(model: string): OpenTask | undefined {
    return this.#record(model).byAge.highest;
  }

  solution(id: Hex): SolvedTask | undefined {
    return this.#solved.get(id);
  }

  contestation(id: Hex): LiveContestation | undefined {
    return this.#contested.get(id);
  }

  recent(model: string): readonly SolvedTask[] {
    return this.#record(model).newest;
  }

  /** The same object for the same address, kept up to date. */
  validator(address: Address): LiveValidator {
    const known = this.#validators.get(address);
    if (known !== undefined) return known;
    const validator = { ...NOBODY };
    this.#validators.set(address, validator);
    return validator;
  }

  wallet(address: Address): Wei {
    return this.#wallets.get(address) ?? 0n;
  }

  transferred(from: Address, to: Address): Wei {
    return this.#transferred.get(from + to) ?? 0n;
  }

  rewardOf(model: string): number {
    return this.#record(model).reward;
  }

  survival(model: string, self: Address, from: Seconds, until: Seconds): number {
    return this.#record(model).times.survival(self, from, until);
  }

  tasksPerDay(model: string): number {
    return this.#record(model).arrivals.perDay(this.#now());
  }

  meanNetFee(model: string): number {
    return this.#record(model).arrivals.mean;
  }

  /** The full reward, as the engine gives it now, in wei. */
  setReward(reward: Wei): void {
    const afterTreasury = reward - (reward * this.#shares.treasuryRewardPercentage) / WAD;
    for (const record of this.#models.values()) {
      record.reward = Number((afterTreasury * record.facts.rate) / WAD) * 1e-18;
    }
  }

  setStake(address: Address, stake: { staked: Wei; pending: Wei; since: Seconds }): void {
    Object.assign(this.validator(address), stake);
  }

  setSlash(task: Hex, slash: Wei): void {
    this.#contested.get(task)!.slash = slash;
  }

  /** Whether a stake or a slash is to be read anew. */
  get stakesChanged(): boolean {
    return this.changedStakes.size > 0 || this.newContestations.size > 0;
  }

  /** Folds an action that succeeded, and adds what is new in it to `news`, which it returns. */
  fold(action: Action, events: readonly ChainEvent[], time: Seconds, news: NewsItem[] = []): readonly NewsItem[] {
    for (const event of events) {
      if (event.contract === "token") this.#foldToken(event, action.to === "token");
      else if (event.contract === "engine") this.#foldEngine(action, event, time, news);
    }
    return news;
  }

  /** @param plain a transfer by the token's own function, and not of the engine's. */
  #foldToken({ name, args }: ChainEvent, plain: boolean): void {
    if (name !== "Transfer") return;
    const [from, to, value] = [args["from"], args["to"], args["value"]] as [Address, Address, Wei];
    this.#move(from, -value);
    this.#move(to, value);
    if (plain) this.#transferred.set(from + to, this.transferred(from, to) + value);
  }

  #move(holder: Address, amount: Wei): void {
    this.#wallets.set(holder, this.wallet(holder) + amount);
  }

  #foldEngine(action: Action, { name, args }: ChainEvent, time: Seconds, news: NewsItem[]): void {
    switch (name) {
      case "TaskSubmitted":
        news.push(this.#submitted(action, args, time));
        break;
      case "TaskRetracted":
        this.#retracted(args["id"] as Hex, time);
        break;
      case "SolutionSubmitted":
        news.push(this.#solve(args["task"] as Hex, args["addr"] as Address, action.args[1] as Hex, time));
        break;
      case "SolutionClaimed":
        this.#solved.delete(args["task"] as Hex);
        break;
      case "ContestationSubmitted":
        news.push(this.#contest(args["task"] as Hex, args["addr"] as Address, time));
        break;
      case "ContestationVote":
        this.#vote(args["task"] as Hex, args["addr"] as Address, args["yea"] as boolean);
        break;
      case "ContestationVoteFinish":
        this.#finish(args["id"] as Hex, Number(args["start_idx"]), Number(args["end_idx"]));
        break;
      case "ValidatorDeposit":
        this.changedStakes.add(args["validator"] as Address);
        break;
      case "ValidatorWithdrawInitiated":
      case "ValidatorWithdrawCancelled":
      case "ValidatorWithdraw":
        this.changedStakes.add(args["addr"] as Address);
        break;
    }
  }

  #submitted(action: Action, args: ChainEvent["args"], submittedAt: Seconds): NewsItem {
    const record = this.#record(this.#names.get(args["model"] as Hex)!);
    const fee = args["fee"] as Wei;
    const rest = fee - record.facts.fee;
    const task: LiveTask = {
      id: args["id"] as Hex,
      model: record.facts.name,
      fee,
      owner: action.args[1] as Address,
      input: action.args[4] as Hex,
      submittedAt,
      netFee: Number(rest - (rest * this.#shares.solutionFeePercentage) / WAD) * 1e-18,
      order: this.#tasks++,
    };
    this.#open.set(task.id, task);
    record.byFee.add(task);
    record.byAge.add(task);
    record.arrivals.add(submittedAt, task.netFee);
    return { type: "task", task };
  }

  /** Takes a task off the open ones. */
  #close(id: Hex): LiveTask {
    const task = this.#open.get(id)!;
    this.#open.delete(id);
    this.#record(task.model).byFee.remove(id);
    this.#record(task.model).byAge.remove(id);
    return task;
  }

  #retracted(id: Hex, time: Seconds): void {
    const task = this.#close(id);
    this.#record(task.model).times.retracted(time - task.submittedAt);
  }

  #solve(id: Hex, solver: Address, cid: Hex, solvedAt: Seconds): NewsItem {
    const task = this.#close(id);
    const record = this.#record(task.model);
    const solution: SolvedTask = { ...task, solver, cid, solvedAt };
    this.#solved.set(id, solution);
    record.times.solved(solvedAt - task.submittedAt, solver);
    record.newest.unshift(solution);
    if (record.newest.length > NEWEST) record.newest.pop();
    this.validator(solver).solutions += 1;
    return { type: "solution", solution };
  }

  #contest(id: Hex, contester: Address, submittedAt: Seconds): NewsItem {
    const task = this.#solved.get(id)!;
    this.#contested.set(id, { task, contester, submittedAt, slash: 0n, yeas: [], nays: [] });
    this.newContestations.add(id);
    return { type: "contestation", task: id };
  }

  #vote(id: Hex, voter: Address, yea: boolean): void {
    const { yeas, nays } = this.#contested.get(id)!;
    (yea ? yeas : nays).push(voter);
    this.changedStakes.add(voter);
  }

  /** The first page tells the verdict; the last one makes the task final. */
  #finish(id: Hex, start: number, end: number): void {
    const contestation = this.#contested.get(id);
    if (contestation === undefined) return;
    const { task, yeas, nays } = contestation;
    const upheld = yeas.length > nays.length;
    const [winners, losers] = upheld ? [yeas, nays] : [nays, yeas];
    for (const winner of winners.slice(start, end)) this.changedStakes.add(winner);
    if (start === 0) {
      for (const loser of losers) this.validator(loser).votesLost += 1;
      if (upheld) this.validator(task.solver).convictions += 1;
      this.turnout = this.turnout === 0 ? winners.length : this.turnout + NEWEST_VOTE * (winners.length - this.turnout);
    }
    if (end < winners.length) return;
    this.#contested.delete(id);
    this.#solved.delete(id);
  }

  #record(model: string): ModelRecord {
    const record = this.#models.get(model);
    if (record === undefined) throw new RangeError(`there is no model ${model}`);
    return record;
  }
}
