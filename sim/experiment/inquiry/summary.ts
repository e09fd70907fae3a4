/** One table of many answers, as Markdown to commit and as JSON for programs. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { amount, plainNumber } from "../../report/format.ts";
import type { AnswerJson } from "./result.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function flipCell({ flips: [flip], own, crossings }: AnswerJson): string {
  if (flip === undefined) return "does not turn in the range";
  const from = flip.low === null ? "open" : plainNumber(flip.low);
  const to = flip.high === null ? "open" : plainNumber(flip.high);
  const here = own.value === null ? "" : `; now ${plainNumber(own.value)}`;
  return `${plainNumber(flip.value)} (${from} to ${to})${here}${crossings > 1 ? `; ${crossings} crossings` : ""}`;
}

function confirmedCell({ confirmed }: AnswerJson): string {
  if (confirmed.length === 0) return "none";
  const same = confirmed.filter((entry) => entry.same).length;
  return same === confirmed.length ? plainNumber(same) : `${same} OF ${confirmed.length}`;
}

/** A row per scenario, then each answer in full. */
export function answersMarkdown(answers: readonly AnswerJson[], command: string): string {
  const head = [
    "| scenario | question | answer | metric: mean (95 %) | threshold | turns with | where (95 %) | seeds | on the contracts too |",
    "|---|---|---|---|---|---|---|---|---|",
  ];
  const rows = answers.map((answer) => {
    const { own, unit } = answer;
    const interval = `${amount(own.mean, unit)} (${amount(own.low, unit)} to ${amount(own.high, unit)})`;
    return [
      `**${answer.scenario}**`,
      answer.question,
      answer.verdict,
      `\`${answer.metric}\`: ${interval}`,
      amount(answer.threshold, unit),
      `${answer.label} (\`${answer.parameter}\`)`,
      flipCell(answer),
      plainNumber(answer.seeds.length),
      confirmedCell(answer),
    ];
  });
  const table = [...head, ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`)].join("\n");
  const words = answers.map(({ scenario, answer }) => `**${scenario}.** ${answer}`).join("\n\n");
  return `# What the scenarios answer\n\nWritten by \`${command}\`; code ${answers[0]?.code.slice(0, 12)}. "Undecided" means that the interval holds the threshold. Every value of a parameter was run with the same seeds.\n\n${table}\n\n${words}\n`;
}

/** answers.md and experiment.json in the folder, each appearing whole. */
export function writeAnswers(folder: string, answers: readonly AnswerJson[], command: string): void {
  const files = {
    "answers.md": answersMarkdown(answers, command),
    "experiment.json": `${JSON.stringify({ kind: "answers", command, answers }, null, 2)}\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, `.${name}`), text);
    renameSync(join(folder, `.${name}`), join(folder, name));
  }
}
