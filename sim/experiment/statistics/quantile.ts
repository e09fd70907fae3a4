/** Quantiles of a sample. */

const ascending = (a: number, b: number): number => a - b;

/**
 * The quantile at `probability` (0 to 1) of sorted values, with straight lines between neighbours. Source: Hyndman and
 * Fan (1996), type 7. NaN for none.
 */
export function quantileOfSorted(values: ArrayLike<number>, probability: number): number {
  const at = (values.length - 1) * probability;
  const below = Math.floor(at);
  const [low, high] = [values[below], values[Math.min(below + 1, values.length - 1)]];
  return low === undefined ? Number.NaN : low + (at - below) * (high! - low);
}

/** The same of values in any order. */
export const quantile = (values: readonly number[], probability: number): number =>
  quantileOfSorted([...values].sort(ascending), probability);

export const median = (values: readonly number[]): number => quantile(values, 0.5);
