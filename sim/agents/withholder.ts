/** Withholders compute like honest solvers and tell the chain the truth, but never publish the content behind it. */
import type { Address, Hex } from "../base/types.ts";
import type { WithholderPopulation } from "../scenarios/populations.ts";
import type { Agent, Birth, Intent, News, Occasion } from "./agent.ts";
import { Honest } from "./honest.ts";
import type { View } from "./view.ts";

export class Withholder implements Agent {
  readonly kind = "withholder";
  readonly name: string;
  readonly address: Address;
  readonly #solver: Honest;

  constructor(birth: Birth, population: WithholderPopulation) {
    this.name = birth.name;
    this.address = birth.address;
    this.#solver = new Honest(birth, { ...population, kind: "honest" });
  }

  follows(news: News): boolean {
    return this.#solver.follows(news);
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    const intents = this.#solver.decide(occasion, view);
    const solved =
      occasion.type === "receipt" && occasion.action.method === "submitSolution" && occasion.receipt.ok
        ? (occasion.action.args[0] as Hex)
        : undefined;
    return solved === undefined ? intents : [{ type: "withhold", task: solved }, ...intents];
  }
}
