/** The tables as Markdown, to be kept beside the code. Pure. */
import type { Checked, TheoryCheck } from "./check.ts";
import type { Provenance } from "./provenance.ts";
import type { ComparisonTable } from "./section.ts";
import { COLUMNS, cellsOf, ORIGIN, READING, verdict } from "./wording.ts";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function tableText({ title, comparisons }: ComparisonTable): string {
  const head = [row(COLUMNS), row(COLUMNS.map((_, i) => (i === 0 ? "---" : "---:")))];
  return [`### ${title}`, "", ...head, ...comparisons.map((comparison) => row(cellsOf(comparison))), ""].join("\n");
}

function sectionText({ section, result }: Checked): string {
  return [
    `## ${section.title}`,
    "",
    section.claim,
    "",
    section.method,
    "",
    ...result.notes.flatMap((note) => [note, ""]),
    ...result.tables.map(tableText),
  ].join("\n");
}

export function theoryMarkdown(check: TheoryCheck, { command, code, theory }: Provenance): string {
  return [
    "# Theory and simulation",
    "",
    `Written by \`${command}\`; not by hand.`,
    "",
    `**${verdict(check)}** ${ORIGIN}`,
    "",
    READING,
    "",
    row(["made from", ""]),
    row(["---", "---"]),
    row(["code of the protocol", `\`${code}\``]),
    row(["code of the theory", `\`${theory}\``]),
    row(["seed", String(check.seed)]),
    row(["effort", String(check.effort)]),
    "",
    ...check.checked.map(sectionText),
  ].join("\n");
}
