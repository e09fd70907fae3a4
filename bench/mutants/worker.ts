/** A process that tries mutants: compiles each and runs the tests on it, one after another, as its parent asks. */
import type { ArtifactName } from "../../sim/chain/evm/artifacts.ts";
import type { Codes } from "./contracts.ts";
import { type Code, compile, type Selection, SolcError } from "./solc.ts";
import { type Failure, Suites } from "./suites.ts";

export interface Trial {
  /** Sources that differ from those on disk. */
  readonly changed: Readonly<Record<string, string>>;
  /** The contracts built from them. */
  readonly selection: Selection;
  /** Test files, the most promising first. */
  readonly order: readonly string[];
}

/** The unchanged contracts' code, told once before all trials. */
export type Baseline = readonly (readonly [ArtifactName, Code])[];

export type Verdict =
  | { readonly outcome: "survived" }
  | { readonly outcome: "killed"; readonly by: Failure }
  /** Does not compile. */
  | { readonly outcome: "invalid"; readonly message: string }
  /** The compiler makes the same code of it. */
  | { readonly outcome: "identical" };

const suites = await Suites.load();
let baseline: Codes = new Map();

function isChanged(codes: Codes): boolean {
  return [...codes].some(([name, { bytecode }]) => baseline.get(name)?.bytecode !== bytecode);
}

async function attempt({ changed, selection, order }: Trial): Promise<Verdict> {
  const mutated = Object.keys(changed).length > 0;
  const codes = mutated ? (compile(selection, changed) as Codes) : baseline;
  if (mutated && !isChanged(codes)) return { outcome: "identical" };
  const by = await suites.run(new Map([...baseline, ...codes]), order);
  return by ? { outcome: "killed", by } : { outcome: "survived" };
}

async function answer(trial: Trial): Promise<Verdict> {
  try {
    return await attempt(trial);
  } catch (error) {
    if (error instanceof SolcError) return { outcome: "invalid", message: error.message };
    throw error;
  }
}

process.on("message", async (message: Baseline | Trial) => {
  if ("order" in message) process.send!(await answer(message));
  else baseline = new Map(message);
});
process.on("disconnect", () => process.exit());
process.send!("ready");
