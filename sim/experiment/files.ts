/** Tables and pictures of an experiment as files. */
import { mkdirSync, writeFileSync } from "node:fs";
import type { Figure } from "../report/frame.ts";
import { png, standaloneSvg } from "../report/picture.ts";
import type { RunFolder } from "../run/folder.ts";
import { type ColumnKind, type TableCell, TableFiles } from "./table-files.ts";

export type Row = Readonly<Record<string, TableCell>>;

export const writeJson = (folder: RunFolder, name: string, value: unknown): void =>
  writeFileSync(folder.path(name), `${JSON.stringify(value, null, 2)}\n`);

/** A small table, whole in memory, as CSV and Parquet. A column's kind is that of its first value. */
export function writeTable(folder: RunFolder, name: string, rows: readonly Row[]): void {
  const names = Object.keys(rows[0] ?? {});
  const table = new TableFiles(
    folder.path(name),
    names.map((column) => ({ name: column, kind: kindOf(rows.find((row) => row[column] !== undefined)?.[column]) })),
  );
  for (const row of rows) table.add(names.map((column) => row[column]));
  table.finish();
}

const kindOf = (value: TableCell): ColumnKind =>
  typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text";

/** report.html, and each of its pictures under figures/. */
export function writeReport(folder: RunFolder, { html, figures }: { html: string; figures: readonly Figure[] }): void {
  writeFileSync(folder.path("report.html"), html);
  mkdirSync(folder.path("figures"));
  for (const { id, svg } of figures) {
    writeFileSync(folder.path("figures", `${id}.svg`), standaloneSvg(svg));
    writeFileSync(folder.path("figures", `${id}.png`), png(svg));
  }
}
