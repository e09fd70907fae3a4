/**
 * `--set a.b.0.c=value`: reaches any value of a scenario. What the text means (number, string, truth value) is decided
 * by the scenario's JSON Schema at that path, never by how the text looks, so that "0x10" stays text where text is due.
 */
import { suggestion } from "./near.ts";
import { UserProblem } from "./problem.ts";
import { alternatives, below, type JsonSchema, keysAt } from "./schemaWalk.ts";

export interface Assignment {
  readonly path: readonly string[];
  readonly text: string;
}

type Holder = Record<string, unknown> | unknown[];

/** "a.b.0.c=value" as path and text; the value may hold further equal signs. */
export function parseAssignment(text: string): Assignment {
  const at = text.indexOf("=");
  const path = text.slice(0, Math.max(at, 0)).trim().split(".");
  if (path.includes(""))
    throw new UserProblem(`--set ${text}: write key=value with dots between keys, as in --set prices.aius.usd=5`);
  return { path, text: text.slice(at + 1).trim() };
}

/** A copy of the scenario with the value set. Throws `UserProblem` with the keys near a wrong one. */
export function assign<T extends object>(scenario: T, assignment: Assignment, schema: JsonSchema): T {
  const copy = structuredClone(scenario);
  const { path } = assignment;
  let holder = copy as unknown as Holder;
  let branches = alternatives(schema, schema);
  for (const [depth, key] of path.entries()) {
    branches = branches.flatMap((branch) => below(branch, key, holder, schema));
    if (branches.length === 0) throw unknownKey(path, depth, holder, schema, copy);
    checkIndex(holder, path, depth);
    if (depth === path.length - 1) (holder as Record<string, unknown>)[key] = readValue(assignment, branches);
    else holder = inside(holder, path, depth);
  }
  return copy;
}

function inside(holder: Holder, path: readonly string[], depth: number): Holder {
  const slots = holder as Record<string, unknown>;
  const key = path[depth]!;
  slots[key] ??= {};
  const next = slots[key];
  if (typeof next !== "object" || next === null)
    throw new UserProblem(
      `--set ${path.join(".")}: ${path.slice(0, depth + 1).join(".")} is a single value with nothing inside`,
    );
  return next as Holder;
}

function checkIndex(holder: Holder, path: readonly string[], depth: number): void {
  if (!Array.isArray(holder) || Number(path[depth]) < holder.length) return;
  const list = path.slice(0, depth).join(".");
  throw new UserProblem(
    `--set ${path.join(".")}: ${list} has ${holder.length} entries, numbered 0 to ${holder.length - 1}`,
  );
}

function unknownKey(
  path: readonly string[],
  depth: number,
  holder: Holder,
  schema: JsonSchema,
  scenario: object,
): UserProblem {
  const keys = [...new Set([...Object.keys(holder), ...keysAt(path.slice(0, depth), schema, scenario)])];
  const under = depth === 0 ? "a scenario" : path.slice(0, depth).join(".");
  return new UserProblem(
    `--set ${path.join(".")}: ${under} has no "${path[depth]}"; ${suggestion(path[depth]!, keys)}`,
  );
}

const typesOf = (branches: readonly JsonSchema[]): ReadonlySet<string> =>
  new Set(branches.flatMap((branch) => branch.type ?? (branch.const === undefined ? [] : typeof branch.const)));

const withArticle = (type: string): string => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;

const NUMBER = /^[-+]?(\d[\d_]*(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;

/** The text as the type that the schema wants. Objects and lists are written as JSON. */
function readValue({ path, text }: Assignment, branches: readonly JsonSchema[]): unknown {
  const types = typesOf(branches);
  if (NUMBER.test(text) && (types.has("number") || types.has("integer"))) return Number(text.replaceAll("_", ""));
  if (types.has("boolean") && /^(true|false)$/.test(text)) return text === "true";
  if (types.has("string")) return text;
  if (types.size === 0 || types.has("object") || types.has("array")) return readJson(path, text);
  throw new UserProblem(`--set ${path.join(".")}=${text}: write ${[...types].map(withArticle).join(" or ")} here`);
}

function readJson(path: readonly string[], text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserProblem(
      `--set ${path.join(".")}=${text}: several values stand here; name one of them, or write JSON`,
    );
  }
}
