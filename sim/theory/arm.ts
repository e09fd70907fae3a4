/** Rounds that were played alike: their payoffs are of two kinds, and how many are of which is all that chance decides. */
import type { TwoValued } from "./comparison.ts";
import type { Payoff } from "./rounds.ts";

/** By how much amounts of like rounds may differ, in AIUS: rewards are on schedule to 1e-9. */
export const EXACT = 1e-6;

/** @throws when payoffs of like rounds differ: then they are not two values, and the exact interval would not be one. */
export function armOf(
  payoffs: readonly Payoff[],
  pick: (payoff: Payoff) => number,
  fallback: { hit: number; miss: number },
): TwoValued {
  const of = (contested: boolean, otherwise: number) => {
    const values = payoffs.filter((payoff) => payoff.contested === contested).map(pick);
    const value = values[0] ?? otherwise;
    if (values.some((other) => Math.abs(other - value) > EXACT)) throw new Error("like rounds were paid differently");
    return { count: values.length, value };
  };
  const [hit, miss] = [of(true, fallback.hit), of(false, fallback.miss)];
  return { hits: hit.count, trials: payoffs.length, hit: hit.value, miss: miss.value };
}
