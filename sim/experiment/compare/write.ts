/** What a comparison leaves behind: experiment.json, results.csv and .parquet, report.html and figures/. */
import { canonicalJson, sha256 } from "../../run/canonical.ts";
import type { RunFolder } from "../../run/folder.ts";
import { writeJson, writeReport } from "../files.ts";
import { type TableColumn, TableFiles } from "../table-files.ts";
import type { ComparedMetric, Comparison } from "./compare.ts";
import { comparisonReport } from "./page.ts";

export type ComparisonJson = ReturnType<typeof comparisonJson>;

/** The comparison's content address. */
export const comparisonId = ({ a, b, seeds, records }: Comparison): string =>
  sha256(canonicalJson({ a, b, seeds: seeds.length, code: records.a[0]!.code, backend: records.a[0]!.backend })).slice(
    0,
    16,
  );

/** Fills the folder; returns what experiment.json holds. */
export function writeComparison(
  folder: RunFolder,
  comparison: Comparison,
  shown: readonly ComparedMetric[],
  command: string,
): ComparisonJson {
  writeResults(folder, comparison);
  writeReport(folder, comparisonReport(comparison, shown, command));
  const json = comparisonJson(comparison, command);
  writeJson(folder, "experiment.json", { ...json, created: new Date().toISOString() });
  return json;
}

/** A row per run: which of the two, its seed, what identifies it, then every metric. */
function writeResults(folder: RunFolder, { records, metrics }: Comparison): void {
  const columns: TableColumn[] = [
    { name: "side", kind: "text" },
    { name: "scenario", kind: "text" },
    { name: "seed", kind: "integer" },
    { name: "backend", kind: "text" },
    { name: "run", kind: "text" },
    { name: "ledgerHash", kind: "text" },
    { name: "reason", kind: "text" },
    ...metrics.map(({ name }): TableColumn => ({ name, kind: "number" })),
  ];
  const table = new TableFiles(folder.path("results"), columns);
  for (const side of ["a", "b"] as const)
    for (const { scenario, seed, backend, id, ledgerHash, reason, metrics: values } of records[side])
      table.add([
        side,
        scenario,
        seed,
        backend,
        id,
        ledgerHash,
        reason,
        ...metrics.map(({ name }) => values[name]?.value),
      ]);
  table.finish();
}

function comparisonJson(comparison: Comparison, command: string) {
  const { a, b, seeds, records, metrics } = comparison;
  return {
    format: 1 as const,
    kind: "compare" as const,
    id: comparisonId(comparison),
    complete: true,
    a: { scenario: a, runs: records.a.map(({ id }) => id) },
    b: { scenario: b, runs: records.b.map(({ id }) => id) },
    seeds: seeds.length,
    backend: records.a[0]!.backend,
    code: records.a[0]!.code,
    command,
    metrics: Object.fromEntries(
      metrics.map(({ name, unit, meanA, meanB, difference: { mean, low, high } }) => [
        name,
        { unit, a: meanA.mean, b: meanB.mean, difference: mean, low, high },
      ]),
    ),
  };
}
