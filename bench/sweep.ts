/**
 * `npm run bench:sweep [-- --sweeps 60x1,60x10,240x10] [-- --pairs 5] [-- --json]`: how much faster a sweep of so many runs
 * by so many days is on two cores than on one, whole command, against what two bare spinning processes reach here. On one core
 * means one worker and the kernel's promise that nothing of the sweep runs elsewhere, not its leader nor V8's helper threads;
 * where `taskset` is missing, only the former. What it is short of that is told apart: two processes that only do runs (the machine's caches and memory), and the rest (what
 * is done once per command or once per process). Pairs take turns and everything is measured within every pair, so that
 * whatever else the machine does hits all alike. The last sweep decides the exit code: give the longest last.
 */
import { fork, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { optionsOf } from "../scripts/options.ts";
import { WORKER_FLAGS } from "../sim/experiment/local/worker-process.ts";
import { median } from "../sim/experiment/statistics/quantile.ts";

const REQUIRED = 0.93;
const SPIN_STEPS = 2_000_000_000;
const BARE_DAYS = 10;
const BARE_RUNS = 10;
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SPIN = fileURLToPath(new URL("speed/spin.ts", import.meta.url));
const RUNS = fileURLToPath(new URL("speed/runs.ts", import.meta.url));
const CLI = join(ROOT, "sim", "cli.ts");
const ON_ONE_CORE = tasksetPrefix();

/** Seconds on one core, or process, and on two. */
interface Pair {
  readonly one: number;
  readonly two: number;
}

/** One turn of everything; `processor` is the processor time that the sweeps took, 0 where the system does not tell. */
interface Turn {
  readonly sweep: Pair;
  readonly processor: Pair;
  readonly bare: Pair;
  readonly spin: Pair;
}

interface Result {
  readonly runs: number;
  readonly days: number;
  readonly turns: readonly Turn[];
  /** Medians over the turns: times as fast on two. */
  readonly sweep: number;
  readonly bare: number;
  readonly spin: number;
  readonly efficiency: number;
}

const options = optionsOf({
  sweeps: { type: "string", default: "60x1,60x10,240x10" },
  pairs: { type: "string", default: "5" },
  json: { type: "boolean", default: false },
});
const folder = mkdtempSync(join(tmpdir(), "testbed-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const results: Result[] = [];
for (const size of options.sweeps.split(",")) {
  const [runs, days] = size.split("x").map(Number) as [number, number];
  const result = await measured(runs, days);
  results.push(result);
  if (!options.json) print(result);
}
if (options.json) console.log(JSON.stringify({ required: REQUIRED, results }, null, 2));
process.exitCode = results.at(-1)!.efficiency >= REQUIRED ? 0 : 1;

async function measured(runs: number, days: number): Promise<Result> {
  const file = experiment(runs, days);
  await sweep(file, 2); // leaves the compiled code that every later process finds
  const turns: Turn[] = [];
  for (let turn = 0; turn < Number(options.pairs); turn++) {
    const spin = await inTurns(turn, (processes) => atOnce(processes, SPIN, [SPIN_STEPS]));
    const bare = await inTurns(turn, (processes) => atOnce(processes, RUNS, [BARE_DAYS, BARE_RUNS]));
    const processor = { one: 0, two: 0 };
    const seconds = await inTurns(turn, async (cores) => {
      const before = processorSeconds();
      const taken = await sweep(file, cores);
      processor[cores === 1 ? "one" : "two"] = processorSeconds() - before;
      return taken;
    });
    turns.push({ sweep: seconds, processor, bare, spin });
    console.error(
      `${runs} runs of ${days} days, turn ${turn + 1}: sweep ${text(seconds)}, its processor time ${text(processor)}; bare runs ${text(bare)}, spinning ${text(spin)}`,
    );
  }
  const speedup = median(turns.map(({ sweep: { one, two } }) => one / two));
  const throughput = (kind: "bare" | "spin") => median(turns.map(({ [kind]: { one, two } }) => (2 * one) / two));
  const spin = throughput("spin");
  return { runs, days, turns, sweep: speedup, bare: throughput("bare"), spin, efficiency: speedup / spin };
}

function text({ one, two }: Pair): string {
  return `${one.toFixed(2)} s and ${two.toFixed(2)} s`;
}

/** Every other pair begins with two processes. */
async function inTurns(turn: number, measure: (processes: 1 | 2) => Promise<number>): Promise<Pair> {
  if (turn % 2 === 0) {
    const one = await measure(1);
    return { one, two: await measure(2) };
  }
  const two = await measure(2);
  return { one: await measure(1), two };
}

function experiment(runs: number, days: number): string {
  const file = join(folder, `speed-${runs}-${days}.json`);
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
async function sweep(file: string, cores: 1 | 2): Promise<number> {
  const [store, out] = [join(folder, "store"), join(folder, "out")];
  const args = [CLI, "sweep", file, "--workers", String(cores), "--store", store, "--out", out];
  const [command, ...rest] = [...(cores === 1 ? ON_ONE_CORE : []), process.execPath, ...process.execArgv, ...args];
  const start = performance.now();
  const child = spawn(command!, rest, { stdio: ["ignore", "ignore", "pipe"] });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (complaints += chunk));
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`the sweep ended with exit code ${code}: ${complaints}`);
  const seconds = (performance.now() - start) / 1000;
  rmSync(store, { recursive: true });
  return seconds;
}

/** What a command is begun with to stay on the first core that this process may use; nothing where that cannot be asked for. */
function tasksetPrefix(): readonly string[] {
  if (spawnSync("taskset", ["--version"]).status !== 0) return [];
  const allowed = /^Cpus_allowed_list:\s*(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"));
  return allowed ? ["taskset", "--cpu-list", allowed[1]!] : [];
}

/** Processor time of all child processes that have ended, and of theirs. 0 where there is no /proc. */
function processorSeconds(): number {
  const CHILDREN = { user: 13, system: 14, ticksPerSecond: 100 }; // proc_pid_stat(5): cutime, cstime
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]!.split(" ");
    return (Number(fields[CHILDREN.user]) + Number(fields[CHILDREN.system])) / CHILDREN.ticksPerSecond;
  } catch {
    return 0;
  }
}

/** Seconds that the slower of that many processes tells when each does the same. */
async function atOnce(processes: number, program: string, args: readonly number[]): Promise<number> {
  const times = Array.from({ length: processes }, () => {
    const child = fork(program, args.map(String), { execArgv: WORKER_FLAGS });
    let told: number | undefined;
    child.once("message", ({ seconds }: { seconds: number }) => {
      told = seconds;
    });
    // Waits for the end: what a process takes is counted when it is gone.
    return new Promise<number>((resolve, reject) => {
      child.once("exit", (code) =>
        told === undefined ? reject(new Error(`${program} ended with exit code ${code}`)) : resolve(told),
      );
    });
  });
  return Math.max(...(await Promise.all(times)));
}

function print({ runs, days, sweep: speedup, bare, spin, efficiency }: Result): void {
  const verdict = efficiency >= REQUIRED ? "reached" : "MISSED";
  console.log(
    `${runs} runs of ${days} days: ${speedup.toFixed(2)} times as fast on two ${ON_ONE_CORE.length > 0 ? "cores" : "processes"}; runs alone ${bare.toFixed(2)}, bare spinning ${spin.toFixed(2)}; ${(efficiency * 100).toFixed(0)} % (${REQUIRED * 100} % required: ${verdict})`,
  );
}
