/** A parameter of a scenario as a number: where it stands, how it is set, how its range is divided. */
import { exp, ln } from "../base/elementary.ts";
import { INITIAL_PARAMETERS } from "../chain/parameters.ts";
import { checkScenario } from "../run/check.ts";
import { UserProblem } from "../run/problem.ts";
import { type JsonSchema, valueAt } from "../run/schemaWalk.ts";
import { assign, parseAssignment } from "../run/set.ts";
import { type Scenario, scenarioJsonSchema } from "../scenarios/schema.ts";

/** A value that is varied: its path as in `--set`, and the range within which it is varied. */
export interface Parameter {
  readonly path: string;
  /** In words, with its unit. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly scale: "linear" | "log";
  readonly whole?: boolean | undefined;
}

/** Digits of a value that is tried: more would make paths and texts unreadable and no answer better. */
const DIGITS = 5;
const MAX_PLACES = 18;
const WAD = 1e18;

const schema = scenarioJsonSchema() as JsonSchema;

/** The number as a plain decimal text of at most five significant digits, never with an exponent: 0.00012, 1250, 3.5. */
export function valueText(value: number): string {
  if (value === 0) return "0";
  const exponent = Number(value.toExponential(DIGITS - 1).split("e")[1]);
  const places = Math.min(Math.max(DIGITS - 1 - exponent, 0), MAX_PLACES);
  const text = Number(value.toPrecision(DIGITS)).toFixed(places);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** The value as it is really tried: whole where it must be, else of five digits. */
export const rounded = (value: number, { whole }: Pick<Parameter, "whole">): number =>
  whole ? Math.round(value) : Number(valueText(value));

/** What `--set` is given to reach this value. */
export const assignmentOf = ({ path, whole }: Pick<Parameter, "path" | "whole">, value: number): string =>
  `${path}=${valueText(rounded(value, { whole }))}`;

/** The scenario with that value, checked. Throws `UserProblem` where the schema refuses it. */
export function withValue(scenario: Scenario, parameter: Pick<Parameter, "path" | "whole">, value: number): Scenario {
  const text = assignmentOf(parameter, value);
  const changed = assign(scenario, parseAssignment(text), schema);
  return checkScenario(changed, (path) => `${scenario.name} with ${text}: ${path.map(String).join(".")}`);
}

/**
 * The value that the scenario itself has there: a number, a decimal text, or the protocol's initial one where an engine
 * parameter is left out. Undefined when it is neither.
 */
export function ownValue(scenario: Scenario, path: string): number | undefined {
  const keys = path.split(".");
  const found = valueAt(scenario, keys) ?? initial(keys);
  const value = typeof found === "string" && found.trim() !== "" ? Number(found) : found;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function initial([group, name]: readonly string[]): number | undefined {
  const value = group === "protocol" ? INITIAL_PARAMETERS[name as keyof typeof INITIAL_PARAMETERS] : undefined;
  if (value === undefined) return undefined;
  return name!.endsWith("Percentage") ? Number(value) / WAD : Number(value);
}

/** The value at `share` (0 to 1) of the range, along its scale, not rounded. */
export function valueAtShare({ from, to, scale }: Parameter, share: number): number {
  if (scale === "linear") return from + share * (to - from);
  return from * exp(share * ln(to / from));
}

/** Throws `UserProblem` unless the range can be divided and both its ends suit the scenario. */
export function checkParameter(scenario: Scenario, parameter: Parameter): void {
  const { path, from, to, scale } = parameter;
  if (!(from < to)) throw new UserProblem(`${path}: from ${from} to ${to} is no range; write the lower end first`);
  if (scale === "log" && from <= 0)
    throw new UserProblem(`${path}: a logarithmic range begins above 0; write scale linear or a positive "from"`);
  withValue(scenario, parameter, from);
  withValue(scenario, parameter, to);
}
