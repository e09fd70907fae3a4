/** What a sensitivity analysis leaves behind: experiment.json, runs, effects and indices as tables, report.html, figures/. */
import type { RunFolder } from "../../run/folder.ts";
import { type Row, writeJson, writeReport, writeTable } from "../files.ts";
import { valuesAt } from "../study.ts";
import { leadOf, sensitivityReport } from "./page.ts";
import { indexNumbers, type Sensitivity } from "./sensitivity.ts";

const effectRows = ({ screened }: Sensitivity): Row[] =>
  screened.map(({ axis, mu, muStar, sigma, bounds, kept }) => ({
    parameter: axis.name,
    from: axis.from,
    to: axis.to,
    muStar,
    muStarLow: bounds.low,
    muStarHigh: bounds.high,
    mu,
    sigma,
    decomposed: kept,
  }));

const indexRows = ({ decomposed }: Sensitivity): Row[] =>
  decomposed.map((entry) => ({ parameter: entry.axis.name, ...indexNumbers(entry) }));

/** A row per run. A parameter that stayed at the scenario's own value is left empty. */
function runRows({ samples, request: { study, metric } }: Sensitivity): Row[] {
  return samples.flatMap(({ point, metrics, records }) => {
    const values = valuesAt(
      study,
      point.map((share) => (Number.isNaN(share) ? 0 : share)),
    );
    const set = study.axes.map(({ name }, i) => [name, Number.isNaN(point[i]!) ? undefined : values[i]] as const);
    return records.map((record, i) => ({
      ...Object.fromEntries(set),
      seed: record.seed,
      [metric]: metrics[i]!,
      run: record.id,
      ended: record.reason,
    }));
  });
}

export const sensitivityJson = (found: Sensitivity, command: string) => ({
  format: 1 as const,
  kind: "sensitivity" as const,
  scenario: found.request.study.scenario.name,
  metric: found.request.metric,
  unit: found.unit,
  answer: leadOf(found),
  seeds: found.request.seeds,
  runs: found.samples.length * found.request.seeds,
  mean: found.mean,
  deviation: found.deviation,
  noiseShare: Number.isFinite(found.noiseShare) ? found.noiseShare : null,
  effects: effectRows(found),
  indices: indexRows(found),
  code: found.samples[0]!.records[0]!.code,
  command,
});

export function writeSensitivity(folder: RunFolder, found: Sensitivity, command: string): void {
  writeTable(folder, "results", runRows(found));
  writeTable(folder, "effects", effectRows(found));
  if (found.decomposed.length > 0) writeTable(folder, "indices", indexRows(found));
  writeReport(folder, sensitivityReport(found, command));
  writeJson(folder, "experiment.json", sensitivityJson(found, command));
}
