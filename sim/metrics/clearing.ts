/** The fee market: which fees were served, and how long they waited. */
import type { Wei } from "../base/types.ts";
import type { Happening } from "../ledger/happening.ts";
import type { Distribution, Metric, MetricFold } from "./metric.ts";
import { aius, meanOf, ratio, seconds, shareOf } from "./units.ts";

const EVENTS = "the engine's events";
/** Fees are told apart by quarters of a doubling, from a millionth of an AIUS. */
const UNIT: Wei = 10n ** 12n;
/** A fee clears the market when this share of the tasks that offer at least as much is solved, in percent. */
const CLEARED = 95;

interface Bin {
  submitted: number;
  solved: number;
  /** Taken back or solved: how it ended is known. */
  ended: number;
  /** Seconds until the solution, summed. */
  waited: number;
}

/** Quarters: 4, 5, 6 and 7 units, then 8, 10, 12 and 14, and so on; below 4 units each its own. */
const binOf = (fee: Wei): number => {
  const units = fee / UNIT;
  if (units < 4n) return Number(units);
  const doubling = units.toString(2).length - 3;
  return 4 * doubling + Number(units >> BigInt(doubling));
};

const floorOf = (bin: number): Wei => {
  if (bin < 4) return BigInt(bin) * UNIT;
  const doubling = (bin >> 2) - 1;
  return (BigInt(bin - 4 * doubling) << BigInt(doubling)) * UNIT;
};

export class ClearingFold implements MetricFold {
  readonly #bins: Bin[] = [];

  happening({ kind, time, task }: Happening): void {
    if (kind !== "submitted" && kind !== "solved" && kind !== "retracted") return;
    const bin = this.#bin(binOf(task.fee));
    if (kind === "submitted") bin.submitted++;
    else bin.ended++;
    if (kind !== "solved") return;
    bin.solved++;
    bin.waited += time - task.submittedAt;
  }

  #bin(index: number): Bin {
    while (this.#bins.length <= index) this.#bins.push({ submitted: 0, solved: 0, ended: 0, waited: 0 });
    return this.#bins[index]!;
  }

  /** The smallest fee from which on, fee by fee upwards, all offers together were served; undefined where none is. */
  #clearing(): Wei | undefined {
    let clearing: Wei | undefined;
    let [ended, solved] = [0, 0];
    for (let bin = this.#bins.length - 1; bin >= 0; bin--) {
      if (this.#bins[bin]!.ended === 0) continue;
      ended += this.#bins[bin]!.ended;
      solved += this.#bins[bin]!.solved;
      if (solved * 100 < CLEARED * ended) break;
      clearing = floorOf(bin);
    }
    return clearing;
  }

  /** Bins whose tasks make up the `part` (0 cheapest to 3 dearest) fourth of what was submitted, about. */
  #quarter(part: number): readonly Bin[] {
    const all = this.#bins.reduce((sum, { submitted }) => sum + submitted, 0);
    let before = 0;
    return this.#bins.filter(({ submitted }) => {
      const middle = before + submitted / 2;
      before += submitted;
      return submitted > 0 && Math.min(3, Math.floor((4 * middle) / all)) === part;
    });
  }

  distributions(): readonly Distribution[] {
    const first = this.#bins.findIndex(({ submitted }) => submitted > 0);
    if (first < 0) return [];
    const bins = this.#bins.slice(first);
    const edges = [...bins.keys(), bins.length].map((at) => floorOf(first + at));
    const of = (name: string, counts: readonly number[]): Distribution => ({
      name,
      unit: "AIUS",
      decimals: 18,
      edges,
      counts,
    });
    return [
      of(
        "fees.submitted",
        bins.map(({ submitted }) => submitted),
      ),
      of(
        "fees.solved",
        bins.map(({ solved }) => solved),
      ),
      of(
        "fees.waited",
        bins.map(({ waited }) => waited),
      ),
    ];
  }

  metrics(): readonly Metric[] {
    const clearing = this.#clearing();
    const sum = (bins: readonly Bin[], of: keyof Bin) => bins.reduce((total, bin) => total + bin[of], 0);
    const quarters = [
      ["cheapest", this.#quarter(0)],
      ["dearest", this.#quarter(3)],
    ] as const;
    return [
      ...(clearing === undefined
        ? []
        : [aius("fees.clearing", clearing, "Lowest fee from which on 95 % of the tasks offered were solved.", EVENTS)]),
      ...quarters.flatMap(([name, bins]) => [
        ratio(
          `fees.${name}.solved_share`,
          shareOf(sum(bins, "solved"), sum(bins, "ended")),
          `Solved of the ${name} fourth of the tasks, by fee.`,
          EVENTS,
        ),
        seconds(
          `fees.${name}.wait`,
          meanOf(BigInt(sum(bins, "waited")), sum(bins, "solved")),
          `Mean time to the solution of the ${name} fourth.`,
          EVENTS,
        ),
      ]),
    ];
  }
}
