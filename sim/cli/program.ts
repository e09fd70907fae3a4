/** The commands of `testbed`. Each action returns the exit code. */
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { EXIT, mendable, UserProblem } from "../run/problem.ts";
import { scenarios } from "../scenarios/index.ts";
import { scenarioJsonSchema } from "../scenarios/schema.ts";
import { diagnosis, examine } from "./doctor.ts";
import { textTable } from "./table.ts";

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
  testbed replay runs/market-1a2b/manifest.json make a run again and compare
  testbed doctor                                what this machine lacks`;

function listText(): string {
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

function addPlainCommands(program: Command, { stdout }: Streams, end: (code: number) => void): void {
  program
    .command("list")
    .description("the scenarios that come with the testbed, and the question that each answers")
    .addHelpText("after", "\nExample:\n  testbed list")
    .action(() => {
      stdout.write(`${listText()}\n`);
    });
  program
    .command("schema")
    .description("the JSON Schema of scenario files")
    .addHelpText("after", "\nExample:\n  testbed schema > scenario.schema.json")
    .action(() => {
      stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
    });
  program
    .command("doctor")
    .description("what this machine lacks to run the testbed, and how to get it")
    .addHelpText("after", "\nExample:\n  testbed doctor")
    .action(() => {
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
    .showSuggestionAfterError(true)
    .addHelpText("after", EXAMPLES);
  addPlainCommands(program, streams, end);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return exitCodeOf(error, streams);
  }
}

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
  stderr.write(
    `testbed: a fault of the testbed itself; please report it with this trace.\n${(error as Error).stack ?? String(error)}\n`,
  );
  return EXIT.bug;
}
