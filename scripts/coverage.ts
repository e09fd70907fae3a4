/**
 * `npm run coverage`: runs the contracts' tests under Hardhat's coverage and fails unless every line of `contracts/`
 * was run (test-only contracts apart). Hardhat counts lines and statements; its EVM knows no branches, which is why a test of its own
 * proves that every custom error is thrown.
 */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const hardhat = fileURLToPath(new URL("../node_modules/hardhat/dist/src/cli.js", import.meta.url));
/** Suites that drive the contracts themselves; the simulator's add nothing but time. */
const SUITES = ["test/engine", "test/token", "test/governance", "test/vesting", "test/deployment"];

interface FileCoverage {
  readonly file: string;
  readonly missed: readonly number[];
  readonly lines: number;
}

function parseLcov(text: string): readonly FileCoverage[] {
  return text
    .split("end_of_record")
    .filter((record) => record.includes("SF:"))
    .map((record) => {
      const lines = [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, line, hits]) => ({
        line: Number(line),
        hits: Number(hits),
      }));
      return {
        file: record.match(/^SF:(.*)$/m)![1]!,
        lines: lines.length,
        missed: lines.filter(({ hits }) => hits === 0).map(({ line }) => line),
      };
    });
}

const files = SUITES.flatMap((suite) => globSync(`${suite}/**/*.ts`, { cwd: root })).sort();
const { status } = spawnSync(process.execPath, [hardhat, "test", "mocha", "--coverage", ...files], {
  cwd: root,
  stdio: "inherit",
});
const covered = parseLcov(readFileSync(`${root}coverage/lcov.info`, "utf8")).filter(
  ({ file }) => /(^|\/)contracts\//.test(file) && !file.includes("contracts/test/") && !file.includes("node_modules"),
);
for (const { file, lines, missed } of covered) {
  const share = missed.length === 0 ? "100 %" : `${(100 - (100 * missed.length) / lines).toFixed(1)} %`;
  console.log(`${share.padStart(7)}  ${file}${missed.length > 0 ? `  not run: lines ${missed.join(", ")}` : ""}`);
}
const complete = covered.length > 0 && covered.every(({ missed }) => missed.length === 0);
console.log(complete ? "coverage: every line of contracts/ was run" : "coverage: incomplete");
process.exitCode = status === 0 && complete ? 0 : 1;
