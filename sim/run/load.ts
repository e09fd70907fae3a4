/** Scenarios by name or from a file: TypeScript (default export), YAML or JSON. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, extname, isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import { scenarios } from "../scenarios/index.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { checkScenario, type Locate, locateBy } from "./check.ts";
import { extended } from "./extend.ts";
import { suggestion } from "./near.ts";
import { mendable, UserProblem } from "./problem.ts";

const FILE_ENDINGS = [".ts", ".js", ".mjs", ".yaml", ".yml", ".json"];

/** Data as they were written, unchecked, with a way to tell where each value stands. */
export interface LoadedData {
  readonly raw: object;
  readonly locate: Locate;
}

/**
 * Finds a scenario by its name among those that come with the testbed, or reads the file of that path. A key `extends`
 * names the scenario (or file, seen from the file's own folder) that supplies what is left out.
 */
export async function loadScenario(nameOrFile: string): Promise<LoadedData> {
  return resolved(nameOrFile, []);
}

async function resolved(nameOrFile: string, below: readonly string[]): Promise<LoadedData> {
  const { raw, locate } = await find(nameOrFile);
  if (!("extends" in raw)) return { raw, locate };
  const { extends: base, ...change } = raw as { extends: unknown };
  if (typeof base !== "string")
    throw new UserProblem(`${locate(["extends"])}: not a scenario's name or file; write extends: market`);
  const chain = [...below, nameOrFile];
  const named = beside(nameOrFile, base);
  if (chain.includes(named))
    throw new UserProblem(`${locate(["extends"])}: ${[...chain, named].join(" extends ")}; end the circle`);
  return { raw: extended((await resolved(named, chain)).raw as object as Record<string, unknown>, change), locate };
}

/** A file that another one names lies beside that one, or where it is looked for from here. */
export function beside(file: string, named: string): string {
  const path = join(dirname(file), named);
  return isFile(named) && !isAbsolute(named) && existsSync(path) ? path : named;
}

const isFile = (name: string): boolean => FILE_ENDINGS.includes(extname(name));

async function find(nameOrFile: string): Promise<LoadedData> {
  if (isFile(nameOrFile)) return loadFile(nameOrFile, "scenario");
  if (Object.hasOwn(scenarios, nameOrFile)) return { raw: scenarios[nameOrFile]!, locate: locateBy(nameOrFile) };
  const known = suggestion(nameOrFile, Object.keys(scenarios));
  throw new UserProblem(
    `scenario "${nameOrFile}": unknown; ${known} (a file ends in ${FILE_ENDINGS.join(", ")}; testbed list shows all)`,
  );
}

/** Reads a file of keys and values: YAML and JSON by their endings, anything else as a module's default export. */
export function loadFile(path: string, what: string): Promise<LoadedData> {
  return [".yaml", ".yml", ".json"].includes(extname(path)) ? readData(path, what) : importModule(path, what);
}

/** Loads and checks in one step: what a program uses. */
export async function scenarioFrom(nameOrFile: string): Promise<Scenario> {
  const { raw, locate } = await loadScenario(nameOrFile);
  return checkScenario(raw, locate);
}

async function importModule(path: string, what: string): Promise<LoadedData> {
  await readText(path);
  let loaded: { default?: unknown };
  try {
    loaded = await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    throw new UserProblem(`${path}: does not load: ${firstLine(error)}`);
  }
  if (typeof loaded.default !== "object" || loaded.default === null)
    throw new UserProblem(`${path}: exports no ${what}; write "export default { ... }"`);
  try {
    return { raw: structuredClone(loaded.default), locate: locateBy(path) };
  } catch (error) {
    throw new UserProblem(`${path}: holds more than plain data: ${firstLine(error)}`);
  }
}

/** YAML reads JSON as well and tells lines, so both go through it. */
async function readData(path: string, what: string): Promise<LoadedData> {
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: true, logLevel: "error" } as const;
  const document = parseDocument(await readText(path), options);
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined)
    throw new UserProblem(
      `${path}:${lines.linePos(error.pos[0]).line}: ${firstLine(error).replace(/; please use.*/, "; keep one")}`,
    );
  visit(document, { Scalar: (_, scalar) => refuseLossyNumber(scalar as Node, path, lines) });
  const raw = plainData(document, path);
  if (!isMap(document.contents))
    throw new UserProblem(`${path}: holds no ${what}; write keys and values, as testbed schema ${what} lists them`);
  return { raw: raw as object, locate: locateIn(path, document.contents as Node, lines) };
}

/** Aliases are resolved here; one without its anchor, or thousands of them, cannot be. */
function plainData(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new UserProblem(`${path}: ${firstLine(error)}`);
  }
}

/** Unquoted 0x... and integers beyond 2^53 would be read as numbers and lose digits. */
function refuseLossyNumber(node: Node, path: string, lines: LineCounter): void {
  if (!isScalar(node) || typeof node.value !== "number" || node.source === undefined) return;
  const isHex = /^[-+]?0x/i.test(node.source);
  if (!isHex && (!Number.isInteger(node.value) || Number.isSafeInteger(node.value))) return;
  const line = lines.linePos(node.range![0]).line;
  throw new UserProblem(
    `${path}:${line}: ${node.source} would be read as a number and lose digits; write it in quotes: "${node.source}"`,
  );
}

/** Names the line on which a value, or its nearest holder that exists, is written. */
function locateIn(path: string, root: Node, lines: LineCounter): Locate {
  return (keys) => {
    let node: unknown = root;
    let at = root;
    for (const key of keys) {
      node = isMap(node) || isSeq(node) ? node.get(key as never, true) : undefined;
      if (node === undefined || node === null) break;
      at = node as Node;
    }
    const place = keys.length === 0 ? "" : `: ${keys.map(String).join(".")}`;
    return `${path}:${lines.linePos(at.range![0]).line}${place}`;
  };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw mendable(error, path);
  }
}

const firstLine = (error: unknown): string => String((error as Error | null)?.message ?? error).split("\n")[0]!;
