/** `testbed metrics`. */
import type { Command } from "commander";
import { collect, DEFAULT_SCENARIO } from "./options.ts";
import type { Streams } from "./program.ts";

const EXAMPLES = `
Examples:
  testbed metrics                      what is measured in every run of the market
  testbed metrics bribery | grep bribe
  testbed metrics market --json | jq -r '.metrics[].name'

These are the names that --metric, --maximise, --bound, an experiment's metrics and an inquiry take.`;

export interface MetricsOptions {
  readonly set: readonly string[];
  readonly json?: boolean;
}

export function addMetrics(program: Command, streams: Streams, end: (code: number) => void): void {
  program
    .command("metrics")
    .description("the metrics that a scenario's runs have, with unit and meaning")
    .argument("[scenario]", "name of a scenario, or a .ts, .yaml or .json file", DEFAULT_SCENARIO)
    .option("--set <key=value>", "set any value of the scenario first; may be repeated", collect, [])
    .option("--json", "write them as JSON to standard output, and nothing else")
    .addHelpText("after", EXAMPLES)
    .action(async (scenario: string, options: MetricsOptions) =>
      end(await (await import("./metrics-command.ts")).metricsCommand(scenario, options, streams)),
    );
}
