/** Designs made of listed values. */

/** Every combination of the lists' values, the last list varying fastest. */
export const grid = <T>(lists: readonly (readonly T[])[]): T[][] =>
  lists.reduce<T[][]>((points, list) => points.flatMap((point) => list.map((value) => [...point, value])), [[]]);

/** First values together, second values together... Throws a RangeError unless all lists have one length. */
export function zip<T>(lists: readonly (readonly T[])[]): T[][] {
  const [length = 0, ...others] = lists.map((list) => list.length);
  if (others.some((other) => other !== length)) throw new RangeError("lists of one length are zipped");
  return Array.from({ length }, (_, i) => lists.map((list) => list[i]!));
}
