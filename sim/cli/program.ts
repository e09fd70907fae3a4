/** The commands of `testbed`. Each action returns the exit code. */
import { Argument, Command, CommanderError, Help, InvalidArgumentError, Option } from "commander";
import { BACKENDS, SCHEMA_NAMES, type SchemaName } from "../run/names.ts";
import { EXIT, mendable, UserProblem } from "../run/problem.ts";
import { addAsk } from "./ask.ts";
import { addBench } from "./bench.ts";
import { addCompare } from "./compare.ts";
import { addLive } from "./live.ts";
import { addMetrics } from "./metrics.ts";
import {
  collect,
  DEFAULT_BACKEND,
  DEFAULT_SCENARIO,
  DEFAULT_SEED,
  dayCount,
  type RunOptions,
  wholeNumber,
} from "./options.ts";
import { addProfit } from "./profit.ts";
import { addSearch } from "./search.ts";
import { addSensitivity } from "./sensitivity.ts";
import { addStore } from "./store.ts";
import { addSweep } from "./sweep.ts";
import { textTable } from "./table.ts";
import { addTheory } from "./theory.ts";
import { addWorker } from "./worker.ts";

/** Where the program writes. Standard output carries what a program may read, everything else goes to stderr. */
export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

const EXAMPLES = `
Examples:
  testbed run                                   a month of the market on the real contracts
  testbed run market --seed 7 --days 3          three days, another seed
  testbed run --set prices.aius.usd=5           the same with AIUS at 5 USD
  testbed run my-scenario.yaml --backend model  a scenario of your own on the fast twin
  testbed replay runs/market-1a2b               make a run again and compare
  testbed doctor                                what this machine lacks`;

async function listText(): Promise<string> {
  const { scenarios } = await import("../scenarios/index.ts");
  const rows = Object.values(scenarios).map(({ name, horizonDays, question }) => [name, `${horizonDays}`, question]);
  return textTable(
    [
      { title: "scenario", align: "left" },
      { title: "days", align: "right" },
      { title: "question", align: "left" },
    ],
    rows,
  );
}

const RUN_EXAMPLES = `
Examples:
  testbed run --days 1 --json | jq .metrics     numbers for a program
  testbed run --seed 7 --set populations.2.count=10 --set network.ordering=shuffled
  NOVA_RPC_URL=https://nova.arbitrum.io/rpc testbed run --block 70000000

The run's folder holds manifest.json, summary.json, events.csv, metrics.csv, report.html and figures/.
Exit codes: 0 done, 2 wrong input, 3 an invariant was violated, 4 the twin found that the
backends differ, 130 interrupted (the partial run is kept).`;

const REPLAY_EXAMPLES = `
Example:
  testbed replay runs/market-0123456789abcdef

Exit codes: 0 the same byte for byte, 2 wrong input or other code, 4 different.`;

type End = (code: number) => void;

/** What a command needs is loaded by its action: help comes at once, and an experiment's workers start before their leader is ready. */
function addRun(program: Command, streams: Streams, end: End): void {
  program
    .command("run")
    .alias("start")
    .description("run a scenario and write a folder with its report")
    .argument("[scenario]", "name of a scenario (testbed list) or a .ts, .yaml or .json file", DEFAULT_SCENARIO)
    .option("--seed <number>", "which of all possible runs", wholeNumber, DEFAULT_SEED)
    .addOption(
      new Option("--backend <name>", "evm: the contracts; model: the fast twin; twin: both, compared")
        .choices(BACKENDS)
        .default(DEFAULT_BACKEND),
    )
    .option("--set <key=value>", "set any value of the scenario, as in prices.aius.usd=5; may be repeated", collect, [])
    .option("--days <number>", "length of the run in days", dayCount)
    .option("--fork <url>", "deploy on top of this chain (or NOVA_RPC_URL)")
    .option("--block <number>", "block of that chain; its newest if absent", wholeNumber)
    .option("--calibration <name>", "file under bench/calibration")
    .option("--out <folder>", "folder to write (default: runs/<name>-<id>)")
    .addOption(new Option("--on-violation <action>", "what a violated invariant does").choices(["stop", "record"]))
    .option("--json", "write a summary as JSON to standard output, and nothing else")
    .addHelpText("after", RUN_EXAMPLES)
    .action(async (scenario: string, options: RunOptions) =>
      end(await (await import("./run.ts")).runCommand(scenario, options, streams)),
    );
}

