/**
 * `npm run bench:scaling [-- --json] [-- --days 26,256,2555]`: how long the scenario seven-years takes on the model by the
 * number of its tasks, report included, each horizon in a process of its own, one after another: seconds, resident memory at
 * most, and the exponent of the power of the tasks with which time grows.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { optionsOf } from "../scripts/options.ts";
import type { Taken } from "./scaling/child.ts";

const CHILD = fileURLToPath(new URL("scaling/child.ts", import.meta.url));
/** Asked of the whole seven years: a million tasks and forty agents. */
const MOST_SECONDS = 90;
const MOST_BYTES = 512 * 2 ** 20;
const TASKS_ASKED = 1_000_000;

const options = optionsOf({
  json: { type: "boolean", default: false },
  // Some 10^4, 10^5 and 10^6 tasks.
  days: { type: "string", default: "26,256,2555" },
});
const horizons = options.days.split(",").map(Number);
if (!horizons.every((days) => days > 0 && Number.isFinite(days))) {
  console.error(`--days ${options.days}: give numbers above 0, as in 26,256`);
  process.exit(2);
}

const runs: Taken[] = [];
for (const days of horizons) {
  console.error(`${days} days`);
  runs.push(await play(days));
}
const exponent = slope(runs.map(({ tasks, cpuSeconds }) => [Math.log(tasks), Math.log(cpuSeconds)]));
const whole = runs.find(({ tasks }) => tasks >= TASKS_ASKED);
const reached = whole && whole.seconds <= MOST_SECONDS && whole.peakBytes <= MOST_BYTES;

if (options.json) console.log(JSON.stringify({ runs, exponent, reached }, null, 2));
else print();
process.exitCode = reached === false ? 1 : 0;

function play(days: number): Promise<Taken> {
  return new Promise((resolve, reject) => {
    // It gets this process's flags, which are those of `testbed`.
    const child = fork(CHILD, [String(days)]);
    let taken: Taken | undefined;
    child.once("message", (message) => {
      taken = message as Taken;
    });
    child.once("exit", (code) => (taken ? resolve(taken) : reject(new Error(`a run ended with exit code ${code}`))));
  });
}

/** Of the line through the points with least squares; undefined of a single point. */
function slope(points: ReadonlyArray<readonly [x: number, y: number]>): number | undefined {
  if (points.length < 2) return undefined;
  const meanOf = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [meanOf(0), meanOf(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

function print(): void {
  const row = (...cells: readonly string[]) => cells.map((cell) => cell.padStart(14)).join("");
  console.log(row("days", "tasks", "actions", "seconds", "cpu seconds", "MB resident"));
  for (const { days, tasks, actions, seconds, cpuSeconds, peakBytes } of runs) {
    const numbers = [seconds.toFixed(1), cpuSeconds.toFixed(1), (peakBytes / 2 ** 20).toFixed(0)];
    console.log(row(String(days), String(tasks), String(actions), ...numbers));
  }
  if (exponent !== undefined) console.log(`processor time grows with the tasks to the power of ${exponent.toFixed(2)}`);
  if (whole === undefined) return;
  const verdict = reached ? "reached" : "MISSED";
  console.log(`a million tasks within ${MOST_SECONDS} s and ${MOST_BYTES / 2 ** 20} MB: ${verdict}`);
}
