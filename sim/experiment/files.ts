/** Tables and pictures of an experiment as files. */
import { mkdirSync, writeFileSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { Figure } from "../report/frame.ts";
import { png, standaloneSvg } from "../report/picture.ts";
import type { RunFolder } from "../run/folder.ts";

export type Cell = string | number | boolean | undefined;
export type Row = Readonly<Record<string, Cell>>;

export const writeJson = (folder: RunFolder, name: string, value: unknown): void =>
  writeFileSync(folder.path(name), `${JSON.stringify(value, null, 2)}\n`);

/** The same table as CSV and Parquet. All rows have the same columns; a column's kind is that of its first value. */
export function writeTable(folder: RunFolder, name: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {});
  writeFileSync(folder.path(`${name}.csv`), stringify([columns, ...rows.map((row) => columns.map((key) => row[key]))]));
  const columnData = columns.map((key) => parquetColumn(key, rows));
  writeFileSync(folder.path(`${name}.parquet`), new Uint8Array(parquetWriteBuffer({ columnData })));
}

function parquetColumn(name: string, rows: readonly Row[]) {
  const values = rows.map((row) => row[name] ?? null);
  const kind = typeof values.find((value) => value !== null);
  const type = kind === "number" ? "DOUBLE" : kind === "boolean" ? "BOOLEAN" : "STRING";
  return { name, data: values, type, nullable: true } as const;
}

export function writeFigures(folder: RunFolder, figures: readonly Figure[]): void {
  mkdirSync(folder.path("figures"));
  for (const { id, svg } of figures) {
    writeFileSync(folder.path("figures", `${id}.svg`), standaloneSvg(svg));
    writeFileSync(folder.path("figures", `${id}.png`), png(svg));
  }
}
