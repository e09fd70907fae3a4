/** What a mutant changes: rules from a node of the syntax tree to edits of its text, one mistake a programmer could make each. */
import { child, list, type Node, type Placed, type Source, type Span, spanOf } from "./ast.ts";

export interface Edit extends Span {
  /** What kind of change this is. */
  readonly rule: string;
  readonly text: string;
}

type Rule = (place: Placed, source: Source) => readonly Edit[];

/** The neighbour first, which differs at the boundary alone, then the opposite. */
const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
};
const ARITHMETIC: Readonly<Record<string, readonly string[]>> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  "<<": [">>"],
  ">>": ["<<"],
  "&": ["|"],
  "|": ["&"],
  "^": ["&"],
};
const LOGIC: Readonly<Record<string, readonly string[]>> = { "&&": ["||"], "||": ["&&"] };
const ASSIGNMENTS: Readonly<Record<string, readonly string[]>> = {
  "+=": ["-=", "="],
  "-=": ["+=", "="],
  "*=": ["/=", "="],
  "/=": ["*=", "="],
};
/** Conditions that other rules turn round already. */
const NEGATED_BY_OPERATOR = new Set(["<", "<=", ">", ">=", "==", "!="]);
/** Stands for a statement wherever one may stand. */
const NOTHING = "{}";

const replace = (rule: string, span: Span, text: string): Edit => ({ rule, start: span.start, end: span.end, text });

function binary({ node }: Placed, source: Source): Edit[] {
  const operator = node["operator"] as string;
  const [left, right] = [spanOf(child(node, "leftExpression")), spanOf(child(node, "rightExpression"))];
  const span = source.find(operator, left.end, right.start);
  return [
    ...(COMPARISONS[operator] ?? []).map((text) => replace("comparison", span, text)),
    ...(ARITHMETIC[operator] ?? []).map((text) => replace("arithmetic", span, text)),
    ...(LOGIC[operator] ?? []).map((text) => replace("logic", span, text)),
  ];
}

function assignment({ node }: Placed, source: Source): Edit[] {
  const operator = node["operator"] as string;
  const span = () => source.find(operator, spanOf(child(node, "leftHandSide")).end);
  return (ASSIGNMENTS[operator] ?? []).map((text) => replace("assignment", span(), text));
}

function unary({ node }: Placed, source: Source): Edit[] {
  const operator = node["operator"] as string;
  const operand = spanOf(child(node, "subExpression"));
  const span = source.find(operator, node["prefix"] ? spanOf(node).start : operand.end);
  if (operator === "++") return [replace("step", span, "--")];
  if (operator === "--") return [replace("step", span, "++")];
  return operator === "!" || operator === "-" || operator === "~" ? [replace("negation", span, "")] : [];
}

/** The condition of an `if`, a `?:` or a loop turned round. */
function condition({ node }: Placed, source: Source): Edit[] {
  const test = child(node, "condition");
  const turned = test.nodeType === "UnaryOperation" || NEGATED_BY_OPERATOR.has(test["operator"] as string);
  return turned ? [] : [replace("condition", spanOf(test), `!(${source.textOf(test)})`)];
}

function literal({ node, ancestors }: Placed, source: Source): Edit[] {
  if (ancestors.some(({ nodeType }) => nodeType === "ArrayTypeName")) return [];
  const text = source.textOf(node);
  return literalVariants(node["kind"] as string, text)
    .filter((variant) => variant !== text)
    .map((variant) => replace("constant", spanOf(node), variant));
}

