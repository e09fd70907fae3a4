/**
 * Delta debugging: the shortest part of a list that still fails.
 * Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002.
 */

/** Where the search stands; it may be stopped at any time and has an answer. */
export interface ShrinkLimits {
  /** Tries at most. */
  readonly tries: number;
}

/**
 * A part of `items` for which `fails` resolves to true and from which no single item can be left out, or the shortest that
 * was found within the limits. `items` itself is taken to fail.
 */
export async function shrink<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => Promise<boolean>,
  { tries }: ShrinkLimits,
): Promise<readonly T[]> {
  let current = items;
  let parts = 2;
  let left = tries;
  while (current.length > 1 && left > 0) {
    const size = Math.ceil(current.length / parts);
    let shorter: readonly T[] | undefined;
    // From the end: what comes last depends on what comes first.
    for (let end = current.length; end > 0 && !shorter && left > 0; end -= size, left--) {
      const rest = [...current.slice(0, Math.max(0, end - size)), ...current.slice(end)];
      if (await fails(rest)) shorter = rest;
    }
    if (shorter) {
      current = shorter;
      parts = Math.max(parts - 1, 2);
    } else if (size === 1) break;
    else parts = Math.min(parts * 2, current.length);
  }
  return current;
}
