/** The scenario that the options ask for. */
import { checkScenario, locateBy } from "../run/check.ts";
import { loadScenario } from "../run/load.ts";
import type { JsonSchema } from "../run/schemaWalk.ts";
import { assign, parseAssignment } from "../run/set.ts";
import { type Scenario, scenarioJsonSchema } from "../scenarios/schema.ts";
import type { RunOptions } from "./options.ts";

/** The scenario with --days, --calibration, --on-violation and --set applied, in this order, and checked. */
export async function scenarioOf(
  nameOrFile: string,
  options: Pick<RunOptions, "set" | "days" | "calibration" | "onViolation">,
): Promise<Scenario> {
  const { raw, locate } = await loadScenario(nameOrFile);
  const written = checkScenario(raw, locate);
  const adjusted: Scenario = {
    ...written,
    ...(options.days === undefined ? {} : { horizonDays: options.days }),
    ...(options.calibration === undefined ? {} : { calibration: options.calibration.replace(/(\.json)?$/, ".json") }),
    ...(options.onViolation === undefined ? {} : { invariants: { onViolation: options.onViolation } }),
  };
  const schema = scenarioJsonSchema() as JsonSchema;
  const changed = options.set
    .map(parseAssignment)
    .reduce((scenario, assignment) => assign(scenario, assignment, schema), adjusted);
  return checkScenario(changed, locateBy(`${nameOrFile} with the given options`));
}
