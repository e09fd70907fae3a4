/** How profit is spread over runs or days. */
import { type Interval, meanInterval } from "../experiment/statistics/interval.ts";
import { quantile } from "../experiment/statistics/quantile.ts";
import { type Proportion, proportionOf } from "./proportion.ts";

export interface Band {
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

export interface Distribution extends Band {
  readonly mean: Interval;
  /** How many lie above zero. */
  readonly positive: Proportion;
}

export const bandOf = (values: readonly number[]): Band => ({
  p5: quantile(values, 0.05),
  p25: quantile(values, 0.25),
  p50: quantile(values, 0.5),
  p75: quantile(values, 0.75),
  p95: quantile(values, 0.95),
});

/** Of independent values: runs, not days of one run. */
export const distributionOf = (values: readonly number[]): Distribution => ({
  ...bandOf(values),
  mean: meanInterval(values),
  positive: proportionOf(values.filter((value) => value > 0).length, values.length),
});
