/**
 * Stewards are honest solvers who hold that an answer nobody can read is none: they try to fetch others' solutions, contest
 * those whose content does not appear, and vote against them whatever the CID says.
 */
import type { Rng } from "../base/random.ts";
import type { Address, Hex } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { StewardPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, type Intent, type News, NOTHING, type Occasion, send, wake } from "./agent.ts";
import { mayContest } from "./contesting.ts";
import { Honest } from "./honest.ts";
import { remindSettle } from "./settlement.ts";
import type { SolvedTask, View } from "./view.ts";
import { mayVote } from "./voting.ts";

export class Steward implements Agent {
  readonly kind = "steward";
  readonly name: string;
  readonly address: Address;
  readonly #population: StewardPopulation;
  readonly #solver: Honest;
  readonly #samples: Rng;

  constructor(birth: Birth, population: StewardPopulation) {
    this.name = birth.name;
    this.address = birth.address;
    this.#population = population;
    this.#solver = new Honest(birth, { ...population, kind: "honest" });
    this.#samples = birth.stream("fetching");
  }

  follows(news: News): boolean {
    return this.#solver.follows(news);
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    if (occasion.type === "solution") {
      return [...this.#sample(occasion.solution, view), ...this.#solver.decide(occasion, view)];
    }
    if (occasion.type === "wake" && occasion.note.matter === "fetch") return this.#fetch(occasion.note.about!, view);
    if (occasion.type === "contestation" && !view.fetch(occasion.contestation.task.id)) {
      return this.#condemn(occasion.contestation.task.id, view);
    }
    return this.#solver.decide(occasion, view);
  }

  /** Looks for the content of a share of others' solutions, after the time it may take to spread. */
  #sample(solution: SolvedTask, view: View): readonly Intent[] {
    const drawn = this.#samples.bernoulli(this.#population.fetchShare);
    if (!drawn || solution.solver === this.address) return NOTHING;
    return [wake(view.now + this.#population.patienceSeconds, "fetch", solution.id)];
  }

  /** Contests what it cannot fetch, in time and with the stake to do so. */
  #fetch(id: Hex, view: View): readonly Intent[] {
    const solution = view.market.solution(id);
    if (solution === undefined || view.fetch(id)) return NOTHING;
    if (view.market.contestation(id) !== undefined) return this.#condemn(id, view);
    return mayContest(solution, view) ? [send(engine.submitContestation(this.address, id))] : NOTHING;
  }

  #condemn(id: Hex, view: View): readonly Intent[] {
    const contestation = view.market.contestation(id)!;
    const settle = remindSettle(contestation, view);
    return mayVote(contestation, this.address, view)
      ? [send(engine.voteOnContestation(this.address, id, true)), settle]
      : [settle];
  }
}
