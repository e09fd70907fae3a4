/** The contracts under mutation: which sources there are, which deployed contracts are built from each, and their code. */
import { globSync } from "node:fs";
import type { ArtifactName } from "../../sim/chain/evm/artifacts.ts";
import { list, type Node } from "./ast.ts";
import { type Mutant, mutantsOf } from "./mutant.ts";
import { type Code, compile, parse, ROOT, readSource, type Selection } from "./solc.ts";

/** Interfaces hold no code, and contracts for tests alone are not what is tested. */
const LEFT_OUT = /^contracts\/(interfaces|test)\//;

export type Codes = ReadonlyMap<ArtifactName, Code>;

interface Deployable {
  readonly name: ArtifactName;
  readonly file: string;
  /** The file and all that it imports. */
  readonly sources: ReadonlySet<string>;
}

export class Contracts {
  readonly files: readonly string[];
  readonly #asts: ReadonlyMap<string, Node>;
  readonly #deployables: readonly Deployable[];

  constructor() {
    const all = globSync("contracts/**/*.sol", { cwd: ROOT }).sort();
    this.#asts = parse(all) as ReadonlyMap<string, Node>;
    this.files = all.filter((file) => !LEFT_OUT.test(file));
    this.#deployables = this.files.flatMap((file) =>
      concreteContracts(this.#asts.get(file)!).map((name) => ({ name, file, sources: this.#closure(file) })),
    );
  }

  mutantsOf(file: string): readonly Mutant[] {
    return mutantsOf(file, readSource(file), this.#asts.get(file)!);
  }

  /** The unchanged code of all contracts that are deployed. */
  baseline(): Codes {
    return compile(selectionOf(this.#deployables)) as Codes;
  }

  /** What is built from a source. */
  builtFrom(file: string): Selection {
    return selectionOf(this.#deployables.filter(({ sources }) => sources.has(file)));
  }

  #closure(file: string, found = new Set<string>()): ReadonlySet<string> {
    const ast = this.#asts.get(file);
    if (ast === undefined || found.has(file)) return found;
    found.add(file);
    for (const node of list(ast, "nodes")) {
      if (node.nodeType === "ImportDirective") this.#closure(node["absolutePath"] as string, found);
    }
    return found;
  }
}

const concreteContracts = (ast: Node): ArtifactName[] =>
  list(ast, "nodes")
    .filter(
      (node) => node.nodeType === "ContractDefinition" && node["contractKind"] === "contract" && !node["abstract"],
    )
    .map((node) => node["name"] as ArtifactName);

function selectionOf(deployables: readonly Deployable[]): Selection {
  const selection: Record<string, string[]> = {};
  for (const { file, name } of deployables) selection[file] = [...(selection[file] ?? []), name];
  return selection;
}
