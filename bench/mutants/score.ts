/** What the verdicts add up to, per file and in all. */
import { readFileSync } from "node:fs";
import type { Mutant } from "./mutant.ts";
import type { Verdict } from "./trial.ts";

export interface Tried {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

/** A mutant that does what the original does, as far as anyone can observe. Listed by hand, with the reason. */
export interface Equivalent {
  readonly id: string;
  readonly file: string;
  readonly inside: string;
  readonly before: string;
  readonly after: string;
  readonly why: string;
}

export interface Score {
  readonly file: string;
  readonly killed: number;
  readonly survived: number;
  /** Of the survivors, those listed as equivalent. */
  readonly equivalent: number;
  /** Not counted: they do not compile, or compile to the same bytecode. */
  readonly notCounted: number;
  /** Killed among those that are not equivalent, 0 to 1. */
  readonly score: number;
  /** Killed among all that compile to something else, 0 to 1. */
  readonly rawScore: number;
}

const LIST = new URL("equivalent.json", import.meta.url);

export const equivalents = (): ReadonlyMap<string, Equivalent> =>
  new Map((JSON.parse(readFileSync(LIST, "utf8")) as Equivalent[]).map((entry) => [entry.id, entry]));

export const survivorsOf = (tried: readonly Tried[]): readonly Mutant[] =>
  tried.filter(({ verdict }) => verdict.outcome === "survived").map(({ mutant }) => mutant);

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

export function scoreOf(file: string, tried: readonly Tried[], known: ReadonlyMap<string, Equivalent>): Score {
  const count = (outcome: Verdict["outcome"]) => tried.filter(({ verdict }) => verdict.outcome === outcome).length;
  const [killed, survived] = [count("killed"), count("survived")];
  const equivalent = survivorsOf(tried).filter(({ id }) => known.has(id)).length;
  return {
    file,
    killed,
    survived,
    equivalent,
    notCounted: count("invalid") + count("identical"),
    score: ratio(killed, killed + survived - equivalent),
    rawScore: ratio(killed, killed + survived),
  };
}

/** A row for each file that has mutants, and one for all. */
export function scoresOf(tried: readonly Tried[], known: ReadonlyMap<string, Equivalent>): readonly Score[] {
  const files = Object.entries(Object.groupBy(tried, ({ mutant }) => mutant.file));
  return [...files.map(([file, own]) => scoreOf(file, own!, known)), scoreOf("all", tried, known)];
}

/** Mutants on the list that a test has noticed: they are not equivalent. */
export const refutedAmong = (tried: readonly Tried[], known: ReadonlyMap<string, Equivalent>): readonly Mutant[] =>
  tried
    .filter(({ mutant, verdict }) => verdict.outcome === "killed" && known.has(mutant.id))
    .map(({ mutant }) => mutant);
