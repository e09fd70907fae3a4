/** Changes of a source's text that rules for either language make: one small mistake of a programmer's each. */
import type { Source, Span } from "./source.ts";

export interface Edit extends Span {
  /** What kind of change this is. */
  readonly rule: string;
  readonly text: string;
}

/** What may stand in an operator's place, and the kind of that mistake. For comparisons the neighbour first, which differs at the boundary alone. */
const OPERATORS: Readonly<Record<string, readonly [rule: string, ...others: string[]]>> = {
  "<": ["comparison", "<=", ">="],
  "<=": ["comparison", "<", ">"],
  ">": ["comparison", ">=", "<="],
  ">=": ["comparison", ">", "<"],
  "==": ["comparison", "!="],
  "!=": ["comparison", "=="],
  "===": ["comparison", "!=="],
  "!==": ["comparison", "==="],
  "+": ["arithmetic", "-"],
  "-": ["arithmetic", "+"],
  "*": ["arithmetic", "/"],
  "/": ["arithmetic", "*"],
  "%": ["arithmetic", "*"],
  "**": ["arithmetic", "*"],
  "<<": ["arithmetic", ">>"],
  ">>": ["arithmetic", "<<"],
  ">>>": ["arithmetic", "<<"],
  "&": ["arithmetic", "|"],
  "|": ["arithmetic", "&"],
  "^": ["arithmetic", "&"],
  "&&": ["logic", "||"],
  "||": ["logic", "&&"],
  "+=": ["assignment", "-=", "="],
  "-=": ["assignment", "+=", "="],
  "*=": ["assignment", "/=", "="],
  "/=": ["assignment", "*=", "="],
  "++": ["step", "--"],
  "--": ["step", "++"],
};

/** Stands for a statement wherever one may stand. */
export const NOTHING = "{}";

export const replace = (rule: string, { start, end }: Span, text: string): Edit => ({ rule, start, end, text });

export const isComparison = (operator: unknown): boolean => OPERATORS[operator as string]?.[0] === "comparison";

/** Other operators at the span of one. */
export function operatorEdits(operator: string, span: Span): readonly Edit[] {
  const [rule, ...others] = OPERATORS[operator] ?? [""];
  return others.map((other) => replace(rule, span, other));
}

/** Two spans in each other's place. */
export function swap(rule: string, source: Source, first: Span, second: Span): Edit {
  const between = source.slice({ start: first.end, end: second.start });
  return replace(rule, { start: first.start, end: second.end }, source.slice(second) + between + source.slice(first));
}

/** A constant that is a little more, a little less, or nothing. */
export const constantEdits = (span: Span, text: string, variants: readonly string[]): readonly Edit[] =>
  [...new Set(variants)].filter((variant) => variant !== text).map((variant) => replace("constant", span, variant));

/** Whole numbers: decimal, of the same width when hexadecimal (in Solidity the width is the type of some), `n` kept. */
export function wholeNumberVariants(text: string): readonly string[] {
  const [, prefix, digits, suffix] = text.match(/^(0x)?([\da-f_]+?)(n?)$/i)!;
  const value = BigInt(`${prefix ?? ""}${digits!.replaceAll("_", "")}`);
  const others = [0n, value + 1n, value > 0n ? value - 1n : 1n];
  return others.map((other) =>
    prefix ? `0x${other.toString(16).padStart(digits!.length, "0")}${suffix}` : `${other}${suffix}`,
  );
}

/** A quoted text with one character more. */
export const longerText = (text: string): string => `${text.slice(0, -1)}!${text.slice(-1)}`;

export const neighbours = <T>(items: readonly T[]): (readonly [T, T])[] =>
  items.slice(1).map((item, index) => [items[index]!, item] as const);
