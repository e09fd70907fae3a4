/** Data that came from outside, checked: the first fault becomes one line that names place and remedy. */
import type { z } from "zod";
import { calibrationOf } from "../scenarios/calibration.ts";
import { type Scenario, scenarioJsonSchema, scenarioSchema } from "../scenarios/schema.ts";
import "./calibrations.ts";
import { suggestion } from "./near.ts";
import { UserProblem } from "./problem.ts";
import { type JsonSchema, keysAt, schemasAt, valueAt } from "./schemaWalk.ts";

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** What data must look like: zod checks it, its JSON Schema tells which keys might have been meant. */
export interface DataSchema<T> {
  readonly zod: z.ZodType<T>;
  readonly json: () => object;
}

/** Turns a path inside the data into a place that a person finds: "file.yaml:12: prices.aius.usd". */
export type Locate = (path: Path) => string;

const dotted = (path: Path): string => path.map(String).join(".");

/** Where a scenario has no file of its own. */
export const locateBy =
  (name: string): Locate =>
  (path) =>
    path.length === 0 ? name : `${name}: ${dotted(path)}`;

/** The checked data, defaults filled in. Throws `UserProblem` for the first fault, counting the others. */
export function checkData<T>(schema: DataSchema<T>, raw: unknown, locate: Locate): T {
  const result = schema.zod.safeParse(raw);
  if (!result.success) throw explained(result.error.issues, { raw, root: schema.json() as JsonSchema, locate });
  return result.data;
}

const SCENARIO: DataSchema<Scenario> = { zod: scenarioSchema, json: scenarioJsonSchema };

/** The checked scenario. Throws `UserProblem` for the first fault, counting the others. */
export function checkScenario(raw: unknown, locate: Locate): Scenario {
  const scenario = checkData(SCENARIO, raw, locate);
  checkCalibration(scenario, locate);
  return scenario;
}

function checkCalibration(scenario: Scenario, locate: Locate): void {
  try {
    calibrationOf(scenario.calibration);
  } catch (error) {
    throw new UserProblem(`${locate(["calibration"])}: ${(error as Error).message.replace(/^calibration: /, "")}`);
  }
}

interface Given {
  readonly raw: unknown;
  readonly root: JsonSchema;
  readonly locate: Locate;
}

function explained(issues: readonly Issue[], given: Given): UserProblem {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return new UserProblem(`${explain(first!, given)}${more}`);
}

function explain(issue: Issue, given: Given): string {
  const place = given.locate(issue.path);
  const value = valueAt(given.raw, issue.path);
  if (issue.code === "unrecognized_keys")
    return `${place}: unknown key "${issue.keys[0]}"; ${nearKeys(issue.keys[0]!, issue.path, given)}`;
  if (issue.code === "invalid_type" && issue.expected === "string" && typeof value === "number")
    return `${place}: write this amount in quotes, as in "${String(value)}" (numbers lose digits)`;
  if (issue.code === "invalid_type" && value === undefined) return `${place}: missing; it is a ${issue.expected}`;
  if (issue.code === "invalid_union" && issue.discriminator !== undefined)
    return `${place}: ${kinds(issue.path, given)}`;
  return `${place}: ${lowerFirst(issue.message)}${shown(value)}`;
}

const nearKeys = (key: string, path: Path, { raw, root }: Given): string =>
  suggestion(key, keysAt(path.map(String), root, raw));

const lowerFirst = (text: string): string =>
  text.replace(/^Invalid input: /, "").replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

const shown = (value: unknown): string =>
  typeof value === "string"
    ? `; here it is ${JSON.stringify(value)}`
    : typeof value === "number"
      ? `; here it is ${value}`
      : "";

/** A kind decides the keys beside it, so a wrong kind is told before anything else about it. */
function kinds(path: Path, { raw, root }: Given): string {
  const kind = String(valueAt(raw, path) ?? "");
  const holder = path.slice(0, -1).map(String);
  const known = schemasAt(holder, root, raw).map(({ properties }) => String(properties?.["kind"]?.const));
  return `there is no kind "${kind}"; ${suggestion(kind, known)}`;
}
