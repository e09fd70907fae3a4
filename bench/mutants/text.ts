/** The result as people read it: on the terminal, and as docs/mutants.md. */
import { diffOf, type Mutant, rerun } from "./mutant.ts";
import type { Result } from "./round.ts";
import { type Equivalent, type Score, survivorsOf } from "./score.ts";
import type { Verdict } from "./trial.ts";

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const COLUMNS = ["file", "mutants", "killed", "survived", "equivalent", "score", "raw score"] as const;

const cells = ({ file, killed, survived, equivalent, score, rawScore }: Score): readonly string[] => [
  file,
  String(killed + survived),
  String(killed),
  String(survived - equivalent),
  String(equivalent),
  percent(score),
  percent(rawScore),
];

function terminalTable(scores: readonly Score[]): string {
  const rows = [COLUMNS, ...scores.map(cells)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ");
  return rows.map(line).join("\n");
}

function markdownTable(scores: readonly Score[]): string {
  const row = (items: readonly string[]) => `| ${items.join(" | ")} |`;
  const rule = COLUMNS.map((_, column) => (column === 0 ? "---" : "---:"));
  return [row(COLUMNS), row(rule), ...scores.map((score) => row(cells(score)))].join("\n");
}

const place = ({ file, line, inside, rule }: Mutant): string => `${file}:${line}, ${inside} (${rule})`;

export function summaryOf(mutant: Mutant) {
  const { text: _, ...rest } = mutant;
  return { ...rest, rerun: rerun(mutant) };
}

const survivorText = (mutant: Mutant): string => `${place(mutant)}\n${diffOf(mutant)}\n  ${rerun(mutant)}\n`;

/** The survivors, each with how to try it again, and the scores. */
export const resultText = ({ side, open, scores }: Result): string =>
  [...open.map(survivorText), `${side}\n${terminalTable(scores)}\n`].join("\n");

function verdictText(verdict: Verdict): string {
  switch (verdict.outcome) {
    case "killed":
      return `killed by ${verdict.by.file}, "${verdict.by.test}": ${verdict.by.error}`;
    case "invalid":
      return `does not compile: ${verdict.message}`;
    case "identical":
      return "compiles to the same bytecode";
    default:
      return "survived";
  }
}

/** A mutant, and what became of it. */
export const oneText = (mutant: Mutant, verdict: Verdict): string =>
  `${place(mutant)}\n${diffOf(mutant)}\n${verdictText(verdict)}`;

const survivorMarkdown = (mutant: Mutant): string =>
  `\`${rerun(mutant)}\`: ${place(mutant)}\n\`\`\`diff\n${diffOf(mutant)}\n\`\`\`\n`;

const reasonMarkdown = (why: string, mutants: readonly Mutant[]): string =>
  `**${why}**\n\n${mutants.map(survivorMarkdown).join("\n")}`;

const testsOf: Readonly<Record<string, string>> = {
  contracts: "a test of the contracts fails: engine, token, governance, vesting or deployment",
  model:
    "a test fails of those that run on either backend, or of the model's own; the twin, which compares the two, takes no part",
};

/** docs/mutants/SIDE.md. `command` is what was run, `date` the day, ISO 8601. */
export function document(
  result: Result,
  command: string,
  date: string,
  known: ReadonlyMap<string, Equivalent>,
): string {
  const { side, total, tried, scores, open } = result;
  const equal = survivorsOf(tried).filter(({ id }) => known.has(id));
  const reasons = Object.entries(Object.groupBy(equal, ({ id }) => known.get(id)!.why));
  return `# Mutation check of the ${side}

Written by \`${command}\` on ${date}: ${tried.length} of ${total} mutants. Each is one small mistake in one place, a comparison, an operator,
a constant, a statement or a check left out, neighbours in each other's place. It is killed when ${testsOf[side]}.
Equivalent mutants cannot be told from the original by any observation; they are listed by hand in
\`bench/mutants/equivalent.json\` and below with the reason, and the raw score counts them as survivors. Not counted, since they
do not compile or compile to the same bytecode: ${scores.at(-1)!.notCounted}.

${markdownTable(scores)}

## Survivors that are not equivalent

${open.length === 0 ? "None.\n" : open.map(survivorMarkdown).join("\n")}
## Equivalent mutants

${reasons.length === 0 ? "None.\n" : reasons.map(([why, mutants]) => reasonMarkdown(why, mutants!)).join("\n")}`.replace(
    /\n+$/,
    "\n",
  );
}
