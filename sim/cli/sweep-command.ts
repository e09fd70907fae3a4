/** Runs an experiment's file and writes what came of it. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { agree } from "../experiment/confirm.ts";
import type { Executor } from "../experiment/experiment.ts";
import { requireForeseen } from "../experiment/foresight.ts";
import { confirmSweep } from "../experiment/sweep/confirm.ts";
import { type LoadedExperiment, loadExperiment } from "../experiment/sweep/load.ts";
import { pointsOf, pointsOfEachValue, scenarioAt } from "../experiment/sweep/points.ts";
import { runSweep, type Sweep } from "../experiment/sweep/run.ts";
import type { SweepJson } from "../experiment/sweep/write.ts";
import type { Lab } from "../experiment/trials.ts";
import { amount } from "../report/format.ts";
import { RunFolder } from "../run/folder.ts";
import { EXIT } from "../run/problem.ts";
import { withLab } from "./lab.ts";
import { quoted } from "./options.ts";
import type { Streams } from "./program.ts";
import type { SweepOptions } from "./sweep.ts";
import { textTable } from "./table.ts";

/** Rows that the terminal is shown; the files hold all. */
const SHOWN_ROWS = 40;

/** The experiment with what the options say otherwise. */
function adjusted({ experiment, base, source }: LoadedExperiment, options: SweepOptions): LoadedExperiment {
  const { days, replicates, confirm, backend } = options;
  return {
    experiment: {
      ...experiment,
      ...(days === undefined ? {} : { days }),
      ...(replicates === undefined ? {} : { replicates: { min: replicates } }),
      ...(confirm === undefined ? {} : { confirm }),
      ...(backend === undefined ? {} : { backend }),
    },
    base: days === undefined ? base : { ...base, horizonDays: days },
    source,
  };
}

/** So many points are looked at for a metric that the scenario itself does not have. */
const MOST_LOOKED_AT = 100;

/** Refuses metrics that no point's runs can have. */
async function checkMetrics({ experiment, base, source }: LoadedExperiment): Promise<void> {
  const { metrics, replicates } = experiment;
  const names = replicates.target === undefined ? metrics : [...metrics, replicates.target.metric];
  const points = pointsOfEachValue(pointsOf(experiment)).slice(0, MOST_LOOKED_AT);
  await requireForeseen(names, withPoints(), source);
  function* withPoints() {
    yield base;
    for (const point of points) yield scenarioAt(base, experiment, point);
  }
}

/** The command that makes the experiment again. */
const commandOf = (file: string, { days, replicates, confirm, backend }: SweepOptions): string =>
  [
    `npx testbed sweep ${quoted(file)}`,
    ...(days === undefined ? [] : [`--days ${days}`]),
    ...(replicates === undefined ? [] : [`--replicates ${replicates}`]),
    ...(confirm === undefined ? [] : [`--confirm ${confirm}`]),
    ...(backend === undefined ? [] : [`--backend ${backend}`]),
  ].join(" ");

export async function sweepCommand(
  file: string,
  options: SweepOptions,
  streams: Streams,
  executor: Executor,
): Promise<number> {
  const loaded = adjusted(await loadExperiment(file), options);
  const { backend, confirm } = loaded.experiment;
  RunFolder.open(options.out).discard();
  await checkMetrics(loaded);
  const code = await withLab(
    options,
    streams,
    [backend, ...(confirm > 0 ? (["evm"] as const) : [])],
    (lab) => carryOut(loaded, commandOf(file, options), lab, options, streams),
    executor,
  );
  return code ?? EXIT.interrupted;
}

async function carryOut(
  { experiment, base }: LoadedExperiment,
  command: string,
  lab: Lab,
  options: SweepOptions,
  { stdout, stderr }: Streams,
): Promise<number> {
  // What draws takes a while to load: it does so while the runs are done.
  const writing = import("../experiment/sweep/write.ts");
  const sweep = await runSweep(experiment, base, lab);
  const confirmations = sweep.complete ? await confirmSweep(sweep, experiment.confirm, lab) : [];
  const folder = RunFolder.open(options.out);
  const json = (await writing).writeSweep(folder, { sweep, store: lab.store, confirmations, command });
  const published = folder.publish(folderName(sweep));
  if (options.json) stdout.write(`${JSON.stringify({ ...json, folder: published }, null, 2)}\n`);
  else stdout.write(`\n${tableOf(json)}\n\n${pathToFileURL(join(published, "report.html")).href}\n`);
  const wrong = confirmations.filter((pair) => !agree(pair));
  for (const { model, evm } of wrong)
    stderr.write(`testbed: run ${model.id} on the model and run ${evm.id} on the contracts ended differently\n`);
  return wrong.length > 0 ? EXIT.differs : sweep.complete ? EXIT.done : EXIT.interrupted;
}

const folderName = ({ experiment, id, complete }: Sweep): string =>
  `${experiment.name}-${id}${complete ? "" : "-partial"}`;

function tableOf({ points, experiment }: SweepJson): string {
  const columns = [
    ...experiment.parameters.map(({ name }) => name),
    "runs",
    ...experiment.metrics.flatMap((name) => [name, "±"]),
  ].map((title) => ({ title, align: "right" }) as const);
  const rows = points
    .slice(0, SHOWN_ROWS)
    .map(({ values, runs, metrics }) => [
      ...Object.values(values).map(String),
      String(runs),
      ...Object.values(metrics).flatMap(({ mean, low, high, unit }) => [
        Number.isFinite(mean) ? amount(mean, unit) : "",
        Number.isFinite(low) ? amount((high - low) / 2, unit) : "",
      ]),
    ]);
  const more = points.length > SHOWN_ROWS ? `\n… and ${points.length - SHOWN_ROWS} more points in points.csv` : "";
  return textTable(columns, rows) + more;
}
