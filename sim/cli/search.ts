/** `testbed search`. */
import type { Command } from "commander";
import { collect, wholeNumber } from "./options.ts";
import type { Streams } from "./program.ts";
import { addStudyOptions, type StudyOptions } from "./study-options.ts";

const EXAMPLES = `
Examples:
  testbed search market --maximise profit.malicious.usd --days 5 \\
    --vary falsePerDay=populations.4.falsePerDay=0.01:5:log --vary contests=populations.4.contestPerDay=0.01:5:log
                                      the attacker's most profitable policy
  testbed search market --minimise slashes.lost --bound 'false.share<=0.01' --days 5 \\
    --vary slash=protocol.slashAmountPercentage=0.00001:0.0008:log
                                      the smallest losses that keep false answers below one in a hundred

Finalists meet again on seeds that the search never saw, and the winner is reported from seeds that chose
nothing, so that luck is not taken for quality. The folder holds report.html, experiment.json, trace.csv,
trace.parquet and figures/. Exit codes: 0 done, 2 wrong input, 130 interrupted (what is done stays in the store).`;

export interface SearchOptions extends StudyOptions {
  readonly maximise?: string;
  readonly minimise?: string;
  readonly bound: readonly string[];
  readonly generations: number;
  readonly population?: number;
  readonly seeds: number;
  readonly finalists: number;
  readonly fresh: number;
}

export function addSearch(program: Command, streams: Streams, end: (code: number) => void): void {
  const command = program
    .command("search")
    .description("find the values that make a metric largest or smallest, or that keep bounds")
    .argument("<scenario>", "name of a scenario or a .ts, .yaml or .json file")
    .option("--maximise <metric>", "metric of summary.json that shall be as large as can be")
    .option("--minimise <metric>", "metric of summary.json that shall be as small as can be")
    .option("--bound <metric<=number>", "keep a mean within a bound (or >=); may be repeated", collect, []);
  addStudyOptions(command)
    .option("--generations <number>", "rounds of candidates at most", wholeNumber, 12)
    .option("--population <number>", "candidates per round (default: by the number of parameters)", wholeNumber)
    .option("--seeds <number>", "runs per candidate", wholeNumber, 4)
    .option("--finalists <number>", "candidates that meet again on fresh seeds", wholeNumber, 4)
    .option("--fresh <number>", "fresh seeds for the finalists, and as many again for the winner", wholeNumber, 20)
    .addHelpText("after", EXAMPLES)
    .action(async (scenario: string, options: SearchOptions) =>
      end(await (await import("./search-command.ts")).searchCommand(scenario, options, streams)),
    );
}
