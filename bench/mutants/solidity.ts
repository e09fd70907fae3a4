/** What a mutant of a contract changes: rules from a node of the syntax tree to edits of its text. */
import { child, list, type Node, type Placed, spanOf, walk } from "./ast.ts";
import {
  constantEdits,
  type Edit,
  isComparison,
  longerText,
  NOTHING,
  neighbours,
  operatorEdits,
  replace,
  swap,
  wholeNumberVariants,
} from "./edits.ts";
import { type Mutant, mutantsOf } from "./mutant.ts";
import type { Source, Span } from "./source.ts";

type Rule = (place: Placed, source: Source) => readonly Edit[];

const textOf = (node: Node, source: Source): string => source.slice(spanOf(node));

function binary({ node }: Placed, source: Source): readonly Edit[] {
  const operator = node["operator"] as string;
  const [left, right] = [spanOf(child(node, "leftExpression")), spanOf(child(node, "rightExpression"))];
  return operatorEdits(operator, source.find(operator, left.end, right.start));
}

function assignment({ node }: Placed, source: Source): readonly Edit[] {
  const operator = node["operator"] as string;
  return operatorEdits(operator, source.find(operator, spanOf(child(node, "leftHandSide")).end));
}

function unary({ node }: Placed, source: Source): readonly Edit[] {
  const operator = node["operator"] as string;
  const operand = spanOf(child(node, "subExpression"));
  const span = source.find(operator, node["prefix"] ? spanOf(node).start : operand.end);
  if (operator === "++" || operator === "--") return operatorEdits(operator, span);
  return operator === "!" || operator === "-" || operator === "~" ? [replace("negation", span, "")] : [];
}

/** The condition of an `if`, a `?:` or a loop turned round. */
function condition({ node }: Placed, source: Source): Edit[] {
  const test = child(node, "condition");
  const turned = test.nodeType === "UnaryOperation" || isComparison(test["operator"]);
  return turned ? [] : [replace("condition", spanOf(test), `!(${textOf(test, source)})`)];
}

function literal({ node, ancestors }: Placed, source: Source): readonly Edit[] {
  if (ancestors.some(({ nodeType }) => nodeType === "ArrayTypeName")) return [];
  const text = textOf(node, source);
  return constantEdits(spanOf(node), text, literalVariants(node["kind"] as string, text));
}

function literalVariants(kind: string, text: string): readonly string[] {
  if (kind === "bool") return [text === "true" ? "false" : "true"];
  if (kind === "string") return [longerText(text)];
  if (kind === "hexString") return [text.replace(/[0-9a-f](?=["']$)/i, (digit) => (digit === "0" ? "1" : "0"))];
  // With a fraction, an exponent or a unit.
  if (!/^(0x[\da-f_]+|[\d_]+)$/i.test(text)) return ["0", `(${text} + 1)`, `(${text} - 1)`];
  return wholeNumberVariants(text);
}

/** A statement with its semicolon, which solc counts to what follows. */
function statementSpan(node: Node, source: Source): Span {
  const { start, end } = spanOf(node);
  return source.slice({ start: end, end: end + 1 }) === ";" ? { start, end: end + 1 } : { start, end };
}

/** Not an `if` with an `else`, whose branches are dropped one at a time, and not the only branch of one, dropped with it. */
function dropStatement({ node, ancestors }: Placed, source: Source): Edit[] {
  const around = ancestors.at(-1);
  const isOnlyBranch = around?.nodeType === "IfStatement" && !around["falseBody"];
  if (node["falseBody"] || isOnlyBranch) return [];
  return [replace("drop statement", statementSpan(node, source), NOTHING)];
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
      .filter(([first, second]) => textOf(first, source) !== textOf(second, source))
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
const editsOf = (place: Placed, source: Source): readonly Edit[] =>
  (RULES[place.node.nodeType] ?? []).flatMap((rule) => rule(place, source));

/** The function, modifier or constant that holds a node. */
function insideOf({ node, ancestors }: Placed): string {
  const around = [...ancestors, node];
  const owner = around.find(({ nodeType }) => nodeType === "FunctionDefinition" || nodeType === "ModifierDefinition");
  const named = owner ?? around.find(({ nodeType }) => nodeType === "VariableDeclaration");
  return ((named?.["name"] as string) || (named?.["kind"] as string)) ?? "";
}

/** The mutants of a contract's source, whose syntax tree is `ast`. */
export function solidityMutants(source: Source, ast: Node): readonly Mutant[] {
  const places = [...walk(ast)];
  return mutantsOf(
    source,
    places.flatMap((place) => editsOf(place, source).map((edit) => ({ edit, inside: insideOf(place) }))),
  );
}
