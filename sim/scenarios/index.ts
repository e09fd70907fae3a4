/** The scenarios that come with the testbed, by name. */
import emission from "./emission.ts";
import exodus from "./exodus.ts";
import majority from "./majority.ts";
import market from "./market.ts";
import mismatch from "./mismatch.ts";
import outage from "./outage.ts";
import race from "./race.ts";
import type { Scenario } from "./schema.ts";
import sevenYears from "./seven-years.ts";
import slashing from "./slashing.ts";
import treasury from "./treasury.ts";

export const scenarios: Readonly<Record<string, Scenario>> = {
  market,
  emission,
  slashing,
  majority,
  race,
  outage,
  exodus,
  mismatch,
  treasury,
  "seven-years": sevenYears,
};
