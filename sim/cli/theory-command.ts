/** Checks theory and writes what came of it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { plainNumber } from "../report/format.ts";
import { RunFolder } from "../run/folder.ts";
import { EXIT, mendable } from "../run/problem.ts";
import { checkTheory, comparisonsOf, disagreements, type TheoryCheck } from "../theory/check.ts";
import { theoryJson, writeTheory } from "../theory/files.ts";
import { theoryMarkdown } from "../theory/markdown.ts";
import { type Provenance, provenanceOf } from "../theory/provenance.ts";
import type { TheorySection } from "../theory/section.ts";
import { SECTIONS } from "../theory/sections.ts";
import { cellsOf, verdict } from "../theory/wording.ts";
import { interruptible } from "./interrupt.ts";
import type { Streams } from "./program.ts";
import { textTable } from "./table.ts";
import type { TheoryCommandOptions } from "./theory.ts";

const COMMAND = "npx testbed theory";

function commandOf({ only, seed, effort }: TheoryCommandOptions): string {
  const parts = [
    only === undefined ? "" : ` --only ${only.join(" ")}`,
    seed === 1 ? "" : ` --seed ${seed}`,
    effort === 1 ? "" : ` --effort ${effort}`,
  ];
  return COMMAND + parts.join("");
}

/** Share of a section that passes between two lines where there is no terminal. */
const PLAIN_STEP = 0.25;

/** A line that is written over on a terminal, a line for every quarter elsewhere. */
function progressOn(stream: NodeJS.WriteStream): (section: TheorySection, share: number) => void {
  let [last, shown] = ["", 0];
  return ({ id }, share) => {
    const percent = Math.min(100, Math.round(100 * share));
    const line = `${id.padEnd(12)}${String(percent).padStart(3)} %`;
    if (stream.isTTY) stream.write(`\r${line}`);
    else if (id !== last || share >= shown + PLAIN_STEP) stream.write(`${line}\n`);
    else return;
    [last, shown] = [id, share];
  };
}

function summaryTable(check: TheoryCheck): string {
  const rows = check.checked.map((one) => {
    const all = comparisonsOf(one);
    const actions = one.result.runs.reduce((sum, run) => sum + run.actions, 0);
    return [
      one.section.id,
      plainNumber(all.length),
      plainNumber(all.filter(({ agrees }) => agrees).length),
      plainNumber(one.result.runs.length),
      plainNumber(actions),
    ];
  });
  const right = (title: string) => ({ title, align: "right" }) as const;
  return textTable(
    [{ title: "section", align: "left" }, right("comparisons"), right("agree"), right("runs"), right("actions")],
    rows,
  );
}

/** What differs, a line each. */
const differencesText = (check: TheoryCheck): string =>
  disagreements(check)
    .map((comparison) => {
      const [what, predicted, simulated, interval] = cellsOf(comparison);
      return `  differs: ${what}: predicted ${predicted}, simulated ${simulated} (${interval})\n`;
    })
    .join("");

/** Resolves to the exit code. */
export async function theoryCommand(options: TheoryCommandOptions, { stdout, stderr }: Streams): Promise<number> {
  const sections = SECTIONS.filter(({ id }) => options.only?.includes(id) ?? true);
  const { seed, effort } = options;
  const folder = RunFolder.open(options.out ?? join("runs", "theory"));
  try {
    const check = await interruptible((signal) =>
      checkTheory(sections, { seed, effort, signal, onProgress: progressOn(stderr) }),
    );
    if (stderr.isTTY) stderr.write("\r");
    const provenance = provenanceOf(commandOf(options));
    writeTheory(folder, check, provenance);
    if (options.table !== undefined) writeTable(options.table, theoryMarkdown(check, provenance));
    const path = folder.publish("theory");
    const report = pathToFileURL(join(path, "report.html")).href;
    stdout.write(options.json ? jsonText(check, provenance, path, report) : plainText(check, report));
    if (!check.complete) return EXIT.interrupted;
    return disagreements(check).length === 0 ? EXIT.done : EXIT.differs;
  } catch (error) {
    folder.discard();
    throw error;
  }
}

const plainText = (check: TheoryCheck, report: string): string =>
  `\n${summaryTable(check)}\n\n${verdict(check)}\n${differencesText(check)}${report}\n`;

const jsonText = (check: TheoryCheck, provenance: Provenance, folder: string, report: string): string =>
  `${JSON.stringify({ ...theoryJson(check, provenance), folder, report }, null, 2)}\n`;

function writeTable(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw mendable(error, `--table ${path}`);
  }
}
