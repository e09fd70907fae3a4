/** `testbed sweep`. */
import { type Command, Option } from "commander";
import { withWorkers } from "./executor.ts";
import { addLabOptions, EXPERIMENT_BACKENDS, type LabOptions } from "./lab-options.ts";
import { dayCount, shareOption, wholeNumber } from "./options.ts";
import type { Streams } from "./program.ts";

const EXAMPLES = `
Examples:
  testbed sweep experiments/cost-of-attack.yaml
  testbed sweep experiments/cost-of-attack.yaml --replicates 4 --days 3   quicker and rougher
  testbed sweep my-experiment.yaml --confirm 5%                           a sample again on the contracts
  testbed sweep my-experiment.yaml --json | jq '.points[].metrics'

An experiment file (YAML, JSON or TypeScript) names a scenario, what is varied and how often each point is
run: testbed schema experiment; docs/experiments.md explains it. The folder holds experiment.json, results
and points as .csv and .parquet, report.html and figures/. Runs are kept in the store: what is there is not
done again, so a killed or interrupted sweep goes on where it was.
Exit codes: 0 done, 2 wrong input, 4 the contracts did not confirm a run, 130 interrupted.`;

export interface SweepOptions extends LabOptions {
  readonly days?: number;
  readonly replicates?: number;
  readonly confirm?: number;
  readonly backend?: "model" | "evm";
  readonly out?: string;
  readonly json?: boolean;
}

export function addSweep(program: Command, streams: Streams, end: (code: number) => void): void {
  const command = program
    .command("sweep")
    .description("run an experiment: many runs over a grid or a sample of parameters, with intervals and pictures")
    .argument("<file>", "the experiment: a .yaml, .json or .ts file")
    .option("--days <number>", "length of every run in days, instead of the file's", dayCount)
    .option("--replicates <number>", "runs per point, instead of the file's", wholeNumber)
    .option("--confirm <share>", "share of the runs that is run again on the contracts, as in 5%", shareOption)
    .addOption(new Option("--backend <name>", "instead of the file's").choices(EXPERIMENT_BACKENDS));
  addLabOptions(command)
    .option("--out <folder>", "folder to write (default: runs/<name>-<id>)")
    .option("--json", "write what experiment.json holds to standard output, and nothing else")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, options: SweepOptions) =>
      end(
        await withWorkers(options, streams, async (executor) =>
          (await import("./sweep-command.ts")).sweepCommand(file, options, streams, executor),
        ),
      ),
    );
}
