/**
 * Lazy solvers never compute. For a share of the tasks they submit a guess or an earlier answer of the model, wait as
 * long as looks busy, and never verify. In a vote they follow the majority seen so far. After losses they withdraw.
 */
import type { Rng } from "../base/random.ts";
import type { Address, Hex } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { LazyPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, type Intent, type News, NOTHING, type Occasion, send, wake } from "./agent.ts";
import { Duties } from "./duties.ts";
import { invented } from "./invention.ts";
import { remindSettle } from "./settlement.ts";
import type { Contestation, OpenTask, View } from "./view.ts";
import { mayVote } from "./voting.ts";

/** Follows the majority once this share of the vote period is over. */
const HINDSIGHT = 0.75;

export class Lazy implements Agent {
  readonly kind = "lazy";
  readonly name: string;
  readonly address: Address;
  readonly #population: LazyPopulation;
  readonly #duties: Duties;
  readonly #temptations: Rng;
  readonly #pretences: Rng;
  readonly #inventions: Rng;

  constructor({ name, address, stream }: Birth, population: LazyPopulation) {
    this.name = name;
    this.address = address;
    this.#population = population;
    this.#duties = new Duties(address, population);
    this.#temptations = stream("temptation");
    this.#pretences = stream("pretence");
    this.#inventions = stream("invention");
  }

  follows(news: News): boolean {
    return news === "contestation" || (news === "task" && this.#duties.staking.phase === "in");
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    switch (occasion.type) {
      case "task":
        return this.#consider(occasion.task, view);
      case "contestation":
        return this.#watch(occasion.contestation, view);
      case "wake":
        return this.#remember(occasion, view);
      default:
        return this.#duties.decide(occasion, view);
    }
  }

  #remember(occasion: Occasion & { type: "wake" }, view: View): readonly Intent[] {
    const { matter, about } = occasion.note;
    if (matter === "pretend") return this.#pretend(about!, view);
    if (matter === "follow") return this.#follow(about!, view);
    return this.#duties.decide(occasion, view);
  }

  #consider(task: OpenTask, view: View): readonly Intent[] {
    const tempted = this.#temptations.bernoulli(this.#population.tryShare);
    const hindrance = this.#duties.hindrance(view);
    if (hindrance !== undefined) return hindrance;
    if (!tempted || !this.#population.models.includes(task.model)) return NOTHING;
    const { median, sigma } = this.#population.pretenceSeconds;
    return [wake(view.now + this.#pretences.lognormal(median, sigma), "pretend", task.id)];
  }

  #pretend(id: Hex, view: View): readonly Intent[] {
    const task = view.market.openTask(id);
    return task !== undefined && this.#duties.staking.fit(view)
      ? [this.#duties.commit(id, this.#invent(task, view), view)]
      : NOTHING;
  }

  /** An earlier answer of the model, where there is one and chance says so; a guess otherwise. */
  #invent(task: OpenTask, view: View): Hex {
    const stale = this.#inventions.bernoulli(this.#population.staleShare);
    const earlier = view.market.recent(task.model);
    if (stale && earlier.length > 0) return this.#inventions.pick(earlier).cid;
    return invented(this.#inventions);
  }

  #watch(contestation: Contestation, view: View): readonly Intent[] {
    const { minContestationVotePeriodTime: period } = view.protocol;
    return [
      remindSettle(contestation, view),
      ...(mayVote(contestation, this.address, view)
        ? [wake(contestation.submittedAt + period * HINDSIGHT, "follow", contestation.task.id)]
        : NOTHING),
    ];
  }

  /** Joins the larger side; a tie says nothing. */
  #follow(task: Hex, view: View): readonly Intent[] {
    const contestation = view.market.contestation(task);
    if (contestation === undefined || !mayVote(contestation, this.address, view)) return NOTHING;
    const lead = contestation.yeas.length - contestation.nays.length;
    return lead === 0 ? NOTHING : [send(engine.voteOnContestation(this.address, task, lead > 0))];
  }
}
