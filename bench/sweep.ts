/**
 * `npm run bench:sweep [-- --pairs 5] [-- --runs 60] [-- --days 1,10] [-- --json]`: how much faster a sweep is on two
 * processes than on one, whole command and runs alone, against what two bare spinning processes reach here. Pairs take
 * turns and the spinning is measured within every pair, so that whatever else the machine does hits all alike.
 */
import { fork, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { optionsOf } from "../scripts/options.ts";
import { median } from "../sim/experiment/statistics/quantile.ts";

const REQUIRED = 0.93;
const SPIN_STEPS = 2_000_000_000;
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SPIN = fileURLToPath(new URL("speed/spin.ts", import.meta.url));
const CLI = join(ROOT, "sim", "cli.ts");

/** Seconds on one process and on two. */
interface Pair {
  readonly one: number;
  readonly two: number;
}

interface Result {
  readonly days: number;
  readonly runs: number;
  readonly pairs: readonly { readonly sweep: Pair; readonly spin: Pair }[];
  /** Medians over the pairs. */
  readonly speedup: number;
  readonly spinning: number;
  readonly efficiency: number;
}

const options = optionsOf({
  pairs: { type: "string", default: "5" },
  runs: { type: "string", default: "60" },
  days: { type: "string", default: "1,10" },
  json: { type: "boolean", default: false },
});
const folder = mkdtempSync(join(tmpdir(), "testbed-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const results: Result[] = [];
for (const days of options.days.split(",").map(Number)) results.push(await measured(days));
if (options.json) console.log(JSON.stringify({ required: REQUIRED, results }, null, 2));
else for (const result of results) print(result);
process.exitCode = results.every(({ efficiency }) => efficiency >= REQUIRED) ? 0 : 1;

async function measured(days: number): Promise<Result> {
  const runs = Number(options.runs);
  const file = experiment(days, runs);
  await sweep(file, 2); // leaves the compiled code that every later process finds
  const pairs: { sweep: Pair; spin: Pair }[] = [];
  for (let pair = 0; pair < Number(options.pairs); pair++) {
    const spin = await inTurns(pair, spinning);
    pairs.push({ sweep: await inTurns(pair, (workers) => sweep(file, workers)), spin });
    console.error(`${days} days, pair ${pair + 1}: sweep ${text(pairs.at(-1)!.sweep)}, spinning ${text(spin)}`);
  }
  const speedup = median(pairs.map(({ sweep: { one, two } }) => one / two));
  const spinningSpeedup = median(pairs.map(({ spin: { one, two } }) => (2 * one) / two));
  return { days, runs, pairs, speedup, spinning: spinningSpeedup, efficiency: speedup / spinningSpeedup };
}

function text({ one, two }: Pair): string {
  return `${one.toFixed(2)} s and ${two.toFixed(2)} s`;
}

/** Every other pair begins with two processes. */
async function inTurns(pair: number, measure: (processes: 1 | 2) => Promise<number>): Promise<Pair> {
  if (pair % 2 === 0) {
    const one = await measure(1);
    return { one, two: await measure(2) };
  }
  const two = await measure(2);
  return { one: await measure(1), two };
}

function experiment(days: number, runs: number): string {
  const file = join(folder, `speed-${days}.json`);
  const parameters = [{ name: "price", path: "prices.aius.usd", label: "AIUS, USD", values: ["2", "3", "4"] }];
  const content = {
    name: "speed",
    title: "A sweep that is timed",
    question: "How long does it take?",
    scenario: "market",
    days,
    parameters,
    design: { kind: "grid" },
    replicates: { min: Math.ceil(runs / 3) },
    metrics: ["profit.honest.usd"],
  };
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** Seconds of the whole command, from an empty store to the report. */
async function sweep(file: string, workers: number): Promise<number> {
  const [store, out] = [join(folder, "store"), join(folder, "out")];
  const args = [CLI, "sweep", file, "--workers", String(workers), "--store", store, "--out", out];
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (complaints += chunk));
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`the sweep ended with exit code ${code}: ${complaints}`);
  const seconds = (performance.now() - start) / 1000;
  rmSync(store, { recursive: true });
  return seconds;
}

/** Seconds until the slower of that many spinning processes is done. */
async function spinning(processes: number): Promise<number> {
  const times = Array.from({ length: processes }, () => {
    const child = fork(SPIN, [String(SPIN_STEPS)]);
    return new Promise<number>((resolve, reject) => {
      child.once("message", ({ seconds }: { seconds: number }) => resolve(seconds));
      child.once("exit", (code) => reject(new Error(`a spinning process ended with exit code ${code}`)));
    });
  });
  return Math.max(...(await Promise.all(times)));
}

function print({ days, runs, speedup, spinning: bare, efficiency }: Result): void {
  const verdict = efficiency >= REQUIRED ? "reached" : "MISSED";
  console.log(
    `${runs} runs of ${days} days: ${speedup.toFixed(2)} times as fast on two processes; bare spinning ${bare.toFixed(2)}; ${(efficiency * 100).toFixed(0)} % (${REQUIRED * 100} % required: ${verdict})`,
  );
}
