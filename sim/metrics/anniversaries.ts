/** Supply at each anniversary of the engine, and how far it strays from its schedule in between. */
import { DAY, type Seconds, type Wei, YEAR } from "../base/types.ts";
import { measuredSupply } from "../ledger/books.ts";
import type { BlockRecord, EndRecord } from "../ledger/records.ts";
import type { Scene } from "../ledger/scene.ts";
import { scheduledSupply } from "../ledger/schedule.ts";
import { Line } from "./line.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { aius, ratio, shareOf } from "./units.ts";

const ACCOUNTS = "the ledger's own accounts, looked at in the first block of each day";
/** The schedule's first weeks, in which single rewards are large against what was mined. */
const LAUNCH: Seconds = 28 * DAY;

interface Anniversary {
  readonly year: number;
  readonly mined: Wei;
  readonly measure: Wei;
}

interface Extremes {
  least: bigint | undefined;
  most: bigint | undefined;
}

export class AnniversariesFold implements MetricFold {
  readonly #scene: () => Scene | undefined;
  readonly #ratio = new Line("supply.target.ratio", "ratio", 6);
  readonly lines = [this.#ratio];
  readonly #anniversaries: Anniversary[] = [];
  readonly #launch: Extremes = { least: undefined, most: undefined };
  readonly #later: Extremes = { least: undefined, most: undefined };
  #next: Seconds | undefined;
  #year: number | undefined;

  constructor(scene: () => Scene | undefined) {
    this.#scene = scene;
  }

  block({ phase, timestamp }: BlockRecord): void {
    if (phase === "run") this.#look(timestamp);
  }

  end({ timestamp }: EndRecord): void {
    this.#look(timestamp);
  }

  #look(now: Seconds): void {
    const scene = this.#scene()!;
    const age = now - scene.startedAt;
    this.#year ??= Math.ceil(age / YEAR);
    const early = this.#next !== undefined && now < this.#next;
    if (early && age < this.#year * YEAR) return;
    const measure = measuredSupply(scene.books.engineBalance);
    for (; this.#year * YEAR <= age; this.#year++) {
      if (this.#year > 0) this.#anniversaries.push({ year: this.#year, mined: scene.books.mined, measure });
    }
    if (early) return;
    this.#next = now + DAY;
    if (age < DAY) return;
    widen(age <= LAUNCH ? this.#launch : this.#later, shareOf(measure, scheduledSupply(age)));
  }

  sample(time: Seconds): void {
    const { books, startedAt } = this.#scene()!;
    this.#ratio.push(shareOf(measuredSupply(books.engineBalance), scheduledSupply(time - startedAt)));
  }

  metrics(): readonly Metric[] {
    return [
      ...this.#anniversaries.flatMap(({ year, mined, measure }) => [
        aius(`supply.mined.year${year}`, mined, `Mined in the first ${year} years.`, ACCOUNTS),
        ratio(
          `supply.target.ratio.year${year}`,
          shareOf(measure, scheduledSupply(year * YEAR)),
          `The engine's measure over its target after ${year} years.`,
          ACCOUNTS,
        ),
      ]),
      ...extremes("supply.target.ratio.launch", this.#launch, "in the first 28 days, from the first on"),
      ...extremes("supply.target.ratio", this.#later, "after the first 28 days"),
    ];
  }
}

function widen(extremes: Extremes, value: bigint): void {
  if (extremes.least === undefined || value < extremes.least) extremes.least = value;
  if (extremes.most === undefined || value > extremes.most) extremes.most = value;
}

const extremes = (name: string, { least, most }: Extremes, when: string): readonly Metric[] =>
  least === undefined || most === undefined
    ? []
    : [
        ratio(`${name}.least`, least, `Least ratio of the measure to its target ${when}.`, ACCOUNTS),
        ratio(`${name}.most`, most, `Greatest ratio of the measure to its target ${when}.`, ACCOUNTS),
      ];
