/**
 * Honest solvers race for the tasks that pay: they compute, commit, reveal and claim. They compute a share of others'
 * work again, contest what differs and vote by evidence. They enter when history promises a profit and leave after losses.
 */
import type { Rng } from "../base/random.ts";
import { type Address, DAY, type Hex } from "../base/types.ts";
import { parseWad } from "../scenarios/amounts.ts";
import type { HonestPopulation } from "../scenarios/populations.ts";
import {
  type Agent,
  type Birth,
  compute,
  type Intent,
  type News,
  NOTHING,
  type Occasion,
  type Purpose,
  wake,
} from "./agent.ts";
import { Duties } from "./duties.ts";
import { Evidence } from "./evidence.ts";
import { Experience } from "./experience.ts";
import { dailyProspect, type Prospect, prospectOfTask } from "./race.ts";
import { remindSettle } from "./settlement.ts";
import { Solvency, standingCost } from "./solvency.ts";
import { free, type Staking } from "./staking.ts";
import type { Contestation, OpenTask, SolvedTask, View } from "./view.ts";
import { mayVote } from "./voting.ts";

/** Checks and votes that wait for the machine at most. */
const QUEUE = 4;
/** Open tasks of a model, by fee, that a free solver compares. */
const CANDIDATES = 4;
/** A task that does not pay is looked at again when it is this much older; age is what makes it pay. */
const AGEING = 0.5;
/** ... but not before this many seconds. */
const RETRY = 60;

interface Job {
  readonly task: Hex;
  readonly purpose: Purpose;
}

export class Honest implements Agent {
  readonly kind = "honest";
  readonly name: string;
  readonly address: Address;
  readonly #population: HonestPopulation;
  readonly #duties: Duties;
  readonly #staking: Staking;
  readonly #evidence: Evidence;
  readonly #books: Solvency;
  readonly experience = new Experience();
  readonly #reactions: Rng;
  readonly #samples: Rng;
  readonly #phase: Rng;
  readonly #jobs: Job[] = [];
  /** `reacting`: about to start on a task; `computing`: the machine is busy. */
  #machine: "free" | "reacting" | "computing" = "free";
  #retrying = false;

  constructor({ name, address, stream }: Birth, population: HonestPopulation) {
    this.name = name;
    this.address = address;
    this.#population = population;
    this.#duties = new Duties(address, population, population.entry === "staked" ? "in" : "out");
    this.#staking = this.#duties.staking;
    this.#evidence = new Evidence(address);
    this.#books = new Solvency(Number(population.standingUsdPerDay));
    this.#reactions = stream("reaction");
    this.#samples = stream("verification");
    this.#phase = stream("review");
  }

  follows(news: News): boolean {
    if (news === "contestation") return true;
    return this.#staking.phase === "in" && (news === "solution" || this.#machine === "free");
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    switch (occasion.type) {
      case "start":
        this.#books.open(view);
        return [wake(view.now + this.#reviewPeriod * this.#phase.uniform(), "review")];
      case "task":
        return this.#machine === "free" ? this.#consider(occasion.task, view) : NOTHING;
      case "solution":
        return this.#inspect(occasion.solution, view);
      case "contestation":
        return this.#judge(occasion.contestation, view);
      case "computed":
        this.#books.pay(occasion.bill);
        return this.#use(occasion.task, occasion.cid, view);
      case "receipt":
        this.#books.pay(view.gasUsd(occasion.action.method));
        return this.#followUp(occasion, view);
      case "wake":
        return this.#remember(occasion, view);
      case "pending":
        return NOTHING;
    }
  }

  get #reviewPeriod(): number {
    return this.#population.reviewDays * DAY;
  }

  #remember(occasion: Occasion & { type: "wake" }, view: View): readonly Intent[] {
    const { matter, about } = occasion.note;
    if (matter === "begin") return this.#begin(about!, view);
    if (matter === "retry") return this.#retry(view);
    if (matter === "review") return this.#review(view);
    return this.#duties.decide(occasion, view);
  }

