/** Percentile intervals of whatever can be computed from drawn indices. */
import type { Rng } from "../../base/random.ts";
import { LEVEL } from "../statistics/interval.ts";
import { quantile } from "../statistics/quantile.ts";

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** As many indices below `count`, drawn with replacement. */
export const redrawn = (count: number, rng: Rng): readonly number[] =>
  Array.from({ length: count }, () => rng.below(count));

/** The interval that holds 95 % of what `resample` returns, for each number that it returns. */
export function percentileBounds(resamples: number, resample: () => readonly number[]): readonly Bounds[] {
  const draws = Array.from({ length: resamples }, resample);
  return draws[0]!.map((_, i) => {
    const column = draws.map((draw) => draw[i]!);
    return { low: quantile(column, (1 - LEVEL) / 2), high: quantile(column, (1 + LEVEL) / 2) };
  });
}
