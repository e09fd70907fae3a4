/** Compares two scenarios and writes what came of it. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ComparedMetric, type Comparison, compare, metricsShown } from "../experiment/compare/compare.ts";
import { leadOf, namesOf } from "../experiment/compare/page.ts";
import { comparisonId, writeComparison } from "../experiment/compare/write.ts";
import type { Executor } from "../experiment/experiment.ts";
import { requireForeseen } from "../experiment/foresight.ts";
import { amount } from "../report/format.ts";
import { RunFolder } from "../run/folder.ts";
import { EXIT, UserProblem } from "../run/problem.ts";
import type { Scenario } from "../scenarios/schema.ts";
import type { CompareOptions } from "./compare.ts";
import { withLab } from "./lab.ts";
import { quoted } from "./options.ts";
import type { Streams } from "./program.ts";
import { scenarioOf } from "./scenario.ts";
import { textTable } from "./table.ts";

const sideOf = (name: string, { days, set }: CompareOptions, own: readonly string[]): Promise<Scenario> =>
  scenarioOf(name, { days, set: [...set, ...own] });

export const commandOf = (
  a: string,
  b: string,
  { seeds, days, set, setA, setB, metric, backend }: CompareOptions,
): string =>
  [
    `npx testbed compare ${quoted(a)} ${quoted(b)} --seeds ${seeds}`,
    ...(days === undefined ? [] : [`--days ${days}`]),
    ...set.map((text) => `--set ${quoted(text)}`),
    ...setA.map((text) => `--set-a ${quoted(text)}`),
    ...setB.map((text) => `--set-b ${quoted(text)}`),
    ...metric.map((text) => `--metric ${quoted(text)}`),
    ...(backend === "evm" ? ["--backend evm"] : []),
  ].join(" ");

export async function compareCommand(
  a: string,
  b: string,
  options: CompareOptions,
  streams: Streams,
  executor: Executor,
): Promise<number> {
  if (options.seeds < 1) throw new UserProblem("--seeds 0: nothing to compare; give at least 2");
  const [first, second] = [await sideOf(a, options, options.setA), await sideOf(b, options, options.setB)];
  RunFolder.open(options.out).discard();
  await requireForeseen(options.metric, [first, second], a);
  const comparison = await withLab(
    options,
    streams,
    [options.backend],
    (lab) => compare(first, second, options.seeds, lab),
    executor,
  );
  if (comparison === undefined) return EXIT.interrupted;
  const shown = metricsShown(comparison, options.metric);
  const folder = RunFolder.open(options.out);
  const json = writeComparison(folder, comparison, shown, commandOf(a, b, options));
  const published = folder.publish(`compare-${first.name}-${second.name}-${comparisonId(comparison)}`);
  if (options.json) streams.stdout.write(`${JSON.stringify({ ...json, folder: published }, null, 2)}\n`);
  else
    streams.stdout.write(
      `\n${tableOf(comparison, shown)}\n\n${leadOf(comparison, shown)}\n\n${pathToFileURL(join(published, "report.html")).href}\n`,
    );
  return EXIT.done;
}

function tableOf(comparison: Comparison, shown: readonly ComparedMetric[]): string {
  const [first, second] = namesOf(comparison);
  const right = (title: string) => ({ title, align: "right" }) as const;
  const columns = [
    { title: "metric", align: "left" } as const,
    ...[first, second, "difference", "95 % from", "to"].map(right),
  ];
  const rows = shown.map(({ name, unit, meanA, meanB, difference: { mean, low, high } }) => {
    const show = (value: number) => (Number.isFinite(value) ? amount(value, unit) : "");
    return [name, ...[meanA.mean, meanB.mean, mean, low, high].map(show)];
  });
  return textTable(columns, rows);
}
