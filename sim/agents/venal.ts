/**
 * Venal voters are honest solvers with a price. They take a bribe when it is worth more to them than what they expect to
 * lose by the vote; how far they trust a promise they learn from what was paid to them before.
 */
import type { Address, Hex } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { VenalPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, type Intent, type News, NOTHING, type Occasion, send, wake } from "./agent.ts";
import type { Bribes, Offer } from "./bribes.ts";
import { Honest } from "./honest.ts";
import type { Contestation, View } from "./view.ts";
import { mayVote } from "./voting.ts";

/** Seconds from a contestation to the decision: offers come first. */
const RECONSIDER = 60;
/** How many slashes of promises the first trust is worth. */
const CREDIT = 2;

export class Venal implements Agent {
  readonly kind = "venal";
  readonly name: string;
  readonly address: Address;
  readonly #population: VenalPopulation;
  readonly #bribes: Bribes;
  readonly #conscience: Honest;
  /** Who has promised it something. */
  readonly #bribers = new Set<Address>();

  constructor(birth: Birth, population: VenalPopulation, bribes: Bribes) {
    this.name = birth.name;
    this.address = birth.address;
    this.#population = population;
    this.#bribes = bribes;
    this.#conscience = new Honest(birth, { ...population, kind: "honest" });
  }

  follows(news: News): boolean {
    return this.#conscience.follows(news);
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    if (occasion.type === "contestation") {
      return [wake(view.now + RECONSIDER, "offer", occasion.contestation.task.id)];
    }
    if (occasion.type === "wake" && occasion.note.matter === "offer") return this.#weigh(occasion.note.about!, view);
    return this.#conscience.decide(occasion, view);
  }

  /** Takes an offer that pays and votes as agreed; votes by conscience otherwise. */
  #weigh(task: Hex, view: View): readonly Intent[] {
    const contestation = view.market.contestation(task);
    if (contestation === undefined) return NOTHING;
    const offer = this.#bribes.offer(task);
    const open = offer !== undefined && mayVote(contestation, this.address, view);
    if (open && this.#pays(offer, contestation, view) && this.#bribes.take(task, this.address)) {
      this.#bribers.add(offer.briber);
      return [send(engine.voteOnContestation(this.address, task, false))];
    }
    return this.#conscience.decide({ type: "contestation", contestation }, view);
  }

  /** The bribe by its trust, against the slash by the chance of losing it; an insured one only as far as it distrusts. */
  #pays(offer: Offer, contestation: Contestation, view: View): boolean {
    const trust = this.trust(view);
    const slash = Number(contestation.slash);
    const loss = this.chanceOfLosing(offer, contestation, view) * slash * (offer.insured ? 1 - trust : 1);
    return trust * Number(offer.perVote) > loss;
  }

  /** Yeas to be expected of all votes to be expected, if every bribe that is offered is taken. */
  chanceOfLosing({ seats }: Offer, { task, yeas, nays }: Contestation, view: View): number {
    const against = Math.max(yeas.length, view.market.turnout);
    const bribed = nays.length + Math.max(1, seats - this.#bribes.takers(task.id).length);
    return against / (against + bribed);
  }

  /** Share of what it was promised that it was paid, and its first trust beside that. */
  trust(view: View): number {
    const credit = CREDIT * Number(view.slash);
    let paid = 0;
    for (const briber of this.#bribers) paid += Number(view.market.transferred(briber, this.address));
    return (paid + this.#population.trustShare * credit) / (Number(this.#bribes.owed(this.address)) + credit);
  }
}
