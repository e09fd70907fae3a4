/** What a sweep leaves behind: experiment.json, results and points as CSV and Parquet, report.html and figures/. */

import type { Figure } from "../../report/frame.ts";
import { codeVersion } from "../../run/code.ts";
import type { RunFolder } from "../../run/folder.ts";
import { agree, type Confirmation } from "../confirm.ts";
import { courseFigures } from "../course-figure.ts";
import type { RunStore } from "../experiment.ts";
import { writeJson, writeReport } from "../files.ts";
import { TableFiles } from "../table-files.ts";
import { extremesOf, placeOf, sweepReport } from "./page.ts";
import {
  metricUnits,
  type PointEstimates,
  pointColumns,
  pointRows,
  recordsOf,
  runColumns,
  tabulate,
} from "./results.ts";
import type { Sweep } from "./run.ts";

export interface WriteRequest {
  readonly sweep: Sweep;
  readonly store: RunStore;
  readonly confirmations: readonly Confirmation[];
  readonly command: string;
}

/** What experiment.json and `--json` hold; docs/experiments.md describes it. */
export type SweepJson = ReturnType<typeof sweepJson>;

/** Fills the folder; returns what experiment.json holds. */
export function writeSweep(folder: RunFolder, { sweep, store, confirmations, command }: WriteRequest): SweepJson {
  const units = metricUnits(sweep, store);
  const metrics = [...units.keys()];
  const results = new TableFiles(folder.path("results"), runColumns(sweep, metrics));
  const points = tabulate(sweep, store, metrics, results);
  results.finish();
  const table = new TableFiles(folder.path("points"), pointColumns(sweep));
  for (const row of pointRows(sweep, points, units)) table.add(row);
  table.finish();
  const courses = coursesOf(sweep, points, store);
  writeReport(folder, sweepReport({ sweep, points, units, confirmations, code: codeVersion(), command, courses }));
  const json = sweepJson(sweep, points, units, confirmations, command);
  writeJson(folder, "experiment.json", { ...json, created: new Date().toISOString() });
  return json;
}

/** The first metric over time, at the points that the report's first sentence names. */
const coursesOf = (
  { experiment, points: swept }: Sweep,
  points: readonly PointEstimates[],
  store: RunStore,
): readonly Figure[] =>
  extremesOf(points).flatMap((point, i) => {
    const records = [...recordsOf(swept[points.indexOf(point)]!, store)];
    return courseFigures(records, experiment.metrics[0]!, placeOf(experiment, point), `-${i + 1}`);
  });

function sweepJson(
  { id, experiment, base, complete, points }: Sweep,
  estimates: readonly PointEstimates[],
  units: ReadonlyMap<string, string>,
  confirmations: readonly Confirmation[],
  command: string,
) {
  return {
    format: 1 as const,
    kind: "sweep" as const,
    id,
    complete,
    experiment,
    scenario: base,
    code: codeVersion(),
    command,
    points: estimates.map(({ values, runs, violations, estimates: found }, i) => ({
      values: Object.fromEntries(experiment.parameters.map(({ name }, at) => [name, values[at]])),
      runs,
      violations,
      metrics: Object.fromEntries(
        experiment.metrics.map((name, at) => {
          const { mean, low, high } = found[at]!.interval;
          return [name, { mean, low, high, deviation: found[at]!.deviation, unit: units.get(name) ?? "1" }];
        }),
      ),
      ids: points[i]!.runs,
    })),
    confirmed: confirmations.map((pair) => ({ model: pair.model.id, evm: pair.evm.id, same: agree(pair) })),
  };
}
