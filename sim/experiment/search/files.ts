/** What a search leaves behind: experiment.json, trace and finalists as tables, report.html and figures/. */
import type { RunFolder } from "../../run/folder.ts";
import { type Row, writeJson, writeReport, writeTable } from "../files.ts";
import { metricOf } from "../trials.ts";
import { metricsOf } from "./objective.ts";
import { leadOf, searchReport } from "./page.ts";
import type { Evaluated, Found, Measured } from "./search.ts";

/** A row per run. `stage` tells what the run decided: a generation's ranking, the winner, or nothing any more. */
function rowsOf(found: Found): Row[] {
  const { study, objective } = found.request;
  const rows = (stage: string, generation: number | undefined, { values, records, score }: Evaluated): Row[] =>
    records.map((record) => ({
      stage,
      generation,
      ...Object.fromEntries(study.axes.map(({ name }, i) => [name, values[i]])),
      seed: record.seed,
      ...Object.fromEntries(metricsOf(objective).map((name) => [name, metricOf([record], name)[0]])),
      violation: score.violation,
      run: record.id,
      ended: record.reason,
    }));
  return [
    ...found.generations.flatMap(({ number, candidates }) =>
      candidates.flatMap((entry) => rows("search", number, entry)),
    ),
    ...found.finalists.flatMap((entry) => rows("finalists", undefined, entry)),
    ...rows("winner", undefined, found.winner),
  ];
}

const intervalJson = ({ mean, low, high }: Measured["winner"]) => ({ mean, low, high });

export const searchJson = (found: Found, command: string) => ({
  format: 1 as const,
  kind: "search" as const,
  scenario: found.request.study.scenario.name,
  answer: leadOf(found),
  objective: { ...found.request.objective, metric: found.request.objective.metric ?? null },
  winner: Object.fromEntries(found.request.study.axes.map(({ name }, i) => [name, found.winner.values[i]!])),
  measured: found.measured.map(({ metric, unit, winner, own, difference }) => ({
    metric,
    unit,
    winner: intervalJson(winner),
    own: intervalJson(own),
    difference: intervalJson(difference),
  })),
  promised: found.promised,
  generations: found.generations.length,
  freshSeeds: found.request.freshSeeds,
  runs: found.winner.records.map(({ id }) => id),
  code: found.winner.records[0]!.code,
  command,
});

export function writeSearch(folder: RunFolder, found: Found, base: string, command: string): void {
  writeTable(folder, "trace", rowsOf(found));
  writeReport(folder, searchReport(found, base, command));
  writeJson(folder, "experiment.json", searchJson(found, command));
}
