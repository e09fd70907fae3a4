/**
 * Malicious solvers are one group. A member places a false result, the others defend it with their votes; a member
 * contests a true solution, the others support it. Each withdraws once it has borne its losses.
 */
import type { Rng } from "../base/random.ts";
import type { Address } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { MaliciousPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, type Intent, type News, NOTHING, type Occasion, send } from "./agent.ts";
import { isContestable } from "./contesting.ts";
import { Duties } from "./duties.ts";
import type { Group } from "./group.ts";
import { invented } from "./invention.ts";
import { remindSettle } from "./settlement.ts";
import type { Contestation, OpenTask, View } from "./view.ts";
import { mayVote } from "./voting.ts";

export class Malicious implements Agent {
  readonly kind = "malicious";
  readonly name: string;
  readonly address: Address;
  readonly #population: MaliciousPopulation;
  readonly #group: Group;
  readonly #duties: Duties;
  readonly #falsehoods: Rng;
  readonly #attacks: Rng;
  readonly #inventions: Rng;
  /** Waits for the next open task to answer falsely. */
  #armed = false;

  constructor({ name, address, stream }: Birth, population: MaliciousPopulation, group: Group) {
    this.name = name;
    this.address = address;
    this.#population = population;
    this.#group = group;
    group.join(address);
    this.#duties = new Duties(address, population);
    this.#falsehoods = stream("falsehood");
    this.#attacks = stream("attack");
    this.#inventions = stream("invention");
  }

  follows(news: News): boolean {
    return news === "contestation" || (news === "task" && this.#armed);
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    switch (occasion.type) {
      case "start":
        return [...this.#nextLie(view), ...this.#nextAttack(view)];
      case "task":
        return this.#lie(occasion.task, view);
      case "contestation":
        return this.#side(occasion.contestation, view);
      case "wake":
        return this.#remember(occasion, view);
      default:
        return this.#duties.decide(occasion, view);
    }
  }

  #remember(occasion: Occasion & { type: "wake" }, view: View): readonly Intent[] {
    const { matter } = occasion.note;
    if (matter === "lie") return [...this.#arm(view), ...this.#nextLie(view)];
    if (matter === "attack") return [...this.#attack(view), ...this.#nextAttack(view)];
    return this.#duties.decide(occasion, view);
  }

  #nextLie(view: View): readonly Intent[] {
    return this.#duties.next("lie", this.#population.falsePerDay, this.#falsehoods, view);
  }

  #nextAttack(view: View): readonly Intent[] {
    return this.#duties.next("attack", this.#population.contestPerDay, this.#attacks, view);
  }

  /** Its other kind of deed may have made it leave already. */
  #hindrance(view: View): readonly Intent[] | undefined {
    return this.#duties.staking.phase === "in" ? this.#duties.hindrance(view) : NOTHING;
  }

  #arm(view: View): readonly Intent[] {
    const hindrance = this.#hindrance(view);
    if (hindrance !== undefined) return hindrance;
    for (const model of this.#population.models) {
      const [task] = view.market.bestOpen(model, 1);
      if (task !== undefined) return this.#lie(task, view);
    }
    this.#armed = true;
    return NOTHING;
  }

  #lie(task: OpenTask, view: View): readonly Intent[] {
    if (!this.#duties.staking.fit(view) || !this.#population.models.includes(task.model)) return NOTHING;
    this.#armed = false;
    return [this.#duties.commit(task.id, invented(this.#inventions), view)];
  }

  /** Contests the newest solution of a stranger that nobody contests and that is young enough. */
  #attack(view: View): readonly Intent[] {
    const hindrance = this.#hindrance(view);
    if (hindrance !== undefined) return hindrance;
    const model = this.#attacks.pick(this.#population.models);
    const target = view.market
      .recent(model)
      .find((solution) => !this.#group.includes(solution.solver) && isContestable(solution, view));
    return target === undefined ? NOTHING : [send(engine.submitContestation(this.address, target.id))];
  }

  /** Nay for a member's solution, yea for a member's contestation; of others' quarrels it keeps out. */
  #side(contestation: Contestation, view: View): readonly Intent[] {
    const defended = this.#group.includes(contestation.task.solver);
    const ours = defended || this.#group.includes(contestation.contester);
    if (!ours) return NOTHING;
    const vote = mayVote(contestation, this.address, view)
      ? [send(engine.voteOnContestation(this.address, contestation.task.id, !defended))]
      : NOTHING;
    return [...vote, remindSettle(contestation, view)];
  }
}
