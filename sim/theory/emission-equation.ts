/** The emission equation: how supply follows a steady stream of claims, integrated, and the ratio at which it settles. */
import { DAY, type Seconds, YEAR } from "../base/types.ts";

const S = 600_000;
/** AIUS a day that the schedule would emit from a full pool. */
export const FULL_EMISSION_PER_DAY = (S * Math.LN2 * DAY) / YEAR;
/** Ratio of supply to target below which the multiplier is cut to 100, and from which it is 0. Source: protocol section 5. */
const [CAPPED_BELOW, NOTHING_FROM] = [0.9335614381022527, 1.2];

/** Runs start on target at the end of this year, and are read at the end of those. */
export const FROM_YEAR = 1;
export const YEARS = [2, 3, 4] as const;

/** Supply on schedule, in AIUS. */
export const targetAt = (year: number): number => S * (1 - 2 ** -year);

const multiplier = (ratio: number): number =>
  ratio < CAPPED_BELOW ? 100 : ratio >= NOTHING_FROM ? 0 : 2 ** (-100 * (ratio - 1));

/**
 * Supply over target at the end of `YEARS`, on target at year 1, when the emission equation is integrated in steps of so
 * many seconds: each step's claims are paid at its end, at the supply before it. A step of one claim is the protocol itself.
 */
export function integrate(
  mu: number,
  step: Seconds,
  onPoint?: (year: number, ratio: number) => void,
): readonly number[] {
  const ratios: number[] = [];
  let supply = targetAt(FROM_YEAR);
  const perYear = YEAR / step;
  const perStep = (mu * FULL_EMISSION_PER_DAY * step) / DAY;
  for (let k = 1; ratios.length < YEARS.length; k++) {
    const year = FROM_YEAR + k / perYear;
    const target = targetAt(year);
    supply += perStep * (1 - supply / S) * multiplier(supply / target);
    onPoint?.(year, supply / target);
    if (k % perYear === 0) ratios.push(supply / target);
  }
  return ratios;
}

/** The fixed point d of 100 (d - 1) = log2(mu) - log2(d (S - T) / (S - d T)), by bisection: the left side grows faster. */
export function settledRatio(mu: number, year: number): number {
  const target = targetAt(year);
  const excess = (d: number) => 100 * (d - 1) - Math.log2(mu) + Math.log2((d * (S - target)) / (S - d * target));
  let [low, high] = [0.9, Math.min(1.2, S / target)];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
