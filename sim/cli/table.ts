/** Text tables for the terminal. */

export interface TextColumn {
  readonly title: string;
  readonly align: "left" | "right";
}

/** Columns aligned with two spaces between, the header underlined. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (columns[i]!.align === "left" ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("──");
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join("\n");
}
