/** A round: the mutants of a side tried, as far as their verdicts are not known, and what came of it. */
import { type Mutant, rerun } from "./mutant.ts";
import { eachOnPool } from "./pool.ts";
import { Progress } from "./progress.ts";
import { equivalents, refutedAmong, type Score, scoresOf, survivorsOf, type Tried } from "./score.ts";
import type { Side } from "./side.ts";
import { sha256 } from "./solc.ts";
import { Store } from "./store.ts";
import type { Trial, Verdict } from "./trial.ts";

export interface Result {
  readonly side: string;
  /** How many mutants the side has, tried or not. */
  readonly total: number;
  readonly tried: readonly Tried[];
  /** A row for each file, and the last for all. */
  readonly scores: readonly Score[];
  /** Survivors that are not listed as equivalent. */
  readonly open: readonly Mutant[];
  /** Mutants listed as equivalent that a test noticed. */
  readonly refuted: readonly Mutant[];
  /** What is wrong with the list of equivalent mutants. */
  readonly complaints: readonly string[];
}

interface Options {
  /** Try also what is known. */
  readonly afresh?: boolean;
}

/** So many of the mutants, in their order; the seed decides which. */
export function draw(mutants: readonly Mutant[], count: number, seed: string): readonly Mutant[] {
  const lots = new Map(mutants.map(({ id }) => [id, sha256(`${seed}/${id}`)]));
  const drawn = [...lots].sort(([, a], [, b]) => (a < b ? -1 : 1)).slice(0, count);
  const kept = new Set(drawn.map(([id]) => id));
  return mutants.filter(({ id }) => kept.has(id));
}

/** Throws when the tests fail on the side as it is: every mutant would seem killed. */
export async function trySide(
  side: Side,
  mutants: readonly Mutant[],
  jobs: number,
  options: Options = {},
): Promise<Result> {
  const store = new Store(side);
  const fresh = mutants.filter((mutant) => options.afresh || store.known(mutant) === undefined);
  console.error(`${side.name}: ${mutants.length} mutants, ${fresh.length} to try`);
  if (fresh.length > 0) await eachOnPool([side], 1, side.worker, requirePassing);
  const progress = new Progress(fresh.length);
  await eachOnPool(fresh, jobs, side.worker, async (mutant, ask) => {
    const order = side.tests.rank(mutant, store.killersNear(mutant));
    const verdict = await ask(side.trialOf(mutant, order));
    store.keep(mutant, verdict);
    progress.step(verdict.outcome === "survived");
  });
  return resultOf(
    side,
    mutants.map((mutant) => ({ mutant, verdict: store.known(mutant)! })),
  );
}

async function requirePassing({ name, tests }: Side, ask: (trial: Trial) => Promise<Verdict>): Promise<void> {
  const verdict = await ask({ changed: {}, selection: {}, order: tests.names });
  if (verdict.outcome === "survived") return;
  const { by } = verdict as { by?: { test: string; error: string } };
  throw new Error(`the tests fail on the ${name} without any change: ${by?.test}: ${by?.error}`);
}

function resultOf(side: Side, tried: readonly Tried[]): Result {
  const known = equivalents();
  const refuted = refutedAmong(tried, known);
  const ids = new Set(side.mutants.map(({ id }) => id));
  const stale = [...known.values()].filter(({ id, file }) => side.files.includes(file) && !ids.has(id));
  return {
    side: side.name,
    total: side.mutants.length,
    tried,
    scores: scoresOf(tried, known),
    open: survivorsOf(tried).filter(({ id }) => !known.has(id)),
    refuted,
    complaints: [
      ...refuted.map((mutant) => `listed as equivalent, yet killed: ${rerun(mutant)}`),
      ...stale.map(({ id }) => `listed as equivalent, yet there is no mutant ${id} any more`),
    ],
  };
}
