/** The contracts as a side: which sources there are, which deployed contracts are built from each, and their code. */
import { fileURLToPath } from "node:url";
import type { ArtifactName } from "../../sim/chain/evm/artifacts.ts";
import { list, type Node } from "./ast.ts";
import type { Side } from "./side.ts";
import { type Code, compile, parse, readSource, type Selection, sha256 } from "./solc.ts";
import { solidityMutants } from "./solidity.ts";
import { Source } from "./source.ts";
import { filesAt, TestFiles } from "./testFiles.ts";
import type { Baseline } from "./trial.ts";

export type Codes = ReadonlyMap<ArtifactName, Code>;

/** Interfaces hold no code, and contracts for tests alone are not what is tested. */
const LEFT_OUT = /^contracts\/(interfaces|test)\//;
/** Titles of tests that run none of the contracts' bytecode. */
export const OTHER_BACKENDS = / on (model|twin)\b/;

export const CONTRACT_TESTS = new TestFiles(
  filesAt("test/{engine,token,governance,vesting,deployment}/**/*.test.ts"),
  (file) => {
    if (file.includes("/governance/")) return "test/governance";
    if (file.includes("/vesting/")) return "test/vesting";
    return file.endsWith("/Token.sol") ? "test/token" : "test/engine";
  },
);

interface Deployable {
  readonly name: ArtifactName;
  readonly file: string;
  /** The file and all that it imports. */
  readonly sources: ReadonlySet<string>;
}

type Asts = ReadonlyMap<string, Node>;

export function contractsSide(): Side {
  const all = filesAt("contracts/**/*.sol");
  const asts = parse(all) as Asts;
  const files = all.filter((file) => !LEFT_OUT.test(file));
  const deployables = files.flatMap((file) => deployablesIn(file, asts));
  const baseline: Baseline = [...(compile(selectionOf(deployables)) as Codes)];
  return {
    name: "contracts",
    files,
    mutants: files.flatMap((file) => solidityMutants(new Source(file, readSource(file)), asts.get(file)!)),
    fingerprint: sha256(JSON.stringify(baseline)),
    tests: CONTRACT_TESTS,
    worker: {
      program: new URL("contractsWorker.ts", import.meta.url),
      environment: { HARDHAT_CONFIG: fileURLToPath(new URL("hardhat.config.ts", import.meta.url)) },
      // The EVM's memory is given back with the process alone: 250 trials leave about a gigabyte.
      trialsPerProcess: 250,
      timeLimitSeconds: 180,
      baseline,
    },
    trialOf: ({ file, text }, order) => ({
      changed: { [file]: text },
      selection: selectionOf(deployables.filter(({ sources }) => sources.has(file))),
      order,
    }),
  };
}

const deployablesIn = (file: string, asts: Asts): Deployable[] =>
  list(asts.get(file)!, "nodes")
    .filter(
      (node) => node.nodeType === "ContractDefinition" && node["contractKind"] === "contract" && !node["abstract"],
    )
    .map((node) => ({ name: node["name"] as ArtifactName, file, sources: closure(file, asts) }));

/** A file and all files of this project that it imports. */
function closure(file: string, asts: Asts, found = new Set<string>()): ReadonlySet<string> {
  const ast = asts.get(file);
  if (ast === undefined || found.has(file)) return found;
  found.add(file);
  for (const node of list(ast, "nodes")) {
    if (node.nodeType === "ImportDirective") closure(node["absolutePath"] as string, asts, found);
  }
  return found;
}

function selectionOf(deployables: readonly Deployable[]): Selection {
  const selection: Record<string, string[]> = {};
  for (const { file, name } of deployables) selection[file] = [...(selection[file] ?? []), name];
  return selection;
}
