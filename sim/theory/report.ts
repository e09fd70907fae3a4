/** The report: one HTML file without network, a picture and the table behind it for each section. Pure. */
import { escapeText, plainNumber, plural } from "../report/format.ts";
import type { Figure } from "../report/frame.ts";
import { type Column, definitionList, figureHtml, htmlTable, paragraph, section } from "../report/markup.ts";
import { page } from "../report/page.ts";
import { type Checked, comparisonsOf, disagreements, type TheoryCheck } from "./check.ts";
import type { Comparison } from "./comparison.ts";
import type { Provenance } from "./provenance.ts";
import type { ComparisonTable, TheoryRun } from "./section.ts";
import { COLUMNS, cellsOf, ORIGIN, READING, verdict } from "./wording.ts";

const TITLE = "Theory and simulation";
/** Longer tables are folded. */
const LONGEST = 12;

export interface TheoryReport {
  readonly html: string;
  readonly figures: readonly Figure[];
}

export function theoryReport(check: TheoryCheck, provenance: Provenance): TheoryReport {
  const body = [
    header(check),
    paragraph(verdict(check), "lead"),
    paragraph(ORIGIN),
    paragraph(READING, "note"),
    overview(check),
    ...check.checked.map(sectionHtml),
    provenanceSection(check, provenance),
  ];
  return { html: page(TITLE, body.join("\n")), figures: check.checked.flatMap(({ result }) => result.figures) };
}

function header({ seed, effort, complete }: TheoryCheck): string {
  const eyebrow = `Arbius testbed · theory · seed ${plainNumber(seed)} · effort ${plainNumber(effort)} · model`;
  const banner = complete ? "" : `<p class="banner"><b>Incomplete.</b> The check was interrupted.</p>`;
  return `${banner}<header>${paragraph(eyebrow, "eyebrow")}<h1>${TITLE}</h1>${paragraph("Does the simulated protocol do what its closed forms say?", "question")}</header>`;
}

const mark = (agrees: boolean, text: string): string =>
  `<span class="${agrees ? "gain" : "loss"}">${escapeText(text)}</span>`;

function overview({ checked }: TheoryCheck): string {
  const columns: Column[] = [
    { title: "section", as: "text" },
    { title: "comparisons" },
    { title: "agree" },
    { title: "runs" },
    { title: "actions" },
  ];
  const rows = checked.map((one) => {
    const all = comparisonsOf(one);
    const agreeing = all.filter(({ agrees }) => agrees).length;
    const { runs } = one.result;
    return [
      `<a href="#${anchorOf(one)}">${escapeText(one.section.title)}</a>`,
      plainNumber(all.length),
      mark(agreeing === all.length, plainNumber(agreeing)),
      plainNumber(runs.length),
      plainNumber(runs.reduce((sum, { actions }) => sum + actions, 0)),
    ];
  });
  return htmlTable(columns, rows);
}

const anchorOf = ({ section: { title } }: Checked): string => title.toLowerCase().replaceAll(" ", "-");

function sectionHtml(one: Checked): string {
  const { section: about, result } = one;
  const content = [
    paragraph(about.claim),
    ...result.figures.map(figureHtml),
    paragraph(about.method),
    ...result.notes.map((note) => paragraph(note)),
    ...result.tables.map(tableHtml),
    runsHtml(result.runs),
  ];
  return section(about.title, content.join("\n"));
}

function tableHtml({ title, comparisons }: ComparisonTable): string {
  const columns = COLUMNS.map((name, i): Column => ({ title: name, as: i === 0 ? "wide" : "number" }));
  const table = htmlTable(columns, comparisons.map(rowHtml));
  const wrong = comparisons.filter(({ agrees }) => !agrees).length;
  if (comparisons.length <= LONGEST || wrong > 0) return `<h3>${escapeText(title)}</h3>${table}`;
  return `<details><summary>${escapeText(title)}: ${plural(comparisons.length, "comparison")}, all agree</summary>${table}</details>`;
}

function rowHtml(comparison: Comparison): string[] {
  const cells = cellsOf(comparison);
  return cells.map((cell, i) => (i === cells.length - 1 ? mark(comparison.agrees, cell) : escapeText(cell)));
}

function runsHtml(runs: readonly TheoryRun[]): string {
  if (runs.length === 0) return "";
  const columns: Column[] = [{ title: "run", as: "wide" }, { title: "actions" }, { title: "ledger", as: "text" }];
  const rows = runs.map(({ name, actions, ledger }) => [
    escapeText(name),
    plainNumber(actions),
    `<code title="${ledger}">${ledger.slice(0, 18)}…</code>`,
  ]);
  return `<details><summary>${plural(runs.length, "run")} behind it, with the hashes of their ledgers</summary>${htmlTable(columns, rows)}</details>`;
}

function provenanceSection(check: TheoryCheck, { command, code, theory }: Provenance): string {
  const opening = `The same seed and code give the same ledgers on any machine. ${disagreements(check).length === 0 ? "" : "Something differs: until it is explained the run is wrong. "}This checks again:`;
  const list = definitionList([
    ["code of the protocol", code],
    ["code of the theory", theory],
    ["seed", String(check.seed)],
    ["effort", String(check.effort)],
  ]);
  return section("How to reproduce", `${paragraph(opening)}<pre>${escapeText(command)}</pre>${list}`);
}
