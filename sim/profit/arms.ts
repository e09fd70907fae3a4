/** The scenarios that are run: the market as it is, with the newcomer, and with a newcomer whose results sometimes differ. */
import type { Calibration } from "../scenarios/calibration.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { NEWCOMER, newcomerOf, type Offer, paymentOf } from "./offer.ts";

export interface Arms {
  readonly without: Scenario;
  readonly with: Scenario;
  /** Absent when the newcomer's results never differ. */
  readonly mismatched: Scenario | undefined;
}

/** All arms share seeds: names give agents their chance, so the newcomer shifts nobody else's draws. */
export function armsOf(scenario: Scenario, offer: Offer, calibration: Calibration): Arms {
  const newcomer = newcomerOf(scenario, offer, paymentOf(offer, calibration), calibration);
  const joined = (one: typeof newcomer): Scenario => ({ ...scenario, populations: [...scenario.populations, one] });
  return {
    without: scenario,
    with: joined(newcomer),
    mismatched:
      offer.mismatchShare === 0
        ? undefined
        : {
            ...joined({ ...newcomer, machineClass: NEWCOMER }),
            models: scenario.models.map((model) => ({ ...model, mismatchShare: offer.mismatchShare })),
          },
  };
}
