/**
 * Where profit would be nothing, by the books: the same races run and won, at another tariff or another price of AIUS.
 * A solver that races less when racing pays less does better than that, so this is the careful side of the truth.
 */
import type { Payment } from "./offer.ts";

/** Means over the runs, in USD, for the length of a run; `profit` is what is left after everything. */
export interface MeanBooks {
  readonly profit: number;
  readonly compute: number;
  readonly gas: number;
  readonly standing: number;
  readonly computeSeconds: number;
  readonly days: number;
}

export interface BreakEven {
  /** In the unit of the payment: USD per second of use, per hour of rent, or per kWh. Undefined when nothing depends on it. */
  readonly tariff: number | undefined;
  /** The tariff paid, in the same unit. */
  readonly paid: number;
  readonly unit: "USD/s" | "USD/h" | "USD/kWh";
  /** USD per AIUS at the start of the run. Undefined when no price makes up for the costs. */
  readonly aiusUsd: number | undefined;
}

const HOURS_PER_DAY = 24;
const JOULES_PER_KWH = 3_600_000;

export function breakEvenOf(books: MeanBooks, payment: Payment, aiusUsd: number): BreakEven {
  return { ...tariffOf(books, payment), aiusUsd: priceOf(books, aiusUsd) };
}

function tariffOf({ profit, compute, computeSeconds, days }: MeanBooks, payment: Payment): Omit<BreakEven, "aiusUsd"> {
  if (payment.kind === "rent") {
    const hours = days * HOURS_PER_DAY;
    const paid = payment.usdPerDay / HOURS_PER_DAY;
    return { tariff: paid + profit / hours, paid, unit: "USD/h" };
  }
  const perSecond = computeSeconds === 0 ? undefined : (profit + compute) / computeSeconds;
  if (payment.kind === "use") return { tariff: perSecond, paid: payment.usdPerSecond, unit: "USD/s" };
  const kwhPerSecond = payment.watts / JOULES_PER_KWH;
  return {
    tariff: perSecond === undefined ? undefined : perSecond / kwhPerSecond,
    paid: payment.usdPerSecond / kwhPerSecond,
    unit: "USD/kWh",
  };
}

/** Income, slashes, capital and the loss on sales move with the price of AIUS; computing, gas and standing do not. */
function priceOf({ profit, compute, gas, standing }: MeanBooks, aiusUsd: number): number | undefined {
  const fixed = compute + gas + standing;
  const moving = profit + fixed;
  return moving > 0 ? (aiusUsd * fixed) / moving : undefined;
}
