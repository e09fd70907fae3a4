/** `testbed ask`. */
import type { Command } from "commander";
import { addLabOptions, backendOption, type LabOptions } from "./lab-options.ts";
import { collect, dayCount, shareOption, wholeNumber } from "./options.ts";
import type { Streams } from "./program.ts";

const EXAMPLES = `
Examples:
  testbed ask slashing                      answer the scenario's question, and find where the answer turns
  testbed ask slashing --seeds 8 --days 5   quicker and rougher
  testbed ask my-scenario.yaml --confirm 0  without running any of it again on the contracts
  testbed ask all --out docs/answers        every scenario that has an inquiry, and one table of all

A scenario's inquiry says which metric decides its question, at which value the answer turns and which
parameter turns it (testbed schema). The folder holds report.html, experiment.json, answer.csv, answer.parquet
and figures/. Runs are kept in the store: asking again takes no time, a killed one goes on where it was.
Exit codes: 0 done, 2 wrong input, 4 the contracts did not confirm a run, 130 interrupted.`;

export interface AskOptions extends LabOptions {
  readonly seeds?: number;
  readonly days?: number;
  readonly set: readonly string[];
  readonly confirm: number;
  readonly backend: "model" | "evm";
  readonly out?: string;
  readonly json?: boolean;
}

export const DEFAULT_CONFIRM = 0.01;

export function addAsk(program: Command, streams: Streams, end: (code: number) => void): void {
  const command = program
    .command("ask")
    .description("answer a scenario's question with many runs, and find the value at which the answer turns")
    .argument("<scenario>", "name of a scenario, a .ts, .yaml or .json file, or `all`")
    .option("--seeds <number>", "runs per value (default: the inquiry's)", wholeNumber)
    .option("--days <number>", "length of every run in days", dayCount)
    .option("--set <key=value>", "set any value of the scenario first; may be repeated", collect, [])
    .option(
      "--confirm <share>",
      "share of the runs that is run again on the contracts; 0 for none",
      shareOption,
      DEFAULT_CONFIRM,
    )
    .addOption(backendOption());
  addLabOptions(command)
    .option("--out <folder>", "folder to write (default: runs/ask-<scenario>)")
    .option("--json", "write the answer as JSON to standard output, and nothing else")
    .addHelpText("after", EXAMPLES)
    .action(async (scenario: string, options: AskOptions) =>
      end(await (await import("./ask-command.ts")).askCommand(scenario, options, streams)),
    );
}
