/** Does the study that `testbed profit` asks for, and writes what came of it. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeJson, writeReport, writeTable } from "../experiment/files.ts";
import type { Lab } from "../experiment/trials.ts";
import { studyJson } from "../profit/json.ts";
import { type Offer, usdText } from "../profit/offer.ts";
import { reportOf } from "../profit/page.ts";
import { agreesOnEvm, type Study, study } from "../profit/study.ts";
import { textOf } from "../profit/text.ts";
import { checkScenario } from "../run/check.ts";
import { RunFolder } from "../run/folder.ts";
import { EXIT, UserProblem } from "../run/problem.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { withLab } from "./lab.ts";
import type { ProfitOptions } from "./profit.ts";
import type { Streams } from "./program.ts";
import { scenarioOf } from "./scenario.ts";

/** The scenario with the solver's own expectation of the price. */
async function marketOf(name: string, options: ProfitOptions): Promise<Scenario> {
  const scenario = await scenarioOf(name, options);
  const { aius } = scenario.prices;
  const { aiusUsd, volatility } = options;
  const price = {
    ...aius,
    ...(aiusUsd === undefined ? {} : { usd: usdText(aiusUsd), source: "given with --aius-usd" }),
    ...(volatility === undefined ? {} : { dailyVolatility: volatility }),
  };
  const asked = { ...scenario, prices: { ...scenario.prices, aius: price } };
  return checkScenario(asked, (path) => `${name} with the given options: ${path.map(String).join(".")}`);
}

const offerOf = (options: ProfitOptions): Offer => ({
  device: options.device,
  tariff: options.tariff,
  ...(options.electricity === undefined ? {} : { electricityUsdPerKwh: options.electricity }),
  hardwareUsd: options.hardware,
  standingUsdPerDay: options.standing,
  stakeAius: options.stake,
  mismatchShare: options.mismatch,
  ...(options.reaction === undefined ? {} : { reactionSeconds: options.reaction }),
});

/** The command that asks the same again. */
function commandOf(name: string, options: ProfitOptions): string {
  const given: readonly (readonly [flag: string, value: string | number | undefined])[] = [
    ["calibration", options.calibration],
    ["device", options.device],
    ["tariff", options.electricity === undefined ? options.tariff : undefined],
    ["electricity", options.electricity],
    ["hardware", options.hardware],
    ["standing", options.standing],
    ["stake", options.stake],
    ["reaction", options.reaction],
    ["mismatch", options.mismatch],
    ["aius-usd", options.aiusUsd],
    ["volatility", options.volatility],
    ["price-impact", options.priceImpact],
    ["seeds", options.seeds],
    ["days", options.days],
    ...options.set.map((text) => ["set", `'${text.replaceAll("'", "'\\''")}'`] as const),
  ];
  const flags = given.flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag} ${value}`]));
  return ["npx testbed profit", name, ...flags].join(" ");
}

function written(folder: RunFolder, done: Study, command: string): string {
  const json = studyJson(done, command);
  const rows = json.runs.map(({ course, ...run }) => ({ ...run, endOfRun: course.at(-1) }));
  writeTable(folder, "profit", rows);
  writeReport(folder, reportOf(done, command));
  writeJson(folder, "profit.json", json);
  // The mark of a folder that a later study may replace.
  writeJson(folder, "experiment.json", { kind: "profit", command });
  return folder.publish(`profit-${done.request.scenario.name}`);
}

async function ask(name: string, options: ProfitOptions, { stdout }: Streams, lab: Lab): Promise<number> {
  const scenario = await marketOf(name, options);
  const folder = RunFolder.open(options.out);
  try {
    const done = await study(
      {
        scenario,
        offer: offerOf(options),
        priceImpact: options.priceImpact,
        seeds: options.seeds,
        confirm: Math.min(options.confirm, options.seeds),
      },
      lab,
    );
    const command = commandOf(name, options);
    const path = written(folder, done, command);
    const report = pathToFileURL(join(path, "report.html")).href;
    stdout.write(
      options.json
        ? `${JSON.stringify({ ...studyJson(done, command), folder: path, report }, null, 2)}\n`
        : `\n${textOf(done)}\n\n${report}\n`,
    );
    return agreesOnEvm(done) ? EXIT.done : EXIT.differs;
  } catch (error) {
    folder.discard();
    throw error;
  }
}

/** Resolves to the exit code. */
export async function profitCommand(name: string, options: ProfitOptions, streams: Streams): Promise<number> {
  if (options.seeds < 2) throw new UserProblem("--seeds: one run has no distribution; ask for at least 2");
  const backends = options.confirm > 0 ? (["model", "evm"] as const) : (["model"] as const);
  const code = await withLab(options, streams, backends, (lab) => ask(name, options, streams, lab));
  return code ?? EXIT.interrupted;
}
