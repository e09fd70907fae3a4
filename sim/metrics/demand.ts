/** Demand against the demand that keeps emission on its schedule. */
import { MINING_ALLOCATION, type Seconds, WAD, type Wei } from "../base/types.ts";
import { measuredSupply } from "../ledger/books.ts";
import type { Happening } from "../ledger/happening.ts";
import type { BlockRecord, EndRecord, GenesisRecord } from "../ledger/records.ts";
import type { Scene } from "../ledger/scene.ts";
import { scheduledSupply } from "../ledger/schedule.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { count, meanOf, ratio, shareOf } from "./units.ts";

const SOURCE =
  "protocol section 5: S - target halves yearly, and a reward on target is (S - supply) / S times the rate";

/**
 * On target a task is rewarded `(S - supply) / S * rate`, so that over the run's time
 * `(target(end) - target(start)) * S / ((S - supply) * rate)` tasks keep it there.
 */
export class DemandFold implements MetricFold {
  readonly #scene: () => Scene | undefined;
  #tasks = 0;
  #rates = 0n;
  #start: Seconds = 0;
  #end: Seconds = 0;
  /** The engine's measure after the set-up. */
  #supply: Wei = 0n;

  constructor(scene: () => Scene | undefined) {
    this.#scene = scene;
  }

  genesis({ start }: GenesisRecord): void {
    this.#start = start;
  }

  end({ timestamp }: EndRecord): void {
    this.#end = timestamp;
  }

  block({ phase, timestamp }: BlockRecord): void {
    this.#end = timestamp;
    if (phase === "setup") this.#supply = measuredSupply(this.#scene()!.books.engineBalance);
  }

  happening({ kind, task }: Happening): void {
    if (kind !== "submitted") return;
    this.#tasks++;
    this.#rates += this.#scene()!.models.get(task.model)?.rate ?? 0n;
  }

  #needed(): bigint {
    const startedAt = this.#scene()?.startedAt ?? this.#start;
    const growth = scheduledSupply(this.#end - startedAt) - scheduledSupply(this.#start - startedAt);
    const reward = ((MINING_ALLOCATION - this.#supply) * meanOf(this.#rates, this.#tasks)) / MINING_ALLOCATION;
    return meanOf(growth, reward);
  }

  metrics(): readonly Metric[] {
    if (this.#end <= this.#start) return [];
    const needed = this.#needed();
    return [
      count("demand.tasks", this.#tasks, "Tasks submitted.", "the engine's events"),
      count("demand.on_target", needed, "Tasks that would have kept emission on its schedule at multiplier 1.", SOURCE),
      ratio("demand.to_target", shareOf(this.#tasks, needed), "Tasks submitted over tasks needed.", SOURCE),
      ratio(
        "demand.mean_rate",
        (meanOf(this.#rates, this.#tasks) * 1_000_000n) / WAD,
        "Mean rate of the tasks' models.",
        "models",
      ),
    ];
  }
}
