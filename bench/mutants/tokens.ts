/** TypeScript as tokens, without its types: all that the rules for the model need of its syntax. */
import { stripTypeScriptTypes } from "node:module";

export type Kind = "word" | "number" | "string" | "sign";

export interface Token {
  readonly kind: Kind;
  readonly text: string;
  /** Offsets into the source. */
  readonly start: number;
  readonly end: number;
}

const SPACE = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const REGULAR_EXPRESSION = /\/(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\\\n])+\/\w*/y;
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ["string", /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/y],
  ["number", /0x[\da-f_]+n?|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?n?/iy],
  ["word", /#?[\w$]+/y],
  [
    "sign",
    />>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|[=!<>+\-*/%&|^]=|&&|\|\||\?[?.]|\+\+|--|\*\*|<<|>>|./y,
  ],
];

function matchAt(pattern: RegExp, text: string, place: number): string {
  pattern.lastIndex = place;
  return pattern.exec(text)?.[0] ?? "";
}

const KEYWORDS_BEFORE_VALUES = new Set([
  "return",
  "throw",
  "case",
  "typeof",
  "in",
  "of",
  "new",
  "delete",
  "void",
  "await",
]);

/** Whether the token ends a value, so that a sign after it takes two operands. */
export const endsValue = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === "sign" ? [")", "]", "}"].includes(token.text) : !KEYWORDS_BEFORE_VALUES.has(token.text));

export function tokenize(source: string): readonly Token[] {
  // Types become spaces, so that every offset stays.
  const text = stripTypeScriptTypes(source);
  const tokens: Token[] = [];
  for (let place = 0; ; ) {
    place += matchAt(SPACE, text, place).length;
    if (place >= text.length) return tokens;
    const token = tokenAt(text, place, tokens.at(-1));
    tokens.push(token);
    place = token.end;
  }
}

function tokenAt(text: string, start: number, before: Token | undefined): Token {
  const pattern = text[start] === "/" && !endsValue(before) ? matchAt(REGULAR_EXPRESSION, text, start) : "";
  if (pattern) return { kind: "string", text: pattern, start, end: start + pattern.length };
  for (const [kind, shape] of KINDS) {
    const found = matchAt(shape, text, start);
    if (found) return { kind, text: found, start, end: start + found.length };
  }
  throw new Error(`no token at ${start}`);
}
