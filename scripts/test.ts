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
let output = "";
child.stdout.on("data", (chunk: Buffer) => {
  process.stdout.write(chunk);
  output += chunk.toString();
});
child.on("close", (code) => {
  const count = (word: string) => Number(output.match(new RegExp(`(\\d+) ${word}\\b`))?.[1] ?? 0);
  const [passed, failed, skipped] = [count("passing"), count("failing"), count("pending")];
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : 1;
});
