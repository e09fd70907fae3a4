/** The answer in sentences, computed from its numbers. */
import { duration, plainNumber, plural, share, signed, usd } from "../report/format.ts";
import type { BreakEven } from "./breakEven.ts";
import type { Payment } from "./offer.ts";
import type { Proportion } from "./proportion.ts";
import type { Study } from "./study.ts";

const MONTH_SECONDS = 30 * 86_400;

/** "23 of 24 (95 % interval 79.8 % to 99.3 %)". */
export const proportionText = ({ count, of, low, high }: Proportion): string =>
  `${plainNumber(count)} of ${plainNumber(of)} (95 % interval ${share(low)} to ${share(high)})`;

/** The first sentence: whether one more solver earns. */
export function leadOf({ answer }: Study): string {
  const { mean, positive, p5, p95 } = answer.month;
  const verdict =
    mean.low > 0 ? "One more solver earns" : mean.high < 0 ? "One more solver loses" : "Too close to tell";
  const range = Number.isFinite(mean.low) ? ` (95 % interval ${usd(mean.low)} to ${usd(mean.high)})` : "";
  return `${verdict}: ${usd(mean.mean)} a month on average${range}, nine months in ten between ${usd(p5)} and ${usd(p95)}. A profit in ${proportionText(positive)} runs.`;
}

/** How the machine is paid, in words. */
export function paymentText({ kind, tariff, usdPerSecond, usdPerDay, watts }: Payment, electricity?: number): string {
  if (kind === "use")
    return `${plainNumber(usdPerSecond)} USD per second of use (tariff ${tariff}, each run loads its model first)`;
  if (kind === "rent") return `${usd(usdPerDay)} a day for a machine kept around the clock (tariff ${tariff})`;
  return `a machine of its own: ${plainNumber(watts)} W while computing, at ${plainNumber(electricity ?? 0)} USD per kWh`;
}

export const tariffText = ({ tariff, paid, unit }: BreakEven): string =>
  tariff === undefined
    ? "none: nothing was computed"
    : tariff < 0
      ? `none: it loses even at 0 ${unit}`
      : `${plainNumber(tariff)} ${unit} (paid: ${plainNumber(paid)})`;

export const priceText = ({ aiusUsd }: BreakEven, now: number): string =>
  aiusUsd === undefined ? "none: no price makes up for the costs" : `${usd(aiusUsd)} (now: ${usd(now)})`;

export const monthsText = (months: number | undefined, ahead: number): string =>
  months === undefined
    ? `not within ${plural(ahead, "month")}`
    : months === 0
      ? "at once"
      : `after ${duration(months * MONTH_SECONDS)}`;

export const changeText = (
  { mean, low, high }: { mean: number; low: number; high: number },
  show: (n: number) => string,
): string => `${signed(mean, show)}${Number.isFinite(low) ? ` (${signed(low, show)} to ${signed(high, show)})` : ""}`;