function literalVariants(kind: string, text: string): readonly string[] {
  if (kind === "bool") return [text === "true" ? "false" : "true"];
  if (kind === "string") return [`${text.slice(0, -1)}!${text.slice(-1)}`];
  if (kind === "hexString") return [text.replace(/[0-9a-f](?=["']$)/i, (digit) => (digit === "0" ? "1" : "0"))];
  if (/^0x/i.test(text)) return hexVariants(text);
  if (!/^[0-9_]+$/.test(text)) return ["0", `(${text} + 1)`, `(${text} - 1)`];
  const value = BigInt(text.replaceAll("_", ""));
  return [...new Set([0n, value + 1n, value > 0n ? value - 1n : 1n])].map(String);
}

/** Of the same width, since the width is the type of some. */
function hexVariants(text: string): readonly string[] {
  const digits = text.slice(2);
  const value = BigInt(text);
  return [0n, value + 1n, value > 0n ? value - 1n : 1n].map((n) => `0x${n.toString(16).padStart(digits.length, "0")}`);
}

/** A statement with its semicolon, which solc counts to what follows. */
function statementSpan(node: Node, source: Source): Span {
  const { start, end } = spanOf(node);
  return source.slice({ start: end, end: end + 1 }) === ";" ? { start, end: end + 1 } : { start, end };
}

/** Not an `if` with an `else`: its branches are dropped one at a time. */
function dropStatement({ node }: Placed, source: Source): Edit[] {
  return node["falseBody"] ? [] : [replace("drop statement", statementSpan(node, source), NOTHING)];
}

/** A variable that keeps its default. */
function dropInitialValue({ node }: Placed): Edit[] {
  const [declaration, ...others] = list(node, "declarations");
  const value = child(node, "initialValue");
  if (!declaration || others.length > 0 || !value) return [];
  return [replace("drop value", { start: spanOf(declaration).end, end: spanOf(value).end }, "")];
}

function dropModifier({ node }: Placed): Edit[] {
  return node["kind"] === "modifierInvocation" ? [replace("drop modifier", spanOf(node), "")] : [];
}

function swap(rule: string, source: Source, first: Span, second: Span): Edit {
  const between = source.slice({ start: first.end, end: second.start });
  return replace(rule, { start: first.start, end: second.end }, source.slice(second) + between + source.slice(first));
}

const neighbours = <T>(items: readonly T[]): (readonly [T, T])[] =>
  items.slice(1).map((item, index) => [items[index]!, item] as const);

/** Checks and effects, whose order can be seen: reverts, calls, events. */
function isVisible(statement: Node): boolean {
  if (statement.nodeType === "EmitStatement") return true;
  if (statement.nodeType === "ExpressionStatement") return child(statement, "expression").nodeType === "FunctionCall";
  return statement.nodeType === "IfStatement" && child(statement, "trueBody").nodeType === "RevertStatement";
}

function swapStatements({ node }: Placed, source: Source): Edit[] {
  return neighbours(list(node, "statements"))
    .filter((pair) => pair.every(isVisible))
    .map((pair) => pair.map((one) => statementSpan(one, source)))
    .map(([first, second]) => swap("order of statements", source, first!, second!));
}

function swapModifiers({ node }: Placed, source: Source): Edit[] {
  const own = list(node, "modifiers").filter(({ kind }) => kind === "modifierInvocation");
  return neighbours(own).map(([first, second]) => swap("order of checks", source, spanOf(first), spanOf(second)));
}

const typeOf = (node: Node): unknown => (node["typeDescriptions"] as { typeString?: unknown }).typeString;

/** Neighbouring values of one type in each other's place: arguments of calls, events and errors, results. */
function swapValues(property: string): Rule {
  return ({ node }, source) =>
    neighbours(list(node, property))
      .filter(([first, second]) => first && second && typeOf(first) === typeOf(second))
      .filter(([first, second]) => source.textOf(first) !== source.textOf(second))
      .map(([first, second]) => swap("order of values", source, spanOf(first), spanOf(second)));
}

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  BinaryOperation: [binary],
  Assignment: [assignment],
  UnaryOperation: [unary],
  Conditional: [condition],
  Literal: [literal],
  ExpressionStatement: [dropStatement],
  EmitStatement: [dropStatement],
  Return: [dropStatement],
  PlaceholderStatement: [dropStatement],
  VariableDeclarationStatement: [dropInitialValue],
  IfStatement: [condition, dropStatement],
  ForStatement: [dropStatement],
  ModifierInvocation: [dropModifier],
  Block: [swapStatements],
  FunctionDefinition: [swapModifiers],
  FunctionCall: [swapValues("arguments")],
  TupleExpression: [swapValues("components")],
};

/** Every edit of one node. */
export const editsOf = (place: Placed, source: Source): readonly Edit[] =>
  (RULES[place.node.nodeType] ?? []).flatMap((rule) => rule(place, source));
