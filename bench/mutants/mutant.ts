/** The mutants of a source: each with a name that outlives changes elsewhere in the file. */
import { type Node, type Placed, Source, walk } from "./ast.ts";
import { type Edit, editsOf } from "./operators.ts";
import { sha256 } from "./solc.ts";

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

export function mutantsOf(file: string, text: string, ast: Node): readonly Mutant[] {
  const source = new Source(file, text);
  const seen = new Map<string, number>();
  return [...walk(ast)].flatMap((place) =>
    editsOf(place, source).map((edit) => mutantOf(source, edit, insideOf(place), seen)),
  );
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
    id: sha256(`${change}${order}`).slice(0, ID_LENGTH),
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

function insideOf({ node, ancestors }: Placed): string {
  const around = [...ancestors, node];
  const owner = around.find(({ nodeType }) => nodeType === "FunctionDefinition" || nodeType === "ModifierDefinition");
  const named = owner ?? around.find(({ nodeType }) => nodeType === "VariableDeclaration");
  return ((named?.["name"] as string) || (named?.["kind"] as string)) ?? "";
}

const trimLines = (text: string, sign: string): string =>
  text
    .split("\n")
    .map((line) => `${sign} ${line}`)
    .join("\n");

/** The change as a diff of whole lines. */
export const diffOf = ({ before, after }: Pick<Mutant, "before" | "after">): string =>
  `${trimLines(before, "-")}\n${trimLines(after, "+")}`;
