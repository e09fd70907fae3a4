/**
 * The compiler itself, without Hardhat: a mutant needs one contract's bytecode, fast, and nothing on disk.
 * The optimiser is off, since it takes four fifths of the time and changes nothing that a test may look at.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import solc from "solc";
import type { Hex } from "../../sim/base/types.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The same target as hardhat.config.ts; no metadata, so that equal code is equal bytecode. */
const SETTINGS = { evmVersion: "cancun", optimizer: { enabled: false }, metadata: { appendCBOR: false } };

export interface Code {
  /** Creation bytecode, without constructor arguments. */
  readonly bytecode: Hex;
  readonly deployedBytecode: Hex;
}

/** Contracts by file, then by name. */
export type Selection = Readonly<Record<string, readonly string[]>>;

interface Problem {
  readonly severity: string;
  readonly message: string;
}

interface SolcOutput {
  readonly errors?: readonly Problem[];
  readonly sources?: Readonly<Record<string, { readonly ast: unknown }>>;
  readonly contracts?: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly evm: Readonly<Record<"bytecode" | "deployedBytecode", { object: string }>> }>>
    >
  >;
}

/** Sources that do not compile. The message is the compiler's first. */
export class SolcError extends Error {}

const files = new Map<string, string>();

/** A source by the name under which it is imported: of this project, or of a package. */
export function readSource(name: string): string {
  const known = files.get(name);
  if (known !== undefined) return known;
  const path = [`${ROOT}${name}`, `${ROOT}node_modules/${name}`].find(existsSync);
  if (path === undefined) throw new Error(`no source ${name}`);
  const text = readFileSync(path, "utf8");
  files.set(name, text);
  return text;
}

function run(sources: Readonly<Record<string, string>>, outputSelection: object): SolcOutput {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([name, content]) => [name, { content }])),
    settings: { ...SETTINGS, outputSelection },
  };
  const output = JSON.parse(
    solc.compile(JSON.stringify(input), { import: (name: string) => ({ contents: readSource(name) }) }),
  ) as SolcOutput;
  const error = output.errors?.find(({ severity }) => severity === "error");
  if (error) throw new SolcError(error.message);
  return output;
}

/** Syntax trees of sources of this project. Throws `SolcError`. */
export function parse(names: readonly string[]): ReadonlyMap<string, unknown> {
  const sources = Object.fromEntries(names.map((name) => [name, readSource(name)]));
  const output = run(sources, { "*": { "": ["ast"] } });
  return new Map(names.map((name) => [name, output.sources![name]!.ast]));
}

/** Code of contracts, where `changed` replaces sources on disk. Throws `SolcError`. */
export function compile(
  selection: Selection,
  changed: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, Code> {
  const roots = Object.fromEntries(Object.keys(selection).map((name) => [name, readSource(name)]));
  const wanted = Object.entries(selection).map(([file, names]) => [
    file,
    Object.fromEntries(names.map((name) => [name, ["evm.bytecode.object", "evm.deployedBytecode.object"]])),
  ]);
  const { contracts } = run({ ...roots, ...changed }, Object.fromEntries(wanted));
  return new Map(
    Object.entries(selection).flatMap(([file, names]) =>
      names.map((name) => {
        const { bytecode, deployedBytecode } = contracts![file]![name]!.evm;
        return [name, { bytecode: `0x${bytecode.object}`, deployedBytecode: `0x${deployedBytecode.object}` }] as const;
      }),
    ),
  );
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
