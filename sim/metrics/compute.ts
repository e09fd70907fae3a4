/** What computing cost, and what for. */
import type { NanoUsd } from "../base/types.ts";
import type { Happening } from "../ledger/happening.ts";
import type { ComputeRecord } from "../ledger/records.ts";
import { Line } from "./line.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { count, meanOf, ratio, seconds, shareOf, usd } from "./units.ts";

const BOOKED = "computations booked by agents, at the calibration's costs";
const PURPOSES = ["solve", "verify", "vote"] as const;

export class ComputeFold implements MetricFold {
  readonly #line = new Line("compute.cost", "USD", 9);
  readonly lines = [this.#line];
  readonly #count = { solve: 0, verify: 0, vote: 0 };
  readonly #cost = { solve: 0n, verify: 0n, vote: 0n };
  #solved = 0;
  #milliseconds = 0;
  #joules = 0;

  compute({ purpose, milliseconds, joules, cost }: ComputeRecord): void {
    this.#count[purpose]++;
    this.#cost[purpose] += cost;
    this.#milliseconds += milliseconds;
    this.#joules += joules;
  }

  happening({ kind }: Happening): void {
    if (kind === "solved") this.#solved++;
  }

  get #total(): NanoUsd {
    return this.#cost.solve + this.#cost.verify + this.#cost.vote;
  }

  sample(): void {
    this.#line.push(this.#total);
  }

  metrics(): readonly Metric[] {
    const number = this.#count.solve + this.#count.verify + this.#count.vote;
    return [
      count("compute.count", number, "Computations booked.", BOOKED),
      usd("compute.cost", this.#total, "What they cost.", BOOKED),
      usd("compute.cost.mean", meanOf(this.#total, number), "Mean cost of a computation.", BOOKED),
      seconds("compute.time", Math.floor(this.#milliseconds / 1000), "Machine time they took.", BOOKED),
      count("compute.joules", Math.floor(this.#joules), "Energy they took, in joules.", BOOKED),
      ratio(
        "compute.per_solution",
        shareOf(this.#count.solve, this.#solved),
        "Computations to solve for every solution that was first: what the race wastes.",
        BOOKED,
      ),
      ...PURPOSES.flatMap((purpose) => [
        count(`compute.count.${purpose}`, this.#count[purpose], `Computations booked to ${purpose}.`, BOOKED),
        usd(`compute.cost.${purpose}`, this.#cost[purpose], `Cost of computing to ${purpose}.`, BOOKED),
      ]),
    ];
  }
}
