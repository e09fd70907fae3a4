/** `testbed compare`. */
import type { Command } from "commander";
import { withWorkers } from "./executor.ts";
import { addLabOptions, backendOption, type LabOptions } from "./lab-options.ts";
import { collect, dayCount, wholeNumber } from "./options.ts";
import type { Streams } from "./program.ts";

const EXAMPLES = `
Examples:
  testbed compare market cheap-market.yaml --seeds 40
  testbed compare market market --set-b protocol.slashAmountPercentage=0.0005 --seeds 20 --days 10
  testbed compare market market --seeds 3 --days 1 --json | jq '.metrics[].difference'    all exactly 0

Both run with the same seeds, and every agent has streams of chance of its own: what differs is what was
changed. The folder holds experiment.json, results.csv and .parquet, report.html and figures/.
Exit codes: 0 done, 2 wrong input, 130 interrupted (the runs done are kept in the store).`;

export interface CompareOptions extends LabOptions {
  readonly seeds: number;
  readonly days?: number;
  readonly setA: readonly string[];
  readonly setB: readonly string[];
  readonly set: readonly string[];
  readonly metric: readonly string[];
  readonly backend: "model" | "evm";
  readonly out?: string;
  readonly json?: boolean;
}

const DEFAULT_SEEDS = 20;

export function addCompare(program: Command, streams: Streams, end: (code: number) => void): void {
  const command = program
    .command("compare")
    .description("two scenarios on the same seeds: the mean difference of every metric, with its interval")
    .argument("<a>", "name of a scenario, or a .ts, .yaml or .json file")
    .argument("<b>", "the one it is compared with")
    .option("--seeds <number>", "runs of each, with seeds 1 and up", wholeNumber, DEFAULT_SEEDS)
    .option("--days <number>", "length of every run in days", dayCount)
    .option("--set <key=value>", "set a value in both; may be repeated", collect, [])
    .option("--set-a <key=value>", "set a value in the first; may be repeated", collect, [])
    .option("--set-b <key=value>", "set a value in the second; may be repeated", collect, [])
    .option("--metric <name>", "a metric for the picture; may be repeated (all are in the table)", collect, [])
    .addOption(backendOption());
  addLabOptions(command)
    .option("--out <folder>", "folder to write (default: runs/compare-<a>-<b>-<id>)")
    .option("--json", "write what experiment.json holds to standard output, and nothing else")
    .addHelpText("after", EXAMPLES)
    .action(async (a: string, b: string, options: CompareOptions) =>
      end(
        await withWorkers(options, streams, async (executor) =>
          (await import("./compare-command.ts")).compareCommand(a, b, options, streams, executor),
        ),
      ),
    );
}
