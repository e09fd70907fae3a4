/** What a mutant of the model changes: rules from tokens and statements to edits. There is no parser of TypeScript here to ask. */
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
import type { Source } from "./source.ts";
import { type Statement, statementsOf } from "./statements.ts";
import { endsValue, type Token, tokenize } from "./tokens.ts";

/** Statements that are more than an effect, or that others hang on. */
const KEPT = new Set(["const", "let", "import", "export", "else", "case", "default", "break", "continue"]);
/** Before a name that stands alone as the condition of `?:`. */
const BEFORE_CONDITION = new Set(["=", "(", "return", ",", "=>", ":", "?"]);

const isWord = (token: Token | undefined, ...words: string[]): boolean =>
  token?.kind === "word" && words.includes(token.text);

/** Operators that stand between two operands, or step a variable. */
function signEdits(tokens: readonly Token[], index: number): readonly Edit[] {
  const [before, token, after] = [tokens[index - 1], tokens[index]!, tokens[index + 1]];
  if (token.text === "!") return [replace("negation", token, "")];
  if (token.text === "++" || token.text === "--") return operatorEdits(token.text, token);
  if (token.text === "?" && before?.kind === "word" && BEFORE_CONDITION.has(tokens[index - 2]?.text ?? ""))
    return [replace("condition", before, `!${before.text}`)];
  return endsValue(before) && after ? operatorEdits(token.text, token) : [];
}

function tokenEdits(tokens: readonly Token[], index: number): readonly Edit[] {
  const token = tokens[index]!;
  switch (token.kind) {
    case "sign":
      return signEdits(tokens, index);
    case "number":
      return /[.e]/i.test(token.text.replace(/^0x.*/i, ""))
        ? []
        : constantEdits(token, token.text, wholeNumberVariants(token.text));
    case "string":
      return isName(token) ? constantEdits(token, token.text, [longerText(token.text)]) : [];
    default:
      return isWord(token, "true", "false")
        ? constantEdits(token, token.text, [token.text === "true" ? "false" : "true"])
        : [];
  }
}

/** Names and keys: what is written for people to read has spaces, and no test looks at it. */
const isName = ({ text }: Token): boolean => /^["`][^ ]*["`]$/.test(text);

/** The condition of an `if` or a loop turned round, unless it is one comparison or negation, which other rules turn. */
function conditionEdits(tokens: readonly Token[], index: number, source: Source): readonly Edit[] {
  if (!isWord(tokens[index], "if", "while") || tokens[index + 1]?.text !== "(") return [];
  const condition = tokens.slice(index + 2, closingOf(tokens, index + 1));
  const joined = condition.some(({ text }) => text === "&&" || text === "||");
  const turned = condition.some(({ text }) => text === "!" || isComparison(text));
  if (condition.length === 0 || (turned && !joined)) return [];
  const span = { start: condition[0]!.start, end: condition.at(-1)!.end };
  return [replace("condition", span, `!(${source.slice(span)})`)];
}

function closingOf(tokens: readonly Token[], opening: number): number {
  let depth = 0;
  return tokens.findIndex(({ text }, index) => {
    if (index < opening) return false;
    if (text === "(") depth++;
    if (text === ")") depth--;
    return depth === 0;
  });
}

const dropEdits = (statements: readonly Statement[]): readonly Edit[] =>
  statements
    .filter(({ tokens }) => !KEPT.has(tokens[0]!.text))
    .map((statement) => replace("drop statement", statement, NOTHING));

/** Changes of the state, of which a revert leaves nothing, so that their place among checks does not matter. */
const CHANGES = ["set", "delete", "push"];

/** Calls and checks, whose order can be seen. */
function isVisible({ tokens }: Statement): boolean {
  if (tokens.some((token) => isWord(token, ...CHANGES))) return false;
  if (isWord(tokens[0], "if")) return tokens.some((token) => isWord(token, "revert"));
  return !KEPT.has(tokens[0]!.text) && tokens.at(-2)?.text === ")" && !tokens.some(({ text }) => text === "=");
}

function swapEdits(statements: readonly Statement[], source: Source): readonly Edit[] {
  return neighbours(statements)
    .filter(([first, second]) => source.slice({ start: first.end, end: second.start }).trim() === "")
    .filter((pair) => pair.every(isVisible))
    .map(([first, second]) => swap("order of statements", source, first, second));
}

/** A method, or a function or constant of the module, by the way that the formatter sets its first line. */
const DECLARATION =
  /^ {2}(?:static |async |get )*(#?\w+)\(.*\{$|^(?:export )?(?:async )?(?:function|const|let|class) (\w+)/gm;

function insideOf(source: Source, { start }: Edit): string {
  const end = source.linesAround({ start, end: start + 1 }).end;
  const found = source.slice({ start: 0, end }).matchAll(DECLARATION);
  const names = [...found].map(([, method, other]) => method ?? other!);
  return names.findLast((name) => !["if", "for", "while", "switch"].includes(name)) ?? "";
}

/** Specifiers of modules are no constants. */
function importTokens(tokens: readonly Token[]): ReadonlySet<Token> {
  const specifiers = tokens.filter(
    (token, index) => token.kind === "string" && isWord(tokens[index - 1], "from", "import"),
  );
  return new Set(specifiers);
}

/** The mutants of a source of the model. */
export function typescriptMutants(source: Source): readonly Mutant[] {
  const tokens = tokenize(source.bytes);
  const statements = statementsOf(tokens);
  const imported = importTokens(tokens);
  const edits = [
    ...tokens.flatMap((token, index) => (imported.has(token) ? [] : tokenEdits(tokens, index))),
    ...tokens.flatMap((_, index) => conditionEdits(tokens, index, source)),
    ...dropEdits(statements),
    ...swapEdits(statements, source),
  ];
  return mutantsOf(
    source,
    edits.map((edit) => ({ edit, inside: insideOf(source, edit) })),
  );
}
