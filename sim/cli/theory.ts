/** `testbed theory`. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_SEED, wholeNumber } from "./options.ts";
import type { Streams } from "./program.ts";

const EXAMPLES = `
Examples:
  testbed theory                              every closed form against runs, and a report with pictures
  testbed theory --only emission votes        two sections of it
  testbed theory --effort 0.1                 a quick look, with a tenth of the repetitions
  testbed theory --table docs/theory.md       the tables as Markdown as well
  testbed theory --json | jq '.comparisons[] | select(.agrees | not)'

The folder holds report.html, experiment.json, theory.csv, theory.parquet, theory.md and figures/.
Exit codes: 0 all agrees, 2 wrong input, 4 something differs, 130 interrupted (finished sections are kept).`;

/** The sections' words, without loading the sections. A test compares. */
export const SECTION_IDS = ["emission", "votes", "inspection", "majority", "sampling", "statistics"] as const;

export interface TheoryCommandOptions {
  readonly only?: readonly string[];
  readonly seed: number;
  readonly effort: number;
  readonly out?: string;
  readonly table?: string;
  readonly json?: boolean;
}

/** A number above 0 and at most 100. */
function effortOption(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 100))
    throw new InvalidArgumentError("write a number above 0, such as 0.1; 1 is the full check.");
  return value;
}

export function addTheory(program: Command, streams: Streams, end: (code: number) => void): void {
  program
    .command("theory")
    .description("compare simulated runs with every closed form and published number that is known")
    .addOption(new Option("--only <sections...>", "these sections alone").choices(SECTION_IDS))
    .option("--seed <number>", "which of all possible checks", wholeNumber, DEFAULT_SEED)
    .option("--effort <share>", "multiplies the number of repetitions", effortOption, 1)
    .option("--out <folder>", "folder to write (default: runs/theory)")
    .option("--table <file>", "write the tables as Markdown to this file as well")
    .option("--json", "write the result as JSON to standard output, and nothing else")
    .addHelpText("after", EXAMPLES)
    .action(async (options: TheoryCommandOptions) =>
      end(await (await import("./theory-command.ts")).theoryCommand(options, streams)),
    );
}
