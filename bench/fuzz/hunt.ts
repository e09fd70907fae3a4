/** The search on the model: random histories, and the interesting ones of earlier with another end, until time is up. */
import fc from "fast-check";
import { AGES } from "../../test/properties/cast.ts";
import { type Minimal, minimize } from "../../test/properties/minimal.ts";
import { PROPERTIES, play } from "../../test/properties/play.ts";
import type { Property } from "../../test/properties/property.ts";
import { type History, histories } from "../../test/properties/steps.ts";
import { Reached } from "./reached.ts";

/** A way in which a property fails, and the first history that showed it. */
export interface Catch {
  readonly kind: string;
  readonly minimal: Minimal;
  readonly history: History;
  /** Of the sample that the history was in; the path is its place there. Undefined when it was bred from the corpus. */
  readonly origin: { readonly seed: number; readonly path: number; readonly administrative: boolean } | undefined;
}

export interface Hunt {
  readonly runs: number;
  readonly actions: number;
  readonly catches: readonly Catch[];
  /** Histories that reached something new, the newest last. */
  readonly corpus: readonly History[];
  readonly reached: Reached;
}

export interface HuntOptions {
  readonly seed: number;
  /** Whether to go on after so many actions, asked before each sample. */
  readonly goOn: (actions: number) => boolean;
  /** All, unless one is named. */
  readonly property?: string;
  readonly corpus?: readonly History[];
  readonly onCatch?: (caught: Catch) => void;
}

const HISTORY_LENGTH = 60;
const SAMPLE = 50;
/** Every fourth sample has the owner's doings in it. */
const ADMINISTRATIVE_EVERY = 4;

export const isAdministrative = (seed: number): boolean => seed % ADMINISTRATIVE_EVERY === 0;

/** Under an owner who does anything, only some properties are to hold. */
export const propertiesFor = (administrative: boolean, name?: string): readonly Property[] =>
  PROPERTIES.filter((property) => (!administrative || property.underOwner) && (!name || property.name === name));

/** A sample of histories that the seed alone decides. */
export const sampleOf = (seed: number): History[] =>
  fc.sample(histories(HISTORY_LENGTH, isAdministrative(seed)), { numRuns: SAMPLE, seed });

export async function hunt(options: HuntOptions): Promise<Hunt> {
  const corpus = [...(options.corpus ?? [])];
  const reached = new Reached();
  const catches = new Map<string, Catch>();
  let [runs, actions] = [0, 0];
  for (let seed = options.seed; options.goOn(actions); seed++) {
    const properties = propertiesFor(isAdministrative(seed), options.property);
    for (const [path, fresh] of sampleOf(seed).entries()) {
      const bred = path % 2 === 1 && corpus.length > 0;
      const history = bred ? breed(corpus[(seed * SAMPLE + path) % corpus.length]!, fresh) : fresh;
      const played = play(history, properties);
      runs++;
      actions += played.played.reduce((sum, { block }) => sum + block.actions.length, 0);
      const steps = reached.note(played, history.age);
      // Cut where the new thing happened, so that what is bred from it goes on from there.
      if (steps > 0 && !isAdministrative(seed)) corpus.push({ ...history, steps: history.steps.slice(0, steps) });
      for (const violation of played.violations.values()) {
        if (catches.has(violation.kind)) continue;
        const property = properties.find(({ name }) => name === violation.property)!;
        const minimal = await minimize(AGES[history.age]!, played, property);
        if (catches.has(minimal.violation.kind)) continue;
        const origin = bred ? undefined : { seed, path, administrative: isAdministrative(seed) };
        const caught: Catch = { kind: minimal.violation.kind, minimal, history, origin };
        catches.set(caught.kind, caught);
        options.onCatch?.(caught);
      }
    }
  }
  return { runs, actions, catches: [...catches.values()], corpus, reached };
}

/** An interesting history's beginning with another's end. */
const breed = (old: History, fresh: History): History => ({
  age: old.age,
  steps: [...old.steps, ...fresh.steps].slice(0, 2 * HISTORY_LENGTH),
});
