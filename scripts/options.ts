/** Options of the programs under `bench/` and `scripts/`: `--help` shows a program's own first comment, a wrong option one line. */
import { readFileSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The comment with which a program begins, without its stars. */
const usage = (file: string): string =>
  (readFileSync(file, "utf8").match(/^\/\*\*([\s\S]*?)\*\//)?.[1] ?? "")
    .split("\n")
    .map((line) => line.replace(/^ ?\* ?/, "").trimEnd())
    .join("\n")
    .trim();

/** The options given on the command line. Ends the program after `--help`, and with exit code 2 where an option is wrong. */
export function optionsOf<const T extends Options>(options: T) {
  if (process.argv.includes("--help")) {
    console.log(usage(process.argv[1]!));
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${(error as Error).message.split(".")[0]}; --help tells the options`);
    process.exit(2);
  }
}
