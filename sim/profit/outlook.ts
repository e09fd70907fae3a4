/**
 * What comes after the run: the schedule's rewards halve every year, everything else stays as it was. A projection and no
 * simulation: competition, demand and price are taken to stay.
 */
const MONTH_DAYS = 30;
const HALVING_DAYS = 365;
/** Months looked ahead. */
export const OUTLOOK_MONTHS = 60;

/** USD per month. `lossOfRewards` is what remains of a dollar of rewards after selling it, 0 to 1. */
export interface Monthly {
  readonly profit: number;
  readonly rewards: number;
  readonly keptOfRewards: number;
}

/** Profit of each month from the first, in USD: the rewards' part shrinks. */
export const monthlyProfits = ({ profit, rewards, keptOfRewards }: Monthly): readonly number[] =>
  Array.from({ length: OUTLOOK_MONTHS }, (_, month) => {
    const left = 2 ** ((-MONTH_DAYS * month) / HALVING_DAYS);
    return profit - rewards * keptOfRewards * (1 - left);
  });

/**
 * Months until `hardware` USD are earned, the last one in part; undefined when the months do not add up to it. 0 for
 * hardware that costs nothing.
 */
export function paybackMonths(hardware: number, months: readonly number[]): number | undefined {
  let left = hardware;
  for (const [month, profit] of months.entries()) {
    if (left <= 0) return month;
    if (profit >= left) return month + left / profit;
    left -= profit;
  }
  return undefined;
}

/** The first month, counted from 1, that brings no profit; undefined when all do. */
export function firstMonthWithout(months: readonly number[]): number | undefined {
  const at = months.findIndex((profit) => profit <= 0);
  return at < 0 ? undefined : at + 1;
}
