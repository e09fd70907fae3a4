/** How profit is spread over runs or days. */

import { type Band, bandOf } from "../experiment/statistics/band.ts";
import { type Interval, meanInterval } from "../experiment/statistics/interval.ts";
import { type Proportion, proportionOf } from "./proportion.ts";

export interface Distribution extends Band {
  readonly mean: Interval;
  /** How many lie above zero. */
  readonly positive: Proportion;
}

/** Of independent values: runs, not days of one run. */
export const distributionOf = (values: readonly number[]): Distribution => ({
  ...bandOf(values),
  mean: meanInterval(values),
  positive: proportionOf(values.filter((value) => value > 0).length, values.length),
});
