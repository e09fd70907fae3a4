/**
 * Where a mean crosses a threshold. The mean is looked at on a grid, then between neighbours of opposite sides by
 * bisection. All points see the same seeds, so that the mean over them is one definite function of the value, and
 * bisection finds a crossing of it; how far chance may have moved that crossing is told by resampling the seeds.
 */
import type { Rng } from "../../base/random.ts";
import { mean } from "../statistics/moments.ts";

/** The metric of every seed at one value; all points have the same seeds in the same order. */
export interface Point {
  readonly value: number;
  readonly metrics: readonly number[];
}

/** Two neighbouring values between which the mean crosses. */
export interface Bracket {
  readonly low: Point;
  readonly high: Point;
}

export interface Crossing extends Bracket {
  /** Where the line between both means crosses. */
  readonly value: number;
  /** Which way the mean goes as the value grows. */
  readonly direction: "rises" | "falls";
}

export interface FlipInterval {
  readonly low: number;
  readonly high: number;
  /** Share of resamples in which the mean crosses within the range at all. */
  readonly found: number;
}

/** At the threshold itself the answer counts as "below": above means above. */
const isAbove = (metrics: readonly number[], threshold: number): boolean => mean(metrics) > threshold;

/** Neighbours on opposite sides, in the order of their values. `points` are sorted by value. */
export function brackets(points: readonly Point[], threshold: number): readonly Bracket[] {
  return points
    .slice(1)
    .map((high, i) => ({ low: points[i]!, high }))
    .filter(({ low, high }) => isAbove(low.metrics, threshold) !== isAbove(high.metrics, threshold));
}

/** Halves the bracket with a new point, keeping the half with a crossing. */
export function halve({ low, high }: Bracket, middle: Point, threshold: number): Bracket {
  const sameAsLow = isAbove(middle.metrics, threshold) === isAbove(low.metrics, threshold);
  return sameAsLow ? { low: middle, high } : { low, high: middle };
}

/** The crossing inside a bracket, linear between its means. */
export function crossingOf(bracket: Bracket, threshold: number): Crossing {
  const { low, high } = bracket;
  const value = between(low.value, mean(low.metrics) - threshold, high.value, mean(high.metrics) - threshold);
  return { ...bracket, value, direction: isAbove(high.metrics, threshold) ? "rises" : "falls" };
}

/** Where the line through (x0, y0) and (x1, y1), of opposite signs or one of them 0, is 0. */
const between = (x0: number, y0: number, x1: number, y1: number): number => x0 + ((x1 - x0) * y0) / (y0 - y1);

const RESAMPLES = 2_000;
/** Left out at either end by an interval of 95 %. */
const TAIL = 0.025;

/**
 * A 95 % interval of the crossing: seeds are drawn again with replacement, the same draw at all points, and the crossing
 * nearest to the one found is looked up on the line through the means. A resample whose mean stays on one side counts as a
 * crossing beyond the end that it points to, so an interval may be open: -Infinity or Infinity.
 */
export function flipInterval(points: readonly Point[], crossing: Crossing, threshold: number, rng: Rng): FlipInterval {
  const seeds = points[0]!.metrics.length;
  const found = Array.from({ length: RESAMPLES }, () => {
    const draw = Array.from({ length: seeds }, () => rng.below(seeds));
    return crossingIn(points, draw, crossing, threshold);
  });
  const sorted = found.sort((a, b) => a - b);
  return {
    low: sorted[Math.floor(TAIL * (RESAMPLES - 1))]!,
    high: sorted[Math.ceil((1 - TAIL) * (RESAMPLES - 1))]!,
    found: sorted.filter(Number.isFinite).length / RESAMPLES,
  };
}

function crossingIn(
  points: readonly Point[],
  draw: readonly number[],
  { value: around, direction }: Crossing,
  threshold: number,
): number {
  const heights = points.map(({ metrics }) => drawnMean(metrics, draw) - threshold);
  let nearest: number | undefined;
  for (let i = 1; i < points.length; i++) {
    const rises = heights[i - 1]! <= 0 && heights[i]! > 0;
    const falls = heights[i - 1]! > 0 && heights[i]! <= 0;
    if (!(direction === "rises" ? rises : falls)) continue;
    const at = between(points[i - 1]!.value, heights[i - 1]!, points[i]!.value, heights[i]!);
    if (nearest === undefined || Math.abs(at - around) < Math.abs(nearest - around)) nearest = at;
  }
  if (nearest !== undefined) return nearest;
  const above = heights[Math.floor(heights.length / 2)]! > 0;
  return above === (direction === "rises") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function drawnMean(metrics: readonly number[], draw: readonly number[]): number {
  let sum = 0;
  for (const seed of draw) sum += metrics[seed]!;
  return sum / draw.length;
}
