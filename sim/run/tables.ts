/** summary.json and metrics.csv: the run's numbers for programs. */
import { stringify } from "csv-stringify/sync";
import type { Metric, Series } from "../metrics/metric.ts";

/** A fixed-point integer as a decimal text without trailing zeros: 1500n with 3 decimals is "1.5". */
export function decimalText(value: bigint, decimals: number): string {
  if (decimals === 0) return value.toString();
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, -decimals);
  const rest = digits.slice(-decimals).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${whole}${rest === "" ? "" : `.${rest}`}`;
}

/** Metrics by name, values as JSON numbers. */
export const metricTable = (metrics: readonly Metric[]): Record<string, { value: number; unit: string }> =>
  Object.fromEntries(
    metrics.map(({ name, value, decimals, unit }) => [name, { value: Number(decimalText(value, decimals)), unit }]),
  );

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
