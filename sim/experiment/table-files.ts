/** A table as CSV and Parquet, row by row: a thousand rows are in memory, however many there are. */
import { appendFileSync, closeSync, openSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import { type BasicType, fileWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";

export type ColumnKind = "text" | "number" | "integer" | "boolean";

export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

export type TableCell = string | number | boolean | undefined;

const GROUP_ROWS = 1_000;

const PARQUET_TYPES: Readonly<Record<ColumnKind, BasicType>> = {
  text: "STRING",
  number: "DOUBLE",
  integer: "INT32",
  boolean: "BOOLEAN",
};

export class TableFiles {
  readonly #columns: readonly TableColumn[];
  readonly #csv: number;
  readonly #parquet: ParquetWriter;
  #rows: (readonly TableCell[])[] = [];

  /** Makes `<path>.csv` and `<path>.parquet`. */
  constructor(path: string, columns: readonly TableColumn[]) {
    this.#columns = columns;
    this.#csv = openSync(`${path}.csv`, "w");
    appendFileSync(this.#csv, stringify([columns.map(({ name }) => name)]));
    const schema = schemaFromColumnData({ columnData: this.#columnData() });
    this.#parquet = new ParquetWriter({ writer: fileWriter(`${path}.parquet`), schema });
  }

  /** A cell per column; an empty cell for what a row does not have. */
  add(row: readonly TableCell[]): void {
    this.#rows.push(row);
    if (this.#rows.length === GROUP_ROWS) this.#flush();
  }

  /** Nothing can be added afterwards. */
  finish(): void {
    this.#flush();
    this.#parquet.finish();
    closeSync(this.#csv);
  }

  #flush(): void {
    if (this.#rows.length === 0) return;
    appendFileSync(this.#csv, stringify(this.#rows.map((row) => row.map(csvCell))));
    this.#parquet.write({ columnData: this.#columnData() });
    this.#rows = [];
  }

  #columnData() {
    return this.#columns.map(({ name, kind }, i) => ({
      name,
      data: this.#rows.map((row) => row[i] ?? null),
      type: PARQUET_TYPES[kind],
      nullable: true,
    }));
  }
}

const csvCell = (cell: TableCell): TableCell => (typeof cell === "boolean" ? String(cell) : cell);
