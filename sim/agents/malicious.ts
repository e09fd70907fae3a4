/**
 * Malicious solvers are one group. A member places a false result, the others defend it with their votes; a member
 * contests a true solution, the others support it. Each withdraws once it has borne its losses.
 */
import type { Rng } from "../base/random.ts";
import { type Address, DAY } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import { parseWad } from "../scenarios/amounts.ts";
import type { MaliciousPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, type Intent, type News, NOTHING, type Occasion, send, wake } from "./agent.ts";
import type { Group } from "./group.ts";
import { invented } from "./invention.ts";
import { Reveal } from "./reveal.ts";
import { remindSettle, settlement } from "./settlement.ts";
import { Staking } from "./staking.ts";
import type { Contestation, OpenTask, View } from "./view.ts";
import { mayVote } from "./voting.ts";

/** Seconds that a contestation needs to arrive in time. */
const MARGIN = 5;

export class Malicious implements Agent {
  readonly kind = "malicious";
  readonly name: string;
  readonly address: Address;
  readonly #population: MaliciousPopulation;
  readonly #group: Group;
  readonly #staking: Staking;
  readonly #reveal: Reveal;
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
    this.#staking = new Staking(address, parseWad(population.stakeAius), "in");
    this.#reveal = new Reveal(address);
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
        return [
          ...this.#later("lie", this.#falsehoods, this.#population.falsePerDay, view),
          ...this.#later("attack", this.#attacks, this.#population.contestPerDay, view),
        ];
      case "task":
        return this.#lie(occasion.task, view);
      case "contestation":
        return this.#side(occasion.contestation, view);
      case "receipt":
        return [...this.#reveal.decide(occasion, view), ...this.#staking.decide(occasion, view)];
      case "wake":
        return this.#remember(occasion, view);
      default:
        return NOTHING;
    }
  }

  #remember(occasion: Occasion & { type: "wake" }, view: View): readonly Intent[] {
    const { matter } = occasion.note;
    if (matter === "withdraw") return this.#staking.decide(occasion, view);
    if (matter === "lie") {
      return [...this.#arm(view), ...this.#later("lie", this.#falsehoods, this.#population.falsePerDay, view)];
    }
    if (matter === "attack") {
      return [...this.#attack(view), ...this.#later("attack", this.#attacks, this.#population.contestPerDay, view)];
    }
    return settlement(occasion.note, this.address, view);
  }

  #later(matter: string, chance: Rng, perDay: number, view: View): readonly Intent[] {
    if (perDay === 0 || this.#staking.phase !== "in") return NOTHING;
    return [wake(view.now + chance.exponential(DAY / perDay), matter)];
  }

  /** Leaves when its losses are borne; otherwise makes sure that it can act. */
  #prepare(view: View): readonly Intent[] | undefined {
    if (this.#staking.phase !== "in") return NOTHING;
    if (view.own.votesLost > this.#population.lossesBorne) return this.#staking.leave(view);
    return this.#staking.fit(view) ? undefined : this.#staking.topUp(view);
  }

  #arm(view: View): readonly Intent[] {
    const hindrance = this.#prepare(view);
    if (hindrance !== undefined) return hindrance;
    for (const model of this.#population.models) {
      const [task] = view.market.bestOpen(model, 1);
      if (task !== undefined) return this.#lie(task, view);
    }
    this.#armed = true;
    return NOTHING;
  }

  #lie(task: OpenTask, view: View): readonly Intent[] {
    if (!this.#staking.fit(view) || !this.#population.models.includes(task.model)) return NOTHING;
    this.#armed = false;
    return [this.#reveal.commit(task.id, invented(this.#inventions), view)];
  }

  /** Contests the newest solution of a stranger that nobody contests and that is young enough. */
  #attack(view: View): readonly Intent[] {
    const hindrance = this.#prepare(view);
    if (hindrance !== undefined) return hindrance;
    const model = this.#attacks.pick(this.#population.models);
    const target = view.market
      .recent(model)
      .find(
        ({ id, solver, solvedAt }) =>
          !this.#group.includes(solver) &&
          view.market.solution(id) !== undefined &&
          view.market.contestation(id) === undefined &&
          view.now + MARGIN < solvedAt + view.protocol.minClaimSolutionTime,
      );
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
