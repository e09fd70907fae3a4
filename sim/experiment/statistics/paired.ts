/** Two scenarios on the same seeds: what differs between them, without what chance does to both alike. */
import { type Interval, meanInterval } from "./interval.ts";

/** The interval of the mean of b - a, pair by pair. Throws a RangeError unless both have as many values. */
export function pairedDifference(a: readonly number[], b: readonly number[]): Interval {
  if (a.length !== b.length) throw new RangeError(`${a.length} values cannot be paired with ${b.length}`);
  return meanInterval(a.map((value, i) => b[i]! - value));
}
