/** The scenarios that come with the testbed, by name. */
import bribery from "./bribery.ts";
import emission from "./emission.ts";
import exodus from "./exodus.ts";
import farming from "./farming.ts";
import frontrun from "./frontrun.ts";
import frontrunBare from "./frontrun-bare.ts";
import griefing from "./griefing.ts";
import majority from "./majority.ts";
import market from "./market.ts";
import mismatch from "./mismatch.ts";
import outage from "./outage.ts";
import race from "./race.ts";
import type { Scenario } from "./schema.ts";
import sevenYears from "./seven-years.ts";
import slashing from "./slashing.ts";
import treasury from "./treasury.ts";
import withholding from "./withholding.ts";

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
  frontrun,
  "frontrun-bare": frontrunBare,
  farming,
  griefing,
  bribery,
  withholding,
  "seven-years": sevenYears,
};
