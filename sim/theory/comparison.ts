/** What is predicted beside what was simulated, and whether the two agree. */
import { clopperPearson } from "./binomial.ts";

/**
 * Confidence of every interval. Of some three hundred comparisons chance decides fewer than a hundred: at 95 %
 * several would fail by luck alone, at this level all hold together with 99 % (Bonferroni).
 */
export const CONFIDENCE = 0.9999;

export interface Comparison {
  readonly what: string;
  /** "" for a pure number. */
  readonly unit: string;
  readonly predicted: number;
  readonly simulated: number;
  /** The prediction has to lie in here. */
  readonly low: number;
  readonly high: number;
  /** What the interval is made of: nothing (exact), a stated tolerance, or chance at CONFIDENCE. */
  readonly by: "exact" | "tolerance" | "chance";
  /** Independent repetitions behind the simulated number. */
  readonly replicates: number;
  readonly agrees: boolean;
}

type Measured = Pick<Comparison, "what" | "predicted"> & { readonly unit?: string };

function judge(
  measured: Measured,
  rest: Pick<Comparison, "simulated" | "low" | "high" | "by" | "replicates">,
): Comparison {
  const { what, predicted, unit = "" } = measured;
  const agrees = predicted >= rest.low && predicted <= rest.high;
  return { what, unit, predicted, ...rest, agrees };
}

/** Agrees when every one of the integers compared is equal: `equal` says so, the numbers only show it. */
export const exactly = (measured: Measured, simulated: number, equal: boolean, replicates = 1): Comparison => ({
  ...judge(measured, { simulated, low: simulated, high: simulated, by: "exact", replicates }),
  agrees: equal,
});

/** Agrees when the two lie no further apart than a tolerance that was stated beforehand. */
export const within = (measured: Measured, simulated: number, tolerance: number): Comparison =>
  judge(measured, {
    simulated,
    low: simulated - tolerance,
    high: simulated + tolerance,
    by: "tolerance",
    replicates: 1,
  });

/** A probability against how often it happened. */
export function frequency(measured: Measured, hits: number, trials: number): Comparison {
  return twoValued(measured, { hits, trials, hit: 1, miss: 0 });
}

/** A probability that may lie within a band around the prediction, against how often it happened. */
export function frequencyWithin(measured: Measured, hits: number, trials: number, band: number): Comparison {
  const [low, high] = clopperPearson(hits, trials, CONFIDENCE);
  return judge(measured, {
    simulated: hits / trials,
    low: low - band,
    high: high + band,
    by: "chance",
    replicates: trials,
  });
}

export interface TwoValued {
  readonly hits: number;
  readonly trials: number;
  /** What a hit pays, and what a miss does. */
  readonly hit: number;
  readonly miss: number;
}

/** A mean of payoffs of which there are two: exact, since only the number of hits is up to chance. */
export function twoValued(measured: Measured, { hits, trials, hit, miss }: TwoValued): Comparison {
  const value = (share: number) => share * hit + (1 - share) * miss;
  const ends = clopperPearson(hits, trials, CONFIDENCE).map(value);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return judge(measured, { simulated: value(hits / trials), low, high, by: "chance", replicates: trials });
}

/** A mean whose interval, at CONFIDENCE, was computed elsewhere. */
export const interval = (
  measured: Measured,
  { mean, low, high }: { readonly mean: number; readonly low: number; readonly high: number },
  replicates: number,
): Comparison => judge(measured, { simulated: mean, low, high, by: "chance", replicates });
