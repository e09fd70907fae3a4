/** Transactions, reverts by error, gas. */
import type { NanoUsd } from "../base/types.ts";
import type { BlockRecord, Step } from "../ledger/records.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { count, usd } from "./units.ts";

const STEPS = "the run's actions, without the set-up";

export class ActivityFold implements MetricFold {
  #blocks = 0;
  #actions = 0;
  #reverts = 0;
  #gas = 0;
  #gasCost: NanoUsd = 0n;
  #calls = new Map<string, number>();
  #errors = new Map<string, number>();

  block({ phase, steps }: BlockRecord): void {
    if (phase === "setup") return;
    this.#blocks++;
    for (const step of steps) this.#readStep(step);
  }

  #readStep({ action, outcome, gas, gasCost }: Step): void {
    this.#actions++;
    this.#gas += gas;
    this.#gasCost += gasCost;
    increment(this.#calls, action.method);
    if (outcome.ok) return;
    this.#reverts++;
    increment(this.#errors, outcome.error);
  }

  metrics(): readonly Metric[] {
    return [
      count("blocks", this.#blocks, "Blocks of the run, without the set-up.", STEPS),
      count("transactions", this.#actions, "Actions sent to the chain.", STEPS),
      count("reverts", this.#reverts, "Actions that failed.", STEPS),
      count("gas", this.#gas, "Gas charged from the gas table.", STEPS),
      usd("gas.cost", this.#gasCost, "What that gas cost at the prices of the moment.", STEPS),
      ...named("transactions", this.#calls, "Calls of"),
      ...named("reverts", this.#errors, "Actions that failed with"),
    ];
  }
}

const increment = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Sorted by name, so that the order does not hang on what happened first. */
const named = (path: string, counts: ReadonlyMap<string, number>, text: string): readonly Metric[] =>
  [...counts.keys()].sort().map((name) => count(`${path}.${name}`, counts.get(name)!, `${text} ${name}.`, STEPS));
