/** The program behind `testbed`: see `testbed --help`. */
import { main } from "./cli/program.ts";

// Whoever reads the output may stop reading (`testbed schema | head`): that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`testbed: standard output cannot be written (${error.code}): what is there is incomplete\n`);
  process.exit(2);
});

// Without anybody to tell it to, the work goes on all the same.
process.stderr.on("error", () => {});

process.exitCode = await main(process.argv.slice(2), process);

// What was left open, such as an EVM that goes on asking a dead node, keeps the program no longer than its output takes.
const FAREWELL_MILLISECONDS = 1_000;
process.stdout.write("", () => setTimeout(() => process.exit(), FAREWELL_MILLISECONDS).unref());
