/**
 * Farmers ask themselves. They submit tasks at the lowest fee that the model allows, for the reward that a solution earns,
 * and answer by whatever is cheaper: an invention, at the risk of a slash, or the computation.
 */
import type { Rng } from "../base/random.ts";
import type { Address, Hex } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { FarmerPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, compute, type Intent, type News, NOTHING, type Occasion, send } from "./agent.ts";
import { Duties } from "./duties.ts";
import { Experience } from "./experience.ts";
import { invented } from "./invention.ts";
import type { View } from "./view.ts";

/** How many inventions of experience the first belief in being caught is worth. */
const CONVICTION = 20;
/** Calls that turn a task of one's own into a reward. */
const CALLS = ["submitTask", "signalCommitment", "submitSolution", "claimSolution"] as const;

/** How to answer a task of one's own, and what that promises in USD. */
interface Plan {
  readonly model: string;
  readonly computes: boolean;
  readonly profit: number;
}

export class Farmer implements Agent {
  readonly kind = "farmer";
  readonly name: string;
  readonly address: Address;
  readonly #population: FarmerPopulation;
  readonly #duties: Duties;
  readonly #experience = new Experience();
  readonly #sowing: Rng;
  readonly #inventions: Rng;
  /** Answers that it has invented so far. */
  #invented = 0;
  /** The plan for the task under way: one at a time. */
  #plan: Plan | undefined;

  constructor({ name, address, stream }: Birth, population: FarmerPopulation) {
    this.name = name;
    this.address = address;
    this.#population = population;
    this.#duties = new Duties(address, population);
    this.#sowing = stream("sowing");
    this.#inventions = stream("invention");
  }

  follows(news: News): boolean {
    return news === "contestation";
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    switch (occasion.type) {
      case "start":
        return this.#later(view);
      case "computed":
        return this.#answer(occasion.task, occasion.cid, view);
      case "receipt":
        return this.#followUp(occasion, view);
      case "wake":
        return this.#remember(occasion, view);
      default:
        return this.#duties.decide(occasion, view);
    }
  }

  #remember(occasion: Occasion & { type: "wake" }, view: View): readonly Intent[] {
    const { matter } = occasion.note;
    if (matter === "sow") return [...this.#sow(view), ...this.#later(view)];
    return this.#duties.decide(occasion, view);
  }

  #later(view: View): readonly Intent[] {
    return this.#duties.next("sow", this.#population.tasksPerDay, this.#sowing, view);
  }

  /** Submits a task to itself if the best way to answer it pays, and none is under way. */
  #sow(view: View): readonly Intent[] {
    const hindrance = this.#duties.hindrance(view);
    if (hindrance !== undefined) return hindrance;
    const plan = this.#best(view);
    if (this.#plan !== undefined || plan === undefined) return NOTHING;
    const model = view.market.model(plan.model);
    if (view.wallet < model.fee) return NOTHING;
    this.#plan = plan;
    const input = this.#sowing.bytes(this.#population.inputBytes);
    return [send(engine.submitTask(this.address, 0n, this.address, model.id, model.fee, input))];
  }

  #best(view: View): Plan | undefined {
    const plans = this.#population.models.flatMap((model) => [
      this.#plans(model, false, view),
      this.#plans(model, true, view),
    ]);
    const best = plans.reduce((a, b) => (b.profit > a.profit ? b : a));
    return best.profit > 0 ? best : undefined;
  }

  /** Reward, less the model's fee and gas, less the fine to be expected or the computation, which others may outrun. */
  #plans(model: string, computes: boolean, view: View): Plan {
    const fee = Number(view.market.model(model).fee) * 1e-18 * view.aiusUsd;
    const gas = CALLS.reduce((sum, call) => sum + view.gasUsd(call), 0);
    const reward = view.market.rewardOf(model) * view.aiusUsd;
    const chance = computes ? this.#experience.temper(model, 1, view.now) : 1 - this.caughtShare(view);
    const answer = computes ? view.machine(model).cost : this.caughtShare(view) * this.#fine(view);
    return { model, computes, profit: chance * reward - fee - gas - answer };
  }

  #fine(view: View): number {
    return Number(view.slash) * 1e-18 * view.aiusUsd;
  }

  /** Share of its inventions that it expects to be refuted: a first belief, corrected by its own record. */
  caughtShare(view: View): number {
    return (view.own.convictions + this.#population.caughtShare * CONVICTION) / (this.#invented + CONVICTION);
  }

  #followUp(occasion: Occasion & { type: "receipt" }, view: View): readonly Intent[] {
    const { action, receipt } = occasion;
    if (action.method === "submitTask") return this.#begin(occasion, view);
    this.#experience.heed(action, receipt, view);
    return this.#duties.decide(occasion, view);
  }

  /** Its task stands: answers it at once, or starts to compute. */
  #begin({ receipt }: Occasion & { type: "receipt" }, view: View): readonly Intent[] {
    const plan = this.#plan!;
    const event = receipt.ok ? receipt.events.find(({ name }) => name === "TaskSubmitted") : undefined;
    if (event === undefined) {
      this.#plan = undefined;
      return NOTHING;
    }
    const task = event.args["id"] as Hex;
    if (!plan.computes) {
      this.#plan = undefined;
      this.#invented += 1;
      return [this.#duties.commit(task, invented(this.#inventions), view)];
    }
    this.#experience.begin(plan.model, 1, view.now);
    return view.market.openTask(task) === undefined ? this.#drop() : [compute(task, "solve")];
  }

  #drop(): readonly Intent[] {
    this.#plan = undefined;
    return NOTHING;
  }

  #answer(task: Hex, cid: Hex, view: View): readonly Intent[] {
    this.#plan = undefined;
    const open = view.market.openTask(task) !== undefined && this.#duties.staking.fit(view);
    return open ? [this.#duties.commit(task, cid, view)] : NOTHING;
  }
}
