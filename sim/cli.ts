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
