/** A scenario that came from outside, checked: the first fault becomes one line that names place and remedy. */
import type { z } from "zod";
import { calibrationOf } from "../scenarios/calibration.ts";
import { type Scenario, scenarioJsonSchema, scenarioSchema } from "../scenarios/schema.ts";
import { suggestion } from "./near.ts";
import { UserProblem } from "./problem.ts";
import { type JsonSchema, keysAt, valueAt } from "./schemaWalk.ts";

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** Turns a path inside the scenario into a place that a person finds: "file.yaml:12: prices.aius.usd". */
export type Locate = (path: Path) => string;

const dotted = (path: Path): string => path.map(String).join(".");

/** Where a scenario has no file of its own. */
export const locateBy =
  (name: string): Locate =>
  (path) =>
    path.length === 0 ? name : `${name}: ${dotted(path)}`;

/** The checked scenario. Throws `UserProblem` for the first fault, counting the others. */
export function checkScenario(raw: unknown, locate: Locate): Scenario {
  const result = scenarioSchema.safeParse(raw);
  if (!result.success) throw explained(result.error.issues, raw, locate);
  checkCalibration(result.data, locate);
  return result.data;
}

function checkCalibration(scenario: Scenario, locate: Locate): void {
  try {
    calibrationOf(scenario.calibration);
  } catch (error) {
    throw new UserProblem(`${locate(["calibration"])}: ${(error as Error).message.replace(/^calibration: /, "")}`);
  }
}

function explained(issues: readonly Issue[], raw: unknown, locate: Locate): UserProblem {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return new UserProblem(`${explain(first!, raw, locate)}${more}`);
}

function explain(issue: Issue, raw: unknown, locate: Locate): string {
  const place = locate(issue.path);
  if (issue.code === "unrecognized_keys")
    return `${place}: unknown key "${issue.keys[0]}"; ${nearKeys(issue.keys[0]!, issue.path, raw)}`;
  if (issue.code === "invalid_type" && issue.expected === "string" && typeof valueAt(raw, issue.path) === "number")
    return `${place}: write this amount in quotes, as in "${String(valueAt(raw, issue.path))}" (numbers lose digits)`;
  if (issue.code === "invalid_type" && valueAt(raw, issue.path) === undefined)
    return `${place}: missing; it is a ${issue.expected}`;
  if (issue.code === "invalid_union" && "discriminator" in issue) return `${place}: ${kinds(issue, raw)}`;
  return `${place}: ${lowerFirst(issue.message)}${given(valueAt(raw, issue.path))}`;
}

const nearKeys = (key: string, path: Path, raw: unknown): string =>
  suggestion(key, keysAt(path.map(String), scenarioJsonSchema() as JsonSchema, raw as object));

const lowerFirst = (text: string): string =>
  text.replace(/^Invalid input: /, "").replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

const given = (value: unknown): string =>
  typeof value === "number" || typeof value === "string" ? `; here it is ${JSON.stringify(value)}` : "";

/** A population's kind decides its keys, so a wrong kind is told before anything else about it. */
function kinds(issue: Issue, raw: unknown): string {
  const kind = String(valueAt(raw, issue.path) ?? "");
  const known = kindsOf(scenarioJsonSchema() as JsonSchema);
  return `there is no kind of agent "${kind}"; ${suggestion(kind, known)}`;
}

function kindsOf(schema: JsonSchema): string[] {
  const items = schema.properties?.["populations"]?.items;
  const branches = typeof items === "object" ? (items.oneOf ?? items.anyOf ?? []) : [];
  return branches.map((branch) => String(branch.properties?.["kind"]?.const));
}
