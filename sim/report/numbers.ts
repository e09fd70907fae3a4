/** Metrics and series by name, as plain numbers. */
import type { Distribution, Metric, Series } from "../metrics/metric.ts";
import type { RunSummary } from "../metrics/summary.ts";
import { toNumber } from "./format.ts";

export interface NumberSeries {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

const seriesNumbers = ({ times, values, decimals }: Series): NumberSeries => ({
  times,
  values: values.map((value) => toNumber(value, decimals)),
});

/** What a summary holds, looked up by name. */
export class Numbers {
  readonly #metrics: ReadonlyMap<string, Metric>;
  readonly #series: ReadonlyMap<string, Series>;
  readonly #distributions: ReadonlyMap<string, Distribution>;

  constructor({ metrics, series, distributions }: RunSummary) {
    this.#metrics = new Map(metrics.map((metric) => [metric.name, metric]));
    this.#series = new Map(series.map((line) => [line.name, line]));
    this.#distributions = new Map(distributions.map((distribution) => [distribution.name, distribution]));
  }

  /** The metric's value, or undefined when the run has no such metric. */
  find(name: string): number | undefined {
    const metric = this.#metrics.get(name);
    return metric && toNumber(metric.value, metric.decimals);
  }

  /** The metric's value; 0 when the run has no such metric, because nothing of the kind happened. */
  value(name: string): number {
    return this.find(name) ?? 0;
  }

  /** The series, or undefined when the run has none of that name or fewer than two moments. */
  line(name: string): NumberSeries | undefined {
    const line = this.#series.get(name);
    return line === undefined || line.times.length < 2 ? undefined : seriesNumbers(line);
  }

  /** The distribution, or undefined when the run has none of that name or nothing fell into it. */
  distribution(name: string): { edges: readonly number[]; counts: readonly number[] } | undefined {
    const found = this.#distributions.get(name);
    if (found === undefined || found.counts.length === 0) return undefined;
    return { edges: found.edges.map((edge) => toNumber(edge, found.decimals)), counts: found.counts };
  }

  /** The series below a path by what follows it: "solved" gives those of "solved.honest" and "solved.lazy" as honest and lazy. */
  linesBelow(path: string): ReadonlyMap<string, NumberSeries> {
    const names = [...this.#series.keys()].filter((name) => name.startsWith(`${path}.`));
    const lines = names.map((name) => [name.slice(path.length + 1), this.line(name)] as const);
    return new Map(lines.filter((entry): entry is [string, NumberSeries] => entry[1] !== undefined));
  }
}
