/**
 * `--set a.b.0.c=value`: reaches any value of a scenario. What the text means (number, string, truth value) is decided
 * by the scenario's JSON Schema at that path, never by how the text looks, so that "0x10" stays text where text is due.
 */
import { suggestion } from "./near.ts";
import { UserProblem } from "./problem.ts";

/** The parts of JSON Schema that a scenario's schema uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

export interface Assignment {
  readonly path: readonly string[];
  readonly text: string;
}

type Plain = Record<string, unknown> | unknown[];

/** "a.b.0.c=value" as path and text; the value may hold further equal signs. */
export function parseAssignment(text: string): Assignment {
  const at = text.indexOf("=");
  const path = text.slice(0, at).trim().split(".");
  if (at < 1 || path.includes("")) throw new UserProblem(`--set ${text}: write key=value, with dots between keys, as in --set horizon.days=7`);
  return { path, text: text.slice(at + 1).trim() };
}

/** A copy of the scenario with the value set. Throws `UserProblem` with the keys near a wrong one. */
export function assign<T extends object>(scenario: T, assignment: Assignment, schema: JsonSchema): T {
  const copy = structuredClone(scenario);
  const { path } = assignment;
  let place = copy as unknown as Plain;
  let branches = expand(schema, schema);
  for (const [depth, key] of path.entries()) {
    branches = branches.flatMap((branch) => step(branch, key, place, schema));
    if (branches.length === 0) throw unknownKey(path, depth, place, schema, scenario);
    if (depth === path.length - 1) setChild(place, key, readValue(assignment, branches));
    else place = child(place, key, path, depth);
  }
  return copy;
}

/** The schema with references and alternatives resolved: each entry is one thing the value may be. */
function expand(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  if (schema.$ref !== undefined) return expand(root.$defs?.[schema.$ref.split("/").at(-1)!] ?? {}, root);
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  return alternatives === undefined ? [schema] : alternatives.flatMap((alternative) => expand(alternative, root));
}

/** What may stand under a key. A union is narrowed by the constants that the present value carries (its `kind`). */
function step(branch: JsonSchema, key: string, place: Plain, root: JsonSchema): JsonSchema[] {
  if (!matchesConstants(branch, place)) return [];
  const under = branch.properties?.[key] ?? (isIndex(key) ? itemSchema(branch, Number(key)) : undefined) ?? additional(branch);
  return under === undefined ? [] : expand(under, root);
}

const additional = (branch: JsonSchema): JsonSchema | undefined =>
  typeof branch.additionalProperties === "object" ? branch.additionalProperties : undefined;

const isIndex = (key: string): boolean => /^\d+$/.test(key);

function itemSchema(branch: JsonSchema, index: number): JsonSchema | undefined {
  return branch.prefixItems?.[index] ?? (typeof branch.items === "object" ? branch.items : undefined);
}

function matchesConstants(branch: JsonSchema, place: Plain): boolean {
  return Object.entries(branch.properties ?? {}).every(([key, { const: fixed }]) => {
    const present = (place as Record<string, unknown>)[key];
    return fixed === undefined || present === undefined || present === fixed;
  });
}

function child(place: Plain, key: string, path: readonly string[], depth: number): Plain {
  const holder = place as Record<string, unknown>;
  if (Array.isArray(place) && Number(key) >= place.length) throw outOfRange(path, depth, place.length);
  holder[key] ??= {};
  const next = holder[key];
  if (typeof next !== "object" || next === null)
    throw new UserProblem(`--set ${path.join(".")}: ${path.slice(0, depth + 1).join(".")} is a single value and has nothing inside`);
  return next as Plain;
}

function setChild(place: Plain, key: string, value: unknown): void {
  (place as Record<string, unknown>)[key] = value;
}

function outOfRange(path: readonly string[], depth: number, length: number): UserProblem {
  const list = path.slice(0, depth).join(".");
  return new UserProblem(`--set ${path.join(".")}: ${list} has ${length} entries, numbered 0 to ${length - 1}`);
}

function unknownKey(path: readonly string[], depth: number, place: Plain, root: JsonSchema, scenario: object): UserProblem {
  const keys = [...new Set([...Object.keys(place), ...keysAt(path.slice(0, depth), root, scenario)])];
  const under = depth === 0 ? "a scenario" : path.slice(0, depth).join(".");
  return new UserProblem(`--set ${path.join(".")}: ${under} has no "${path[depth]}"; ${suggestion(path[depth]!, keys)}`);
}

/** Keys that the schema knows at a path of an existing value. */
function keysAt(path: readonly string[], root: JsonSchema, scenario: object): string[] {
  let place = scenario as Plain;
  let branches = expand(root, root);
  for (const key of path) {
    branches = branches.flatMap((branch) => step(branch, key, place, root));
    place = ((place as Record<string, unknown>)[key] ?? {}) as Plain;
  }
  return branches.filter((branch) => matchesConstants(branch, place)).flatMap((branch) => Object.keys(branch.properties ?? {}));
}

const typesOf = (branches: readonly JsonSchema[]): ReadonlySet<string> =>
  new Set(branches.flatMap((branch) => branch.type ?? (branch.const !== undefined ? typeof branch.const : [])));

/** The text as the type that the schema wants. Objects and lists are written as JSON. */
function readValue({ path, text }: Assignment, branches: readonly JsonSchema[]): unknown {
  const types = typesOf(branches);
  if (text === "null" && types.has("null")) return null;
  if ((types.has("number") || types.has("integer")) && /^[-+]?(\d[\d_]*)?(\.\d+)?(e[-+]?\d+)?$/i.test(text) && text !== "")
    return Number(text.replaceAll("_", ""));
  if (types.has("boolean") && /^(true|false)$/.test(text)) return text === "true";
  if (types.has("string")) return text;
  if (types.size === 0 || types.has("object") || types.has("array")) return readJson(path, text);
  throw new UserProblem(`--set ${path.join(".")}=${text}: expected ${[...types].join(" or ")}`);
}

function readJson(path: readonly string[], text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserProblem(`--set ${path.join(".")}=${text}: this place holds several values; name one of them, or write JSON`);
  }
}
