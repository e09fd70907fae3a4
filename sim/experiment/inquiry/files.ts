/** What an inquiry leaves behind: experiment.json, answer.csv and .parquet, report.html and figures/. */
import type { RunFolder } from "../../run/folder.ts";
import { type Row, writeJson, writeReport, writeTable } from "../files.ts";
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
  writeTable(folder, "answer", rowsOf(answer));
  writeReport(folder, answerReport(answer, base, command));
  writeJson(folder, "experiment.json", { kind: "ask", command, ...answerJson(answer, base) });
}
