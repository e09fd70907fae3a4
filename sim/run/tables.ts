/** metrics.csv: the run's course for programs. */
import { stringify } from "csv-stringify/sync";
import type { Series } from "../metrics/metric.ts";
import { decimalText } from "./metricTable.ts";

/** The time series as one table: a row per moment, a column per series ("name [unit]"), exact decimals. */
export function seriesCsv(series: readonly Series[]): string {
  const times = [...new Set(series.flatMap((line) => line.times))].sort((a, b) => a - b);
  const columns = series.map(
    (line) => new Map(line.times.map((time, i) => [time, decimalText(line.values[i]!, line.decimals)])),
  );
  const header = [
    "time",
    "date",
    ...series.map((line) => (line.unit === "" ? line.name : `${line.name} [${line.unit}]`)),
  ];
  const rows = times.map((time) => [
    time,
    new Date(time * 1_000).toISOString().slice(0, 19),
    ...columns.map((column) => column.get(time) ?? ""),
  ]);
  return stringify([header, ...rows]);
}
