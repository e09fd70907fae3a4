/**
 * Copycats compute nothing. They read the sequencer's queue, and send a stranger's result as their own with a tip that puts
 * it first. Where a solution needs a commitment they can only commit now and reveal if the original has failed by then.
 */
import type { Address, Hex } from "../base/types.ts";
import type { Action } from "../chain/port.ts";
import { parseDecimal } from "../scenarios/amounts.ts";
import type { CopycatPopulation } from "../scenarios/populations.ts";
import { type Agent, type Birth, type Intent, type News, NOTHING, type Occasion } from "./agent.ts";
import { Duties } from "./duties.ts";
import type { Group } from "./group.ts";
import type { OpenTask, View } from "./view.ts";

const GWEI_DECIMALS = 9;
/** How many tasks it remembers to have tried; older ones are solved by then. */
const MEMORY = 256;

export class Copycat implements Agent {
  readonly kind = "copycat";
  readonly watches = true;
  readonly name: string;
  readonly address: Address;
  readonly #population: CopycatPopulation;
  readonly #group: Group;
  readonly #duties: Duties;
  readonly #tip: bigint;
  readonly #tried = new Set<Hex>();

  constructor({ name, address }: Birth, population: CopycatPopulation, group: Group) {
    this.name = name;
    this.address = address;
    this.#population = population;
    this.#group = group;
    group.join(address);
    this.#duties = new Duties(address, population);
    this.#tip = parseDecimal(population.tipGwei, GWEI_DECIMALS);
  }

  /** Verdicts on its own solutions alone concern it. */
  follows(news: News): boolean {
    return news === "contestation";
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    switch (occasion.type) {
      case "pending":
        return this.#read(occasion.action, view);
      case "receipt":
        return this.#hasten(this.#duties.decide(occasion, view));
      default:
        return this.#duties.decide(occasion, view);
    }
  }

  /** Copies a stranger's solution of an open task when the prize is worth the gas. */
  #read({ from, method, args }: Action, view: View): readonly Intent[] {
    if (method !== "submitSolution" || this.#group.includes(from)) return NOTHING;
    const [id, cid] = args as [Hex, Hex];
    const task = view.market.openTask(id);
    if (task === undefined || this.#tried.has(id) || !this.#population.models.includes(task.model)) return NOTHING;
    const hindrance = this.#duties.hindrance(view);
    if (hindrance !== undefined) return hindrance;
    if (!this.#pays(task, view)) return NOTHING;
    this.#remember(id);
    return this.#hasten([this.#duties.commit(id, cid, view)]);
  }

  #remember(task: Hex): void {
    this.#tried.add(task);
    if (this.#tried.size > MEMORY) this.#tried.delete(this.#tried.values().next().value!);
  }

  /** Whether fee and reward are worth what a solution and its claim cost; what the tip adds it learns from its bills. */
  #pays(task: OpenTask, view: View): boolean {
    const prize = (task.netFee + view.market.rewardOf(task.model)) * view.aiusUsd;
    return prize > view.gasUsd("signalCommitment") + view.gasUsd("submitSolution") + view.gasUsd("claimSolution");
  }

  /** What must come first is sent with the tip. */
  #hasten(intents: readonly Intent[]): readonly Intent[] {
    return intents.map((intent) =>
      intent.type === "send" && RACES.has(intent.action.method) ? { ...intent, tip: this.#tip } : intent,
    );
  }
}

/** Actions in which the first one wins. */
const RACES: ReadonlySet<string> = new Set(["signalCommitment", "submitSolution"]);
