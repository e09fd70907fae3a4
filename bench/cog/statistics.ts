/** What samples amount to: never a percentile that the number of samples cannot carry. */
import { meanInterval } from "../../sim/experiment/statistics/interval.ts";
import { variance } from "../../sim/experiment/statistics/moments.ts";
import { quantile } from "../../sim/experiment/statistics/quantile.ts";
import type { Statistics } from "./result.ts";

const PERCENTILES = { p5: 0.05, p25: 0.25, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

/** A percentile needs this many samples expected beyond it. */
const BEYOND = 1;
/** Guards the comparison of n (1 - p) with a whole number against rounding. */
const ROUNDING = 1e-9;

/** Undefined for no samples. */
export function statisticsOf(samples: readonly number[]): Statistics | undefined {
  const n = samples.length;
  if (n === 0) return undefined;
  const { mean, low, high } = meanInterval(samples);
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  const allowed = Object.entries(PERCENTILES).filter(([, p]) => n * Math.min(p, 1 - p) >= BEYOND - ROUNDING);
  return {
    n,
    mean,
    low: finite(low),
    high: finite(high),
    median: quantile(samples, 0.5),
    min: Math.min(...samples),
    max: Math.max(...samples),
    percentiles: Object.fromEntries(allowed.map(([name, p]) => [name, quantile(samples, p)])),
    logSd: n < 2 || samples.some((x) => x <= 0) ? null : Math.sqrt(variance(samples.map((x) => Math.log(x)))),
  };
}