  /** Expected profit beyond the margin asked for, in USD. */
  #surplus({ profit, cost }: Prospect): number {
    return profit - cost * this.#population.marginShare;
  }

  #pays(task: OpenTask, delay: number, view: View): number {
    return this.#surplus(prospectOfTask(task, delay, this, view));
  }

  /** Takes a task that pays, after the time it takes to react. */
  #consider(task: OpenTask, view: View): readonly Intent[] {
    const { median } = this.#population.reactionSeconds;
    if (!this.#staking.fit(view)) return this.#staking.topUp(view);
    if (!this.#serves(task) || this.#pays(task, median, view) <= 0) return NOTHING;
    this.#machine = "reacting";
    const { sigma } = this.#population.reactionSeconds;
    return [wake(view.now + this.#reactions.lognormal(median, sigma), "begin", task.id)];
  }

  #serves(task: OpenTask): boolean {
    return this.#population.models.includes(task.model);
  }

  /** Books the computation unless the task is gone or has stopped paying. */
  #begin(id: Hex, view: View): readonly Intent[] {
    const task = view.market.openTask(id);
    const prospect = task && prospectOfTask(task, 0, this, view);
    if (task === undefined || prospect === undefined || this.#surplus(prospect) <= 0) {
      this.#machine = "free";
      return this.#next(view);
    }
    this.#machine = "computing";
    this.experience.begin(task.model, prospect.forecast, view.now);
    return [compute(id, "solve")];
  }

  /** A free machine: checks and votes first, then the most profitable open task. */
  #next(view: View): readonly Intent[] {
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) {
      if (!this.#matters(job, view)) continue;
      this.#machine = "computing";
      return [compute(job.task, job.purpose)];
    }
    return this.#staking.fit(view) ? this.#seek(view) : NOTHING;
  }

  #matters({ task, purpose }: Job, view: View): boolean {
    if (this.#evidence.knows(task)) return false;
    if (purpose === "verify") return this.#staking.fit(view) && view.market.solution(task) !== undefined;
    const contestation = view.market.contestation(task);
    return contestation !== undefined && mayVote(contestation, this.address, view);
  }

  /** The best of the highest fees and the oldest task of each model; otherwise a later look. */
  #seek(view: View): readonly Intent[] {
    let best: OpenTask | undefined;
    let profit = 0;
    let youngest = Number.POSITIVE_INFINITY;
    for (const model of this.#population.models) {
      for (const task of candidates(model, view)) {
        if (this.#evidence.knows(task.id)) continue;
        const promise = this.#pays(task, this.#population.reactionSeconds.median, view);
        if (promise > profit) [best, profit] = [task, promise];
        youngest = Math.min(youngest, view.now - task.submittedAt);
      }
    }
    if (best !== undefined) return this.#consider(best, view);
    if (this.#retrying || youngest === Number.POSITIVE_INFINITY) return NOTHING;
    this.#retrying = true;
    return [wake(view.now + Math.max(RETRY, youngest * AGEING), "retry")];
  }

  #retry(view: View): readonly Intent[] {
    this.#retrying = false;
    return this.#machine === "free" ? this.#next(view) : NOTHING;
  }

  /** Commits a result to an open task; holds it against another's solution. */
  #use(task: Hex, cid: Hex, view: View): readonly Intent[] {
    this.#machine = "free";
    this.#evidence.remember(task, cid);
    return [...this.#apply(task, cid, view), ...this.#next(view)];
  }

  #apply(task: Hex, cid: Hex, view: View): readonly Intent[] {
    if (view.market.openTask(task) !== undefined) {
      return this.#staking.fit(view) ? [this.#duties.commit(task, cid, view)] : NOTHING;
    }
    const solution = view.market.solution(task);
    return solution === undefined ? NOTHING : this.#evidence.check(solution, view);
  }

  /** Another's solution: compares it with a result at hand, or computes it again if drawn or distrusted. */
  #inspect(solution: SolvedTask, view: View): readonly Intent[] {
    const drawn = this.#samples.bernoulli(this.#population.verifyShare);
    if (solution.solver === this.address) return NOTHING;
    if (this.#evidence.knows(solution.id)) return this.#evidence.check(solution, view);
    if (!this.#serves(solution) || !(drawn || this.#distrusts(solution, view))) return NOTHING;
    return this.#book({ task: solution.id, purpose: "verify" }, view);
  }

  /** Whether the solver's record makes a check pay: half a slash, if it is false and this check comes first (one in two). */
  #distrusts(solution: SolvedTask, view: View): boolean {
    const { convictions, solutions } = view.market.validator(solution.solver);
    if (!this.#population.distrust || convictions === 0) return false;
    const gain = (convictions / solutions) * 0.5 * 0.5 * Number(view.slash) * 1e-18 * view.aiusUsd;
    return gain > view.machine(solution.model).cost + view.gasUsd("submitContestation");
  }

  /** Votes by evidence; without any, computes the task when the share of the slashes pays for it. */
  #judge(contestation: Contestation, view: View): readonly Intent[] {
    const { task } = contestation;
    const settle = this.#concerned(contestation) ? [remindSettle(contestation, view)] : NOTHING;
    if (task.solver === this.address || contestation.contester === this.address) return settle;
    if (this.#evidence.knows(task.id)) {
      return [...this.#evidence.vote(contestation, view), remindSettle(contestation, view)];
    }
    if (!this.#serves(task) || !mayVote(contestation, this.address, view)) return settle;
    if (!this.#voteWouldPay(contestation, view)) return settle;
    return [remindSettle(contestation, view), ...this.#book({ task: task.id, purpose: "vote" }, view)];
  }

  #concerned({ task, contester }: Contestation): boolean {
    return task.solver === this.address || contester === this.address;
  }

  /** A voter's share if its side wins: half of the smaller side's slashes over as many winners as usual. */
  #voteWouldPay({ yeas, nays, slash, task }: Contestation, view: View): boolean {
    const losers = Math.max(1, Math.min(yeas.length, nays.length));
    const winners = Math.max(yeas.length, nays.length, view.market.turnout);
    const share = (0.5 * losers * Number(slash) * 1e-18 * view.aiusUsd) / winners;
    return share > view.machine(task.model).cost + view.gasUsd("voteOnContestation");
  }

  #book(job: Job, view: View): readonly Intent[] {
    if (this.#jobs.length < QUEUE) this.#jobs.push(job);
    return this.#machine === "free" ? this.#next(view) : NOTHING;
  }

  #followUp(occasion: Occasion & { type: "receipt" }, view: View): readonly Intent[] {
    const { action, receipt } = occasion;
    if (action.method === "submitContestation" && !receipt.ok) {
      return this.#evidence.beaten(action.args[0] as Hex, view);
    }
    this.experience.heed(action, receipt, view);
    const top = this.#staking.topUp(view);
    return [...this.#duties.decide(occasion, view), ...top];
  }

  /** Looks back at the period: leaves after losses; outside, enters when history promises more than standing by costs. */
  #review(view: View): readonly Intent[] {
    const again = wake(view.now + this.#reviewPeriod, "review");
    if (this.#staking.phase === "out") return [...this.#enter(view), again];
    if (this.#staking.phase === "leaving" || !this.#books.disappointing(view)) {
      return [...this.#staking.topUp(view), again];
    }
    this.#books.reset();
    return [...this.#staking.leave(view), again];
  }

  #enter(view: View): readonly Intent[] {
    const delay = this.#population.reactionSeconds.median;
    const promise = dailyProspect(this.#population.models, delay, this, view);
    const standing = standingCost(Number(this.#population.standingUsdPerDay), view);
    const capital = Number(parseWad(this.#population.stakeAius)) * 1e-18 * view.aiusUsd * view.capitalSharePerDay;
    if (promise <= standing + capital) return free(view) > 0n ? this.#staking.leave(view) : NOTHING;
    const intents = this.#staking.enter(view);
    this.#books.open(view);
    return intents;
  }
}

/** The highest fees of a model, and its oldest task. */
function candidates(model: string, { market }: View): readonly OpenTask[] {
  const dearest = market.bestOpen(model, CANDIDATES);
  const oldest = market.oldestOpen(model);
  return oldest === undefined || dearest.includes(oldest) ? dearest : [...dearest, oldest];
}
