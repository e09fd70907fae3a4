/** What the scenario decides of prices and tariffs beside chance: from a moment on, some times what they were. */
import { DAY, type Seconds } from "../base/types.ts";
import type { Scenario } from "../scenarios/schema.ts";
import type { Machine } from "./machines.ts";
import type { Price } from "./prices.ts";

export interface Shock {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly apply: () => void;
}

/** What can be shocked, and who is told when a price was. */
export interface Shaken {
  readonly aius: Price;
  readonly eth: Price;
  readonly machines: readonly Machine[];
  readonly onPrice: () => void;
}

/** The shocks of a run that begins at `start`: of AIUS, of ether, of tariffs. */
export function shocksOf({ prices, costs }: Scenario, start: Seconds, shaken: Shaken): readonly Shock[] {
  const plan = (shocks: readonly { afterDays: number; factor: number }[] = [], apply: (factor: number) => void) =>
    shocks.map(
      ({ afterDays, factor }): Shock => ({
        at: (start + Math.round(afterDays * DAY)) * 1000,
        apply: () => apply(factor),
      }),
    );
  const priced = (price: Price) => (factor: number) => {
    price.shock(factor);
    shaken.onPrice();
  };
  return [
    ...plan(prices.aius.shocks, priced(shaken.aius)),
    ...plan(prices.eth.shocks, priced(shaken.eth)),
    ...plan(costs.tariffShocks, (factor) => {
      for (const machine of shaken.machines) machine.reprice(factor);
    }),
  ];
}
