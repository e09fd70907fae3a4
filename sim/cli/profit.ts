/** `testbed profit`. */
import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { addLabOptions, type LabOptions } from "./lab-options.ts";
import { collect, DEFAULT_SCENARIO, dayCount, wholeNumber } from "./options.ts";
import type { Streams } from "./program.ts";

const EXAMPLES = `
Examples:
  testbed profit                                                an A100 billed per second of use, in the market
  testbed profit --tariff rental --aius-usd 2                   the same GPU rented around the clock
  testbed profit --electricity 0.12 --hardware 9000             a GPU of your own: payback
  testbed profit --volatility 0.08 --price-impact 0.3           a wilder price, a thinner pool
  testbed profit --mismatch 0.01                                what it costs when one result in a hundred differs
  testbed profit --json | jq .month.positive                    for a program

It answers for one more solver beside those already there: the scenario runs with and without it on the same
seeds. Devices, tariffs and compute times come from the scenario's calibration (--calibration). The folder holds
report.html, profit.json, profit.csv, profit.parquet and figures/. Runs are kept in the store: asking again takes no time, a killed one
goes on where it was. docs/profit.md says what is counted and how.
Exit codes: 0 done, 2 wrong input, 4 the contracts did not confirm a run, 130 interrupted.`;

export interface ProfitOptions extends LabOptions {
  readonly calibration?: string;
  readonly device: string;
  readonly tariff: string;
  readonly electricity?: number;
  readonly hardware: number;
  readonly standing: number;
  readonly stake: string;
  readonly reaction?: number;
  readonly mismatch: number;
  readonly aiusUsd?: number;
  readonly volatility?: number;
  readonly priceImpact: number;
  readonly seeds: number;
  readonly days?: number;
  readonly set: readonly string[];
  readonly confirm: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** A number from `least` on, up to `most`. */
const numberIn =
  (least: number, most: number, what: string) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= least && value <= most))
      throw new InvalidArgumentError(`write ${what} from ${least} to ${most}.`);
    return value;
  };

const dollars = numberIn(0, 1e9, "an amount of USD");
const share = numberIn(0, 1, "a share");

/** Decimal text of AIUS, kept as it is written so that no digit is lost. */
function aiusText(text: string): string {
  if (!/^(0|[1-9]\d*)(\.\d{1,18})?$/.test(text)) throw new InvalidArgumentError("write an amount of AIUS such as 300.");
  return text;
}

export function addProfit(program: Command, streams: Streams, end: (code: number) => void): void {
  const command = program
    .command("profit")
    .description("would one more solver earn? Profit by day and month, break-evens, payback, risks")
    .argument("[scenario]", "the market that it joins: a scenario's name or file", DEFAULT_SCENARIO)
    .option("--calibration <name>", "file under bench/calibration")
    .option("--device <name>", "GPU of the calibration", "a100-80gb")
    .option("--tariff <name>", "how it is paid: a tariff of the device in the calibration", "serving")
    .option("--electricity <USD/kWh>", "the GPU is one's own and costs its power only", dollars)
    .option("--hardware <USD>", "what it cost to buy", dollars, 0)
    .option("--standing <USD/day>", "node, storage, connection", dollars, 1.5)
    .option("--stake <AIUS>", "stake deposited at the start", aiusText, "300")
    .option(
      "--reaction <seconds>",
      "median time before a run starts (default: the scenario's)",
      numberIn(0.001, 3600, "seconds"),
    )
    .option("--mismatch <share>", "share of tasks on which its GPU yields another result than all others'", share, 0)
    .option(
      "--aius-usd <USD>",
      "price of AIUS at the start (default: the scenario's)",
      numberIn(1e-9, 1e6, "a price in USD"),
    )
    .option(
      "--volatility <share>",
      "daily volatility of AIUS (default: the scenario's)",
      numberIn(0, 2, "a volatility"),
    )
    .option(
      "--price-impact <share>",
      "share of the price lost on selling 1000 AIUS",
      numberIn(0, 100, "an impact"),
      0.1,
    )
    .option("--seeds <number>", "runs of each kind", wholeNumber, 24)
    .option("--days <number>", "length of every run in days", dayCount)
    .option("--set <key=value>", "set any value of the scenario first; may be repeated", collect, [])
    .option("--confirm <number>", "runs that are run again on the contracts", wholeNumber, 1);
  addLabOptions(command)
    .option("--out <folder>", "folder to write (default: runs/profit-<scenario>)")
    .option("--json", "write the answer as JSON to standard output, and nothing else")
    .addHelpText("after", EXAMPLES)
    .action(async (scenario: string, options: ProfitOptions) =>
      end(await (await import("./profit-command.ts")).profitCommand(scenario, options, streams)),
    );
}
