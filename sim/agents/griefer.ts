/**
 * Griefers tie others' stakes. A member contests a true solution; the others keep out until the last moment and then vote
 * only if their votes turn the verdict, so that a lost attack costs one slash and a won one is paid by the victims.
 */
import type { Rng } from "../base/random.ts";
import type { Address, Hex } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { GrieferPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, type Intent, type News, NOTHING, type Occasion, send, wake } from "./agent.ts";
import { isContestable, MARGIN } from "./contesting.ts";
import { Duties } from "./duties.ts";
import type { Group } from "./group.ts";
import { remindSettle } from "./settlement.ts";
import type { Contestation, View } from "./view.ts";
import { mayVote } from "./voting.ts";

export class Griefer implements Agent {
  readonly kind = "griefer";
  readonly name: string;
  readonly address: Address;
  readonly #population: GrieferPopulation;
  readonly #group: Group;
  readonly #duties: Duties;
  readonly #attacks: Rng;

  constructor({ name, address, stream }: Birth, population: GrieferPopulation, group: Group) {
    this.name = name;
    this.address = address;
    this.#population = population;
    this.#group = group;
    group.join(address);
    this.#duties = new Duties(address, population);
    this.#attacks = stream("attack");
  }

  follows(news: News): boolean {
    return news === "contestation";
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    switch (occasion.type) {
      case "start":
        return this.#later(view);
      case "contestation":
        return this.#plot(occasion.contestation, view);
      case "wake":
        return this.#remember(occasion, view);
      default:
        return this.#duties.decide(occasion, view);
    }
  }

  #remember(occasion: Occasion & { type: "wake" }, view: View): readonly Intent[] {
    const { matter, about } = occasion.note;
    if (matter === "attack") return [...this.#attack(view), ...this.#later(view)];
    if (matter === "turn") return this.#turn(about!, view);
    return this.#duties.decide(occasion, view);
  }

  #later(view: View): readonly Intent[] {
    return this.#duties.next("attack", this.#population.attacksPerDay, this.#attacks, view);
  }

  /** Leaves when its losses are borne; otherwise contests the solution that hurts most. */
  #attack(view: View): readonly Intent[] {
    const hindrance = this.#duties.hindrance(view);
    if (hindrance !== undefined) return hindrance;
    const targets = this.#population.models
      .flatMap((model) => [...view.market.recent(model)])
      .filter((solution) => !this.#group.includes(solution.solver) && isContestable(solution, view));
    const vulnerable = targets.find(({ solver }) => this.#disables(solver, view));
    const target = vulnerable ?? targets[0];
    return target === undefined ? NOTHING : [send(engine.submitContestation(this.address, target.id))];
  }

  /** Whether one slash takes from a solver that may act the right to do so. */
  #disables(solver: Address, view: View): boolean {
    const { staked, pending } = view.market.validator(solver);
    const free = staked - pending;
    return free >= view.minimumStake && free - view.slash < view.minimumStake;
  }

  /** Remembers a member's case for the last moment. */
  #plot(contestation: Contestation, view: View): readonly Intent[] {
    if (!this.#group.includes(contestation.contester)) return NOTHING;
    const end = contestation.submittedAt + view.protocol.minContestationVotePeriodTime;
    return [wake(end - MARGIN, "turn", contestation.task.id), remindSettle(contestation, view)];
  }

  /** Votes yea if the members who have not voted outnumber the lead of the nays. */
  #turn(task: Hex, view: View): readonly Intent[] {
    const contestation = view.market.contestation(task);
    if (contestation === undefined || !mayVote(contestation, this.address, view)) return NOTHING;
    const { yeas, nays } = contestation;
    const reserve = this.#group.size - yeas.filter((voter) => this.#group.includes(voter)).length;
    return yeas.length + reserve > nays.length ? [send(engine.voteOnContestation(this.address, task, true))] : NOTHING;
  }
}
