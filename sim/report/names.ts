/** What members of a kind are called: some kinds are nouns, the others say what sort of solver it is. */
import { enumerate } from "./format.ts";

/** The words that need more than the kind itself. */
const NOUNS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  user: ["user", "users"],
  copycat: ["copycat", "copycats"],
  farmer: ["farmer", "farmers"],
  griefer: ["griefer", "griefers"],
  briber: ["briber", "bribers"],
  venal: ["venal voter", "venal voters"],
  withholder: ["withholder", "withholders"],
  steward: ["steward", "stewards"],
};

const wordsOf = (kind: string): readonly [string, string] =>
  Object.hasOwn(NOUNS, kind) ? NOUNS[kind]! : [`${kind} solver`, `${kind} solvers`];

/** "honest solver", "copycat". */
export const memberOf = (kind: string): string => wordsOf(kind)[0];

/** "honest solvers", "copycats". */
export const membersOf = (kind: string): string => wordsOf(kind)[1];

/** After "2 of 3": "griefers", or "honest" alone. */
export const sortOf = (kind: string): string => (Object.hasOwn(NOUNS, kind) ? NOUNS[kind]![1] : kind);

/** Several kinds in one sentence: "lazy and malicious solvers and griefers". */
export function groupsOf(kinds: readonly string[]): string {
  const sorts = kinds.filter((kind) => !Object.hasOwn(NOUNS, kind));
  const nouns = kinds.filter((kind) => Object.hasOwn(NOUNS, kind)).map(membersOf);
  return enumerate([...(sorts.length > 0 ? [`${enumerate(sorts)} solvers`] : []), ...nouns]);
}
