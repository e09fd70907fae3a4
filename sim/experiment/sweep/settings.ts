/** Values put into a scenario, all at once and checked. */
import { checkScenario } from "../../run/check.ts";
import { UserProblem } from "../../run/problem.ts";
import type { JsonSchema } from "../../run/schemaWalk.ts";
import { assign } from "../../run/set.ts";
import { type Scenario, scenarioJsonSchema } from "../../scenarios/schema.ts";
import { valueText } from "../parameter.ts";

/** A value as an experiment file has it. */
export type Value = string | number | boolean;
export type Setting = readonly [path: string, value: Value];

const schema = scenarioJsonSchema() as JsonSchema;

/** The value as `--set` takes it: what it means is the scenario schema's to say. */
const textOf = (value: Value): string => (typeof value === "number" ? valueText(value) : String(value));

function put(scenario: Scenario, [path, value]: Setting): Scenario {
  try {
    return assign(scenario, { path: path.split("."), text: textOf(value) }, schema);
  } catch (error) {
    if (!(error instanceof UserProblem)) throw error;
    throw new UserProblem(error.message.replace(/^--set /, "parameter "));
  }
}

/** The scenario with those values, checked. Throws `UserProblem` naming the value that the schema refuses. */
export function withSettings(scenario: Scenario, settings: readonly Setting[]): Scenario {
  const changed = settings.reduce(put, scenario);
  const written = settings.map(([path, value]) => `${path}=${textOf(value)}`).join(" ");
  return checkScenario(changed, (path) => `${scenario.name} with ${written}: ${path.map(String).join(".")}`);
}
