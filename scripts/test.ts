/**
 * The whole test suite: `npm test [-- FILES] [-- --grep PATTERN]`. Ends with the plain line `N passed, N failed, N skipped`
 * and, on failure, exit code 1.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const hardhat = fileURLToPath(new URL("../node_modules/hardhat/dist/src/cli.js", import.meta.url));

const child = spawn(process.execPath, [hardhat, "test", "mocha", ...process.argv.slice(2)], {
  cwd: root,
  stdio: ["inherit", "pipe", "inherit"],
});
/** How long the process may take to end after its last test, in milliseconds. */
const GRACE = 60_000;

let output = "";
let overdue: NodeJS.Timeout | undefined;
child.stdout.on("data", (chunk: Buffer) => {
  process.stdout.write(chunk);
  output += chunk.toString();
  if (/^\s*\d+ passing/m.test(chunk.toString())) overdue ??= setTimeout(endByForce, GRACE);
});

/** A server or timer that a test left open keeps the process alive for ever: that fails instead of hanging. */
function endByForce(): void {
  console.error("the tests are over, and the process does not end: a test left something open");
  child.kill("SIGKILL");
}

child.on("close", (code) => {
  clearTimeout(overdue);
  const count = (word: string) => Number(output.match(new RegExp(`(\\d+) ${word}\\b`))?.[1] ?? 0);
  const [passed, failed, skipped] = [count("passing"), count("failing"), count("pending")];
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : 1;
});
