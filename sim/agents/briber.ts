/**
 * Bribers answer dear tasks falsely, promise whoever votes for the falsehood a bribe, and pay once the vote is over: by a
 * plain transfer, which every later voter can look up.
 */
import type { Rng } from "../base/random.ts";
import type { Address, Hex, Wei } from "../base/types.ts";
import { token } from "../chain/actions.ts";
import { parseWad } from "../scenarios/amounts.ts";
import type { BriberPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, type Intent, type News, NOTHING, type Occasion, send } from "./agent.ts";
import type { Bribes } from "./bribes.ts";
import { Duties } from "./duties.ts";
import { invented } from "./invention.ts";
import { remindSettle, settlement, winnersOf } from "./settlement.ts";
import type { Contestation, OpenTask, View } from "./view.ts";

/** Open tasks of a model, by fee, that it looks at. */
const CANDIDATES = 4;

export class Briber implements Agent {
  readonly kind = "briber";
  readonly name: string;
  readonly address: Address;
  readonly #population: BriberPopulation;
  readonly #bribes: Bribes;
  readonly #duties: Duties;
  readonly #falsehoods: Rng;
  readonly #inventions: Rng;
  readonly #scruples: Rng;
  readonly #perVote: Wei;
  /** Waits for the next task that pays. */
  #armed = false;

  constructor({ name, address, stream }: Birth, population: BriberPopulation, bribes: Bribes) {
    this.name = name;
    this.address = address;
    this.#population = population;
    this.#bribes = bribes;
    this.#duties = new Duties(address, population);
    this.#falsehoods = stream("falsehood");
    this.#inventions = stream("invention");
    this.#scruples = stream("scruple");
    this.#perVote = parseWad(population.bribeAius);
  }

  follows(news: News): boolean {
    return news === "contestation" || (news === "task" && this.#armed);
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    switch (occasion.type) {
      case "start":
        return this.#later(view);
      case "task":
        return this.#pays(occasion.task, view) ? this.#lie(occasion.task, view) : NOTHING;
      case "contestation":
        return this.#offer(occasion.contestation, view);
      case "wake":
        return this.#remember(occasion, view);
      default:
        return this.#duties.decide(occasion, view);
    }
  }

  #remember(occasion: Occasion & { type: "wake" }, view: View): readonly Intent[] {
    const { matter, about } = occasion.note;
    if (matter === "lie") return [...this.#arm(view), ...this.#later(view)];
    if (matter === "settle") return this.#close(about!, view);
    return this.#duties.decide(occasion, view);
  }

  #later(view: View): readonly Intent[] {
    return this.#duties.next("lie", this.#population.falsePerDay, this.#falsehoods, view);
  }

  /** Leaves when its losses are borne; otherwise answers the dearest open task that pays, or the next that comes. */
  #arm(view: View): readonly Intent[] {
    const hindrance = this.#duties.hindrance(view);
    if (hindrance !== undefined) return hindrance;
    const task = this.#population.models
      .flatMap((model) => [...view.market.bestOpen(model, CANDIDATES)])
      .find((candidate) => this.#pays(candidate, view));
    if (task !== undefined) return this.#lie(task, view);
    this.#armed = true;
    return NOTHING;
  }

  /** Whether fee and reward are worth more than all the bribes that it may have to pay. */
  #pays(task: OpenTask, view: View): boolean {
    if (!this.#population.models.includes(task.model)) return false;
    return (
      task.netFee + view.market.rewardOf(task.model) > Number(this.#perVote) * 1e-18 * this.#population.votesSought
    );
  }

  #lie(task: OpenTask, view: View): readonly Intent[] {
    if (!this.#duties.staking.fit(view)) return NOTHING;
    this.#armed = false;
    return [this.#duties.commit(task.id, invented(this.#inventions), view)];
  }

  /** Its falsehood is contested: promises bribes as far as its wallet goes. */
  #offer(contestation: Contestation, view: View): readonly Intent[] {
    const { task, slash } = contestation;
    if (task.solver !== this.address) return NOTHING;
    const { insured, votesSought } = this.#population;
    const most = this.#perVote + (insured ? slash : 0n);
    const affordable = most === 0n ? votesSought : Number(view.wallet / most);
    const seats = Math.min(votesSought, affordable);
    this.#bribes.promise(task.id, { briber: this.address, perVote: this.#perVote, insured, seats });
    return [remindSettle(contestation, view)];
  }

  /** The vote is over: pays those who voted as agreed, if it keeps its promise, and settles what it has won. */
  #close(id: Hex, view: View): readonly Intent[] {
    const contestation = view.market.contestation(id);
    const offer = this.#bribes.offer(id);
    const payments = contestation === undefined || offer === undefined ? NOTHING : this.#pay(contestation, view);
    return [...payments, ...settlement({ matter: "settle", about: id }, this.address, view)];
  }

  #pay(contestation: Contestation, view: View): readonly Intent[] {
    const { task, nays, slash } = contestation;
    const won = winnersOf(contestation) === nays;
    const amount = this.#perVote + (this.#population.insured && !won ? slash : 0n);
    const keeps = this.#scruples.bernoulli(this.#population.keepsShare);
    const takers = this.#bribes.close(task.id, amount).filter((taker) => nays.includes(taker));
    if (!keeps) return NOTHING;
    const payable = amount === 0n ? 0 : Number(view.wallet / amount);
    return takers.slice(0, payable).map((taker) => send(token.transfer(this.address, taker, amount)));
  }
}
