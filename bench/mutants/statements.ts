/** Where the statements of a block of TypeScript begin and end. */
import type { Span } from "./source.ts";
import type { Token } from "./tokens.ts";

export interface Statement extends Span {
  readonly tokens: readonly Token[];
}

/** What a bracket encloses: statements, members of a class, or parts of an expression. */
type Enclosed = "statements" | "members" | "parts";

interface Frame {
  readonly enclosed: Enclosed;
  /** The index of the token that began the present statement. */
  from?: number | undefined;
}

const OPENING = new Set(["(", "[", "{"]);
const CLOSING = new Set([")", "]", "}"]);
/** After these, and between statements, a brace opens a block. */
const BEFORE_BLOCK = new Set([")", "=>", "else", "do", "try", "finally", ";", "{", "}"]);

/** Those that end with a semicolon, in the order of their ends. What lies outside functions is none. */
export function statementsOf(tokens: readonly Token[]): readonly Statement[] {
  const statements: Statement[] = [];
  const frames: Frame[] = [{ enclosed: "parts" }];
  for (const [index, { text }] of tokens.entries()) {
    const frame = frames.at(-1)!;
    if (CLOSING.has(text)) close(frames);
    else {
      if (frame.enclosed === "statements") frame.from ??= index;
      if (OPENING.has(text)) frames.push({ enclosed: enclosedBy(tokens, index) });
    }
    if (text !== ";" || frame.enclosed !== "statements") continue;
    const own = tokens.slice(frame.from, index + 1);
    statements.push({ start: own[0]!.start, end: own.at(-1)!.end, tokens: own });
    frame.from = undefined;
  }
  return statements;
}

/** A block's end ends the statement that it belongs to. */
function close(frames: Frame[]): void {
  const closed = frames.pop()!;
  const around = frames.at(-1)!;
  if (closed.enclosed === "statements" && around.enclosed === "statements") around.from = undefined;
}

function enclosedBy(tokens: readonly Token[], index: number): Enclosed {
  if (tokens[index]!.text !== "{") return "parts";
  if (isClassBody(tokens, index)) return "members";
  return BEFORE_BLOCK.has(tokens[index - 1]?.text ?? ";") ? "statements" : "parts";
}

/** `class Name {`, `class Name extends Other {`, and with an expression to extend. */
function isClassBody(tokens: readonly Token[], index: number): boolean {
  const start = tokens.slice(0, index).findLastIndex(({ text }) => ["class", ";", "{", "}"].includes(text));
  return tokens[start]?.text === "class";
}
