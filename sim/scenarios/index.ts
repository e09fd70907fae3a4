/** The scenarios that come with the testbed, by name. */
import market from "./market.ts";
import type { Scenario } from "./schema.ts";
import sevenYears from "./seven-years.ts";

export const scenarios: Readonly<Record<string, Scenario>> = { market, "seven-years": sevenYears };
