/** What an inquiry leaves behind: experiment.json, answer.csv and .parquet, report.html and figures/. */
import { writeFileSync } from "node:fs";
import type { RunFolder } from "../../run/folder.ts";
import { type Row, writeFigures, writeJson, writeTable } from "../files.ts";
import type { Answer } from "./ask.ts";
import { answerReport } from "./page.ts";
import { answerJson } from "./result.ts";

/** A row per run. */
function rowsOf({ points, inquiry }: Answer): readonly Row[] {
  return points.flatMap(({ value, records, metrics }) =>
    records.map((record, i) => ({
      [inquiry.parameter]: value,
      seed: record.seed,
      [inquiry.metric]: metrics[i]!,
      run: record.id,
      backend: record.backend,
      ledgerHash: record.ledgerHash,
      ended: record.reason,
    })),
  );
}

/** `base` runs the scenario as it was asked, `command` asks again. */
export function writeAnswer(folder: RunFolder, answer: Answer, base: string, command: string): void {
  const report = answerReport(answer, base, command);
  writeTable(folder, "answer", rowsOf(answer));
  writeFileSync(folder.path("report.html"), report.html);
  writeFigures(folder, report.figures);
  writeJson(folder, "experiment.json", { kind: "ask", command, ...answerJson(answer, base) });
}
