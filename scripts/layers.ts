/**
 * Who may import whom: the one-way flow of the design as a table. A file below `sim/` belongs to the longest listed
 * path that contains it and may import from its own layer and from those named. Prints each offence and returns their number.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

interface Layer {
  readonly path: string;
  readonly may: readonly string[];
  /** Packages and Node modules allowed; "*" for any. Matched by prefix. */
  readonly packages: readonly string[];
}

/** What runs in a browser too may use these and no Node module. */
const PURE = ["pure-rand", "hash-wasm", "@noble/hashes", "zod"];

const LAYERS: readonly Layer[] = [
  { path: "sim/base", may: [], packages: PURE },
  { path: "sim/chain", may: ["sim/base"], packages: PURE },
  { path: "sim/chain/model", may: ["sim/base", "sim/chain"], packages: PURE },
  { path: "sim/chain/evm", may: ["sim/base", "sim/chain"], packages: ["*"] },
  {
    path: "sim/chain/open.ts",
    may: ["sim/base", "sim/chain", "sim/chain/evm", "sim/chain/model", "sim/chain/twin"],
    packages: [],
  },
  { path: "sim/chain/twin", may: ["sim/base", "sim/chain", "sim/chain/evm", "sim/chain/model"], packages: ["*"] },
  { path: "sim/ledger", may: ["sim/base", "sim/chain"], packages: [...PURE, "csv-stringify"] },
  { path: "sim/ledger/files", may: ["sim/base", "sim/chain", "sim/ledger"], packages: ["*"] },
  { path: "sim/scenarios", may: ["sim/base", "sim/chain"], packages: PURE },
  { path: "sim/agents", may: ["sim/base", "sim/chain", "sim/scenarios"], packages: PURE },
  { path: "sim/world", may: ["sim/base", "sim/chain", "sim/scenarios", "sim/agents", "sim/ledger"], packages: PURE },
  { path: "sim/metrics", may: ["sim/base", "sim/chain", "sim/chain/model", "sim/ledger"], packages: PURE },
  { path: "sim/report", may: ["sim/base", "sim/chain", "sim/scenarios", "sim/ledger", "sim/metrics"], packages: ["*"] },
  { path: "sim/run", may: ["*"], packages: ["*"] },
  { path: "sim/experiment", may: ["*"], packages: ["*"] },
  { path: "sim/theory", may: ["*"], packages: ["*"] },
  { path: "sim/profit", may: ["*"], packages: ["*"] },
  { path: "sim/live", may: ["*"], packages: ["*"] },
  { path: "sim/cli", may: ["*"], packages: ["*"] },
  { path: "sim/cli.ts", may: ["*"], packages: ["*"] },
  { path: "sim/index.ts", may: ["*"], packages: ["*"] },
];

const IMPORT = /(?:\bfrom\s+|\bimport\s+|\bimport\(\s*)"([^"]+)"/g;

function layerOf(file: string): Layer | undefined {
  return LAYERS.filter(({ path }) => file === path || file.startsWith(`${path}/`) || file === `${path}.ts`).sort(
    (a, b) => b.path.length - a.path.length,
  )[0];
}

function offenceOf(root: string, file: string, specifier: string): string | undefined {
  const layer = layerOf(file);
  if (layer === undefined) return `${file}: belongs to no layer; name one in scripts/layers.ts`;
  if (!specifier.startsWith(".")) {
    const allowed = layer.packages.some(
      (name) => name === "*" || specifier === name || specifier.startsWith(`${name}/`),
    );
    return allowed ? undefined : `${file}: layer ${layer.path} may not import the package ${specifier}`;
  }
  const target = relative(root, resolve(root, dirname(file), specifier));
  if (!target.startsWith("sim/") || target.endsWith(".json")) return undefined;
  const targetLayer = layerOf(target);
  if (targetLayer === layer || layer.may.includes("*") || layer.may.includes(targetLayer?.path ?? "")) return undefined;
  return `${file}: layer ${layer.path} may not import ${target}`;
}

/** Checks every TypeScript file below `root`/sim. */
export function layerOffences(root: string): readonly string[] {
  const files = readdirSync(join(root, "sim"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `sim/${name.replaceAll("\\", "/")}`)
    .sort();
  return files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(IMPORT)].flatMap(
      ([, specifier]) => offenceOf(root, file, specifier!) ?? [],
    ),
  );
}