function addReplay(program: Command, streams: Streams, end: End): void {
  program
    .command("replay")
    .description("make a run again from its manifest, and tell whether the same happened")
    .argument("<run>", "the run's folder, or its manifest.json")
    .option("--fork <url>", "the chain that the run was on, if it was on a fork (or NOVA_RPC_URL)")
    .option("--force", "compare although the code or the contracts have changed since")
    .addHelpText("after", REPLAY_EXAMPLES)
    .action(async (path: string, options: { fork?: string; force?: boolean }) =>
      end(await (await import("./run.ts")).replayCommand(path, options, streams)),
    );
}

function addPlainCommands(program: Command, { stdout }: Streams, end: End): void {
  program
    .command("list")
    .description("the scenarios that come with the testbed, and the question that each answers")
    .addHelpText("after", "\nExample:\n  testbed list")
    .action(async () => {
      stdout.write(`${await listText()}\n`);
    });
  program
    .command("schema")
    .description("the JSON Schema of scenario files, or of the files that a run writes")
    .addArgument(new Argument("[of]", "which schema").choices(SCHEMA_NAMES).default("scenario"))
    .addHelpText("after", "\nExample:\n  testbed schema > scenario.schema.json")
    .action(async (of: SchemaName) => {
      stdout.write((await import("../run/schemas.ts")).schemaText(of));
    });
  program
    .command("doctor")
    .description("what this machine lacks to run the testbed, and how to get it")
    .addHelpText("after", "\nExample:\n  testbed doctor")
    .action(async () => {
      const { diagnosis, examine } = await import("./doctor.ts");
      const checks = examine();
      stdout.write(diagnosis(checks));
      end(checks.every(({ ok, needed }) => ok || !needed) ? EXIT.done : EXIT.wrongInput);
    });
}

/** Runs the command line and resolves to its exit code. Never throws what a person can mend. */
export async function main(args: readonly string[], streams: Streams): Promise<number> {
  let code: number = EXIT.done;
  const end = (given: number) => {
    code = given;
  };
  const program = new Command("testbed")
    .description(
      "A testbed for the Arbius protocol: the real contracts, agents of every kind on them, and what happens.",
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      outputError: (text, write) => write(oneLine(text)),
    })
    .configureHelp({ optionDescription })
    .showSuggestionAfterError(true)
    .addHelpText("after", EXAMPLES);
  addRun(program, streams, end);
  addReplay(program, streams, end);
  addAsk(program, streams, end);
  addSweep(program, streams, end);
  addCompare(program, streams, end);
  addStore(program, streams, end);
  addSensitivity(program, streams, end);
  addSearch(program, streams, end);
  addWorker(program, streams, end);
  addProfit(program, streams, end);
  addBench(program, streams, end);
  addLive(program, streams, end);
  addTheory(program, streams, end);
  addMetrics(program, streams, end);
  addPlainCommands(program, streams, end);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return exitCodeOf(error, streams);
  }
}

/** What help says of an option; that one which may be repeated is not given yet goes without saying. */
const optionDescription = (option: Option): string =>
  Array.isArray(option.defaultValue) && option.defaultValue.length === 0
    ? option.description
    : Help.prototype.optionDescription(option);

const oneLine = (text: string): string =>
  `testbed: ${text
    .trim()
    .replace(/^error: /, "")
    .replaceAll(/\s*\n\s*/g, " ")}\n`;

function exitCodeOf(thrown: unknown, { stderr }: Streams): number {
  const error = mendable(thrown);
  if (error instanceof InvalidArgumentError) return EXIT.wrongInput;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongInput;
  if (error instanceof UserProblem) {
    stderr.write(oneLine(error.message));
    return EXIT.wrongInput;
  }
  if ((error as Error).name === "TwinDifference") {
    stderr.write(`testbed: ${(error as Error).message}\n`);
    return EXIT.differs;
  }
  stderr.write(
    `testbed: a fault of the testbed itself; please report it with this trace.\n${(error as Error).stack ?? String(error)}\n`,
  );
  return EXIT.bug;
}
