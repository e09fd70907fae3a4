/** What a process that tries mutants is asked, and what it answers. */
import type { ArtifactName } from "../../sim/chain/evm/artifacts.ts";
import type { Failure } from "./run.ts";
import type { Code, Selection } from "./solc.ts";

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

export const verdictOf = (failure: Failure | undefined): Verdict =>
  failure ? { outcome: "killed", by: failure } : { outcome: "survived" };

/** Answers the parent's messages for as long as it lives. */
export function serve(answer: (message: Baseline | Trial) => Promise<Verdict | undefined>): void {
  process.on("message", async (message: Baseline | Trial) => {
    const verdict = await answer(message);
    if (verdict) process.send!(verdict);
  });
  process.on("disconnect", () => process.exit());
  process.send!("ready");
}
