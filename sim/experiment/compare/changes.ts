/** In which values two scenarios differ. */
import type { Scenario } from "../../scenarios/schema.ts";

export interface Change {
  /** As in --set. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Names and texts that decide nothing. */
const WORDS: ReadonlySet<string> = new Set(["name", "title", "question", "inquiry"]);

const isHolder = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const text = (value: unknown): string => (value === undefined ? "(absent)" : JSON.stringify(value));

/** Every single value that differs, words left out; a list or object on one side only is one change. */
export function differencesOf(a: Scenario, b: Scenario): readonly Change[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !WORDS.has(key));
  return keys.flatMap((key) => below([key], a[key as keyof Scenario], b[key as keyof Scenario]));
}

function below(path: readonly string[], before: unknown, after: unknown): Change[] {
  if (!isHolder(before) || !isHolder(after))
    return text(before) === text(after) ? [] : [{ path: path.join("."), before: text(before), after: text(after) }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => below([...path, key], before[key], after[key]));
}
