/** The mutants of a source: each with a name that outlives changes elsewhere in the file. */
import { createHash } from "node:crypto";
import type { Edit } from "./edits.ts";
import type { Source } from "./source.ts";

export interface Mutant {
  /** Eight hexadecimal digits, from file, function, change and, for equal changes, their order. */
  readonly id: string;
  readonly file: string;
  /** The function, modifier or constant in which the change lies. */
  readonly inside: string;
  readonly line: number;
  readonly rule: string;
  /** The lines as they are, and changed. */
  readonly before: string;
  readonly after: string;
  /** The whole source, changed. */
  readonly text: string;
}

const ID_LENGTH = 8;

/** An edit with the name of the function, modifier or constant around it. */
export interface PlacedEdit {
  readonly edit: Edit;
  readonly inside: string;
}

export function mutantsOf(source: Source, edits: Iterable<PlacedEdit>): readonly Mutant[] {
  const seen = new Map<string, number>();
  return Array.from(edits, ({ edit, inside }) => mutantOf(source, edit, inside, seen));
}

function mutantOf(source: Source, edit: Edit, inside: string, seen: Map<string, number>): Mutant {
  const lines = source.linesAround(edit);
  const before = source.slice(lines);
  const after =
    source.slice({ start: lines.start, end: edit.start }) +
    edit.text +
    source.slice({ start: edit.end, end: lines.end });
  const change = JSON.stringify([source.name, inside, squeeze(before), squeeze(after)]);
  const order = seen.get(change) ?? 0;
  seen.set(change, order + 1);
  return {
    id: createHash("sha256").update(`${change}${order}`).digest("hex").slice(0, ID_LENGTH),
    file: source.name,
    inside,
    line: source.lineAt(edit.start),
    rule: edit.rule,
    before,
    after,
    text: source.replace(edit, edit.text),
  };
}

/** Formatting does not rename a mutant. */
const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();

const trimLines = (text: string, sign: string): string =>
  text
    .split("\n")
    .map((line) => `${sign} ${line}`)
    .join("\n");

/** The change as a diff of whole lines. */
export const diffOf = ({ before, after }: Pick<Mutant, "before" | "after">): string =>
  `${trimLines(before, "-")}\n${trimLines(after, "+")}`;

/** The command that tries it again. */
export const rerun = ({ id }: Mutant): string => `npm run mutants -- --mutant ${id}`;
