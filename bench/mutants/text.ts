/** The result as people read it: on the terminal, and as docs/mutants.md. */
import { diffOf, type Mutant } from "./mutant.ts";
import { type Equivalent, type Score, survivorsOf, type Tried } from "./score.ts";

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

export function terminalTable(scores: readonly Score[]): string {
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

export const rerun = ({ id }: Mutant): string => `npm run mutants -- --mutant ${id}`;

/** A survivor, and how to try it again. */
export const survivorText = (mutant: Mutant): string => `${place(mutant)}\n${diffOf(mutant)}\n  ${rerun(mutant)}\n`;

const survivorMarkdown = (mutant: Mutant): string =>
  `\`${rerun(mutant)}\`: ${place(mutant)}\n\`\`\`diff\n${diffOf(mutant)}\n\`\`\`\n`;

function reasonMarkdown(why: string, mutants: readonly Mutant[]): string {
  return `**${why}**\n\n${mutants.map(survivorMarkdown).join("\n")}`;
}

/** `date` is the day of the run, ISO 8601. */
export function document(
  date: string,
  tried: readonly Tried[],
  scores: readonly Score[],
  known: ReadonlyMap<string, Equivalent>,
): string {
  const total = scores.at(-1)!;
  const survivors = survivorsOf(tried);
  const open = survivors.filter(({ id }) => !known.has(id));
  const reasons = Object.entries(
    Object.groupBy(
      survivors.filter(({ id }) => known.has(id)),
      ({ id }) => known.get(id)!.why,
    ),
  );
  return `# Mutation check of the contracts

Written by \`npm run mutants -- --write\` on ${date}. Each mutant is one small mistake in one place of \`contracts/\`: a comparison,
an operator, a constant, a statement or a check left out, neighbours in each other's place. It is killed when a test of the
contracts fails. A mutant that does not compile, or that compiles to the same bytecode, is not counted (${total.notCounted} here).
Equivalent ones cannot be told from the original by any observation, and are listed below with the reason; the raw score
counts them as survivors.

${markdownTable(scores)}

## Survivors that are not equivalent

${open.length === 0 ? "None." : open.map(survivorMarkdown).join("\n")}

## Equivalent mutants

${reasons.length === 0 ? "None." : reasons.map(([why, mutants]) => reasonMarkdown(why, mutants!)).join("\n")}
`.replace(/\n+$/, "\n");
}
