/** Runs a sensitivity analysis and writes what came of it. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { requireForeseen } from "../experiment/foresight.ts";
import { sensitivityJson, writeSensitivity } from "../experiment/sensitivity/files.ts";
import { leadOf } from "../experiment/sensitivity/page.ts";
import { MOST_DECOMPOSED, type Sensitivity, sensitivity } from "../experiment/sensitivity/sensitivity.ts";
import { checkStudy, endsOf, parseAxis } from "../experiment/study.ts";
import { amount } from "../report/format.ts";
import { RunFolder } from "../run/folder.ts";
import { EXIT, UserProblem } from "../run/problem.ts";
import { withLab } from "./lab.ts";
import { quoted } from "./options.ts";
import type { Streams } from "./program.ts";
import { scenarioOf } from "./scenario.ts";
import type { SensitivityOptions } from "./sensitivity.ts";
import { studyText } from "./study-options.ts";
import { textTable } from "./table.ts";

function checked({ trajectories, seeds, keep, points }: SensitivityOptions): void {
  if (trajectories < 2) throw new UserProblem("--trajectories: at least 2, or there is no spread of effects");
  if (seeds < 1) throw new UserProblem("--seeds: at least 1");
  if (points === 1) throw new UserProblem("--points: 0 for none, else at least 2");
  if (keep > MOST_DECOMPOSED)
    throw new UserProblem(`--keep ${keep}: at most ${MOST_DECOMPOSED} parameters can be decomposed`);
}

export async function sensitivityCommand(name: string, options: SensitivityOptions, streams: Streams): Promise<number> {
  checked(options);
  const { metric, trajectories, points, seeds, keep, backend } = options;
  const study = { scenario: await scenarioOf(name, options), axes: options.vary.map(parseAxis) };
  const command = [
    `npx testbed sensitivity ${quoted(name)} --metric ${metric}`,
    ...studyText(options),
    `--trajectories ${trajectories} --points ${points} --seeds ${seeds} --keep ${keep}`,
  ].join(" ");
  RunFolder.open(options.out).discard();
  checkStudy(study);
  await requireForeseen([metric], endsOf(study), name);
  const found = await withLab(options, streams, [backend], (lab) =>
    sensitivity({ study, metric, trajectories, points, seeds, keep }, lab),
  );
  if (found === undefined) return EXIT.interrupted;
  const folder = RunFolder.open(options.out);
  writeSensitivity(folder, found, command);
  const path = folder.publish(`sensitivity-${study.scenario.name}`);
  if (options.json)
    streams.stdout.write(`${JSON.stringify({ ...sensitivityJson(found, command), folder: path }, null, 2)}\n`);
  else
    streams.stdout.write(
      `\n${tableOf(found)}\n\n${leadOf(found)}\n\n${pathToFileURL(join(path, "report.html")).href}\n`,
    );
  return EXIT.done;
}

function tableOf({ screened, decomposed, unit }: Sensitivity): string {
  const columns = ["parameter", "mu*", "±", "mu", "sigma", "first", "total", "95 % from", "to"].map(
    (title, i) => ({ title, align: i === 0 ? "left" : "right" }) as const,
  );
  const rows = screened.map(({ axis, muStar, mu, sigma, bounds }) => {
    const index = decomposed.find((entry) => entry.axis.name === axis.name);
    const shares = index && [index.first, index.total, index.totalBounds.low, index.totalBounds.high];
    return [
      axis.name,
      ...[muStar, (bounds.high - bounds.low) / 2, mu, sigma].map((value) => amount(value, unit)),
      ...(shares?.map((value) => value.toFixed(3)) ?? ["", "", "", ""]),
    ];
  });
  return textTable(columns, rows);
}
