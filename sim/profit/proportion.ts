/** A share that was counted, with how far chance may have moved it. */
export interface Proportion {
  readonly count: number;
  readonly of: number;
  readonly share: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** Two-sided 5 % point of the normal distribution. */
const Z = 1.959963984540054;

/** Wilson's interval, which holds its level also near 0 and 1. Source: Wilson, JASA 22 (1927). */
export function proportionOf(count: number, of: number): Proportion {
  if (of === 0) return { count, of, share: Number.NaN, low: 0, high: 1 };
  const share = count / of;
  const weight = 1 + Z ** 2 / of;
  const centre = (share + Z ** 2 / (2 * of)) / weight;
  const reach = (Z / weight) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { count, of, share, low: count === 0 ? 0 : centre - reach, high: count === of ? 1 : centre + reach };
}
