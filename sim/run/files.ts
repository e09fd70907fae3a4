/** Writes what a run leaves behind, beside its event file. */
import { mkdirSync, writeFileSync } from "node:fs";
import type { RunSummary } from "../metrics/summary.ts";
import { png, standaloneSvg } from "../report/picture.ts";
import type { Report } from "../report/report.ts";
import type { RunFolder } from "./folder.ts";
import type { Manifest } from "./manifest.ts";
import { metricTable } from "./metricTable.ts";
import { seriesCsv } from "./tables.ts";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** summary.json as programs read it. */
export const summaryOf = ({ id, seed, ledgerHash }: Manifest, { metrics }: RunSummary) => ({
  id,
  seed,
  ledgerHash,
  metrics: metricTable(metrics),
});

/** manifest.json, summary.json, metrics.csv, report.html and figures/. */
export function writeFiles(folder: RunFolder, manifest: Manifest, summary: RunSummary, report: Report): void {
  writeFileSync(folder.path("summary.json"), json(summaryOf(manifest, summary)));
  writeFileSync(folder.path("metrics.csv"), seriesCsv(summary.series));
  writeFileSync(folder.path("report.html"), report.html);
  mkdirSync(folder.path("figures"));
  for (const { id, svg } of report.figures) {
    writeFileSync(folder.path("figures", `${id}.svg`), standaloneSvg(svg));
    writeFileSync(folder.path("figures", `${id}.png`), png(svg));
  }
  writeFileSync(folder.path("manifest.json"), json(manifest));
}
