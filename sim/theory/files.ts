/** What a check leaves behind: report.html, experiment.json, theory.csv and .parquet, theory.md and figures/. */
import { writeFileSync } from "node:fs";
import { type Row, writeJson, writeReport, writeTable } from "../experiment/files.ts";
import type { RunFolder } from "../run/folder.ts";
import { disagreements, type TheoryCheck } from "./check.ts";
import { theoryMarkdown } from "./markdown.ts";
import type { Provenance } from "./provenance.ts";
import { theoryReport } from "./report.ts";

/** A row for each comparison. */
const rowsOf = ({ checked }: TheoryCheck): readonly Row[] =>
  checked.flatMap(({ section, result }) =>
    result.tables.flatMap(({ title, comparisons }) =>
      comparisons.map((comparison): Row => ({ section: section.id, table: title, ...comparison })),
    ),
  );

/** The check as programs read it. */
export function theoryJson(check: TheoryCheck, provenance: Provenance) {
  const runs = check.checked.flatMap(({ section, result }) =>
    result.runs.map((run) => ({ section: section.id, ...run })),
  );
  const { seed, effort, complete } = check;
  return {
    kind: "theory",
    ...provenance,
    seed,
    effort,
    complete,
    agrees: disagreements(check).length === 0,
    comparisons: rowsOf(check),
    runs,
  };
}

export function writeTheory(folder: RunFolder, check: TheoryCheck, provenance: Provenance): void {
  writeTable(folder, "theory", rowsOf(check));
  writeFileSync(folder.path("theory.md"), theoryMarkdown(check, provenance));
  writeReport(folder, theoryReport(check, provenance));
  writeJson(folder, "experiment.json", theoryJson(check, provenance));
}
