/** `testbed sensitivity`. */
import type { Command } from "commander";
import { wholeNumber } from "./options.ts";
import type { Streams } from "./program.ts";
import { addStudyOptions, type StudyOptions } from "./study-options.ts";

const EXAMPLES = `
Examples:
  testbed sensitivity market --metric profit.honest.usd --days 5 \\
    --vary price=prices.aius.usd=0.5:5:log --vary solvers=populations.1.count=4:40:whole \\
    --vary slash=protocol.slashAmountPercentage=0.00002:0.002:log
  testbed sensitivity market ... --points 0          screening only
  testbed sensitivity market ... --points 128 --seeds 8   narrower intervals

First all parameters are screened (Morris), at trajectories x (parameters + 1) x seeds runs; then those that
matter are decomposed (Sobol indices), at points x (kept + 2) x seeds runs. Points are best a power of two.
The folder holds report.html, experiment.json, results, effects and indices as .csv and .parquet, and figures/.
Exit codes: 0 done, 2 wrong input, 130 interrupted (what is done stays in the store).`;

export interface SensitivityOptions extends StudyOptions {
  readonly metric: string;
  readonly trajectories: number;
  readonly points: number;
  readonly seeds: number;
  readonly keep: number;
}

export function addSensitivity(program: Command, streams: Streams, end: (code: number) => void): void {
  const command = program
    .command("sensitivity")
    .description("which parameters move a metric: Morris screening, then Sobol indices")
    .argument("<scenario>", "name of a scenario or a .ts, .yaml or .json file")
    .requiredOption("--metric <name>", "metric of summary.json that is looked at");
  addStudyOptions(command)
    .option("--trajectories <number>", "Morris trajectories", wholeNumber, 10)
    .option("--points <number>", "rows of the Sobol design; 0 screens only", wholeNumber, 32)
    .option("--seeds <number>", "runs per point, the same seeds at all points", wholeNumber, 4)
    .option("--keep <number>", "parameters that are decomposed at most", wholeNumber, 5)
    .addHelpText("after", EXAMPLES)
    .action(async (scenario: string, options: SensitivityOptions) =>
      end(await (await import("./sensitivity-command.ts")).sensitivityCommand(scenario, options, streams)),
    );
}
