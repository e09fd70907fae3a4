/** Users ask for results: Poisson demand, lognormal fees. What nobody solves they take back. */
import type { Rng } from "../base/random.ts";
import { type Address, DAY, type Hex, type Seconds, type Wei } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import { parseWad } from "../scenarios/amounts.ts";
import type { UserPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, type Intent, NOTHING, type Occasion, send, wake } from "./agent.ts";
import type { View } from "./view.ts";

const MILLION = 1_000_000n;
const FOREVER = Number.POSITIVE_INFINITY;

/** One kind of demand with its own streams, so that a change in one does not shift another. */
interface Wish {
  readonly model: string;
  readonly meanGap: number;
  /** Days from the start of the run. */
  readonly fromDays: number;
  readonly untilDays: number;
  readonly medianFee: Wei;
  readonly sigma: number;
  readonly arrivals: Rng;
  readonly fees: Rng;
  readonly inputs: Rng;
}

export class User implements Agent {
  readonly kind = "user";
  readonly name: string;
  readonly address: Address;
  readonly #wishes: readonly Wish[];
  readonly #population: UserPopulation;
  #start: Seconds = 0;

  constructor({ name, address, stream }: Birth, population: UserPopulation) {
    this.name = name;
    this.address = address;
    this.#population = population;
    this.#wishes = population.demand.map(({ model, tasksPerDay, fee, fromDays = 0, untilDays = FOREVER }, index) => ({
      model,
      meanGap: DAY / tasksPerDay,
      fromDays,
      untilDays,
      medianFee: parseWad(fee.medianAius),
      sigma: fee.sigma,
      arrivals: stream(`arrivals/${index}`),
      fees: stream(`fees/${index}`),
      inputs: stream(`inputs/${index}`),
    }));
  }

  follows(): boolean {
    return false;
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    if (occasion.type === "start") return this.#begin(view);
    if (occasion.type === "receipt") return this.#remember(occasion, view);
    if (occasion.type !== "wake") return NOTHING;
    const { matter, about } = occasion.note;
    if (matter === "retract") return this.#retract(about!, view);
    const index = Number(matter);
    return [...this.#ask(this.#wishes[index]!, view), ...this.#nextArrival(index, view.now)];
  }

  #begin(view: View): readonly Intent[] {
    this.#start = view.now;
    return this.#wishes.flatMap(({ fromDays }, index) => this.#nextArrival(index, view.now + fromDays * DAY));
  }

  /** The next arrival after that moment, unless the demand has ended by then. */
  #nextArrival(index: number, after: Seconds): readonly Intent[] {
    const { arrivals, meanGap, untilDays } = this.#wishes[index]!;
    const at = after + arrivals.exponential(meanGap);
    return at < this.#start + untilDays * DAY ? [wake(at, String(index))] : NOTHING;
  }

  /** Draws fee and input in any case, so that an empty wallet does not shift later draws. */
  #ask(wish: Wish, view: View): readonly Intent[] {
    const model = view.market.model(wish.model);
    const factor = BigInt(Math.round(wish.fees.lognormal(1, wish.sigma) * Number(MILLION)));
    const fee = model.fee + (wish.medianFee * factor) / MILLION;
    const input = wish.inputs.bytes(this.#population.inputBytes);
    if (view.wallet < fee) return NOTHING;
    return [send(engine.submitTask(this.address, 0n, this.address, model.id, fee, input))];
  }

  #remember(occasion: Occasion & { type: "receipt" }, view: View): readonly Intent[] {
    if (occasion.action.method !== "submitTask" || !occasion.receipt.ok) return NOTHING;
    const task = occasion.receipt.events.find(({ name }) => name === "TaskSubmitted")!.args["id"] as Hex;
    const wait = Math.max(this.#population.retractAfterSeconds, view.protocol.minRetractionWaitTime + 1);
    return [wake(view.now + wait, "retract", task)];
  }

  #retract(task: Hex, view: View): readonly Intent[] {
    return view.market.openTask(task) === undefined ? NOTHING : [send(engine.retractTask(this.address, task))];
  }
}
