/** What a sweep's runs say, read back from the store in the order of points and seeds: one row per run. */
import type { RunRecord, RunStore } from "../experiment.ts";
import { type Interval, meanInterval } from "../statistics/interval.ts";
import { variance } from "../statistics/moments.ts";
import { quantileOfSorted } from "../statistics/quantile.ts";
import type { TableCell, TableColumn, TableFiles } from "../table-files.ts";
import type { Sweep, SweptPoint } from "./run.ts";
import type { Value } from "./settings.ts";

/** A metric at a point. */
export interface Estimate {
  readonly interval: Interval;
  readonly deviation: number;
  /** At 5, 25, 50, 75 and 95 %. */
  readonly quantiles: readonly number[];
}

/** A point with an estimate per metric of interest, in their order. */
export interface PointEstimates {
  readonly values: readonly Value[];
  readonly runs: number;
  readonly violations: number;
  readonly estimates: readonly Estimate[];
}

export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

const IDENTITY: readonly TableColumn[] = [
  { name: "seed", kind: "integer" },
  { name: "backend", kind: "text" },
  { name: "run", kind: "text" },
  { name: "ledgerHash", kind: "text" },
  { name: "reason", kind: "text" },
];

/** point, the parameters, what identifies the run, then every metric that any run has. */
export function runColumns(sweep: Sweep, metrics: readonly string[]): readonly TableColumn[] {
  return [
    { name: "point", kind: "integer" },
    ...sweep.experiment.parameters.map(({ name }, i) => ({
      name,
      kind: kindOf(sweep.points.map((p) => p.values[i]!)),
    })),
    ...IDENTITY,
    ...metrics.map((name) => ({ name, kind: "number" as const })),
  ];
}

/** A column is of numbers when all its values are, decimal strings too. */
const kindOf = (values: readonly Value[]): TableColumn["kind"] =>
  values.every((value) => typeof value === "boolean") ? "boolean" : values.every(isNumeric) ? "number" : "text";

export const isNumeric = (value: Value): boolean =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));

/** The records of a point that are done, by seed. Throws `UserProblem` for a damaged one. */
export function* recordsOf(point: SweptPoint, store: RunStore): Generator<RunRecord> {
  for (const id of point.runs) {
    const record = id === undefined ? undefined : store.read(id);
    if (record !== undefined) yield record;
  }
}

/** Names of all metrics, in the order of summary.json, with their units. */
export function metricUnits(sweep: Sweep, store: RunStore): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  for (const point of sweep.points)
    for (const record of recordsOf(point, store))
      for (const [name, { unit }] of Object.entries(record.metrics)) if (!units.has(name)) units.set(name, unit);
  return units;
}

/** Writes a row per run and returns what the metrics of interest come to at each point. */
export function tabulate(
  sweep: Sweep,
  store: RunStore,
  metrics: readonly string[],
  table: TableFiles,
): readonly PointEstimates[] {
  const kinds = runColumns(sweep, []).slice(1, 1 + sweep.experiment.parameters.length);
  return sweep.points.map((point, index) => {
    const values = point.values.map((value, i) => cellOf(value, kinds[i]!));
    const seen: number[][] = sweep.experiment.metrics.map(() => []);
    let [runs, violations] = [0, 0];
    for (const record of recordsOf(point, store)) {
      table.add([index, ...values, ...identityOf(record), ...metrics.map((name) => record.metrics[name]?.value)]);
      for (const [i, name] of sweep.experiment.metrics.entries()) seen[i]!.push(record.metrics[name]?.value ?? 0);
      runs++;
      if (record.reason === "violation") violations++;
    }
    return { values: point.values, runs, violations, estimates: seen.map(estimateOf) };
  });
}

const cellOf = (value: Value, { kind }: TableColumn): TableCell =>
  kind === "number" ? Number(value) : kind === "text" ? String(value) : value;

const identityOf = ({ seed, backend, id, ledgerHash, reason }: RunRecord): TableCell[] => [
  seed,
  backend,
  id,
  ledgerHash,
  reason,
];

function estimateOf(values: readonly number[]): Estimate {
  const sorted = Float64Array.from(values).sort();
  return {
    interval: meanInterval(values),
    deviation: Math.sqrt(variance(values)),
    quantiles: QUANTILES.map((probability) => quantileOfSorted(sorted, probability)),
  };
}

/** point, the parameters, then the metric and what it comes to. */
export const pointColumns = (sweep: Sweep): readonly TableColumn[] => [
  ...runColumns(sweep, []).slice(0, 1 + sweep.experiment.parameters.length),
  { name: "metric", kind: "text" },
  { name: "unit", kind: "text" },
  { name: "runs", kind: "integer" },
  ...["mean", "low", "high", "deviation", "p05", "p25", "p50", "p75", "p95"].map(
    (name): TableColumn => ({ name, kind: "number" }),
  ),
];

/** A row per point and metric of interest. */
export function* pointRows(
  sweep: Sweep,
  points: readonly PointEstimates[],
  units: ReadonlyMap<string, string>,
): Generator<readonly TableCell[]> {
  const kinds = pointColumns(sweep).slice(1);
  for (const [index, { values, runs, estimates }] of points.entries())
    for (const [i, metric] of sweep.experiment.metrics.entries()) {
      const { interval, deviation, quantiles } = estimates[i]!;
      const numbers = [interval.mean, interval.low, interval.high, deviation, ...quantiles].map(finite);
      const at = values.map((value, p) => cellOf(value, kinds[p]!));
      yield [index, ...at, metric, units.get(metric) ?? "1", runs, ...numbers];
    }
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
