/** Workers, each a process that is replaced when it hangs, dies or has grown. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Baseline, Trial, Verdict } from "./worker.ts";

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));
const CONFIG = fileURLToPath(new URL("hardhat.config.ts", import.meta.url));
/** The EVM's memory is given back with the process alone: 250 trials leave about a gigabyte. */
const TRIALS_PER_PROCESS = 250;
/** A whole run of the suites takes some seconds; a mutant that takes this long has hung. */
const TIME_LIMIT_MILLISECONDS = 180_000;

/** What a mutant did to the process that tried it. */
type Accident = "hung" | "died";

const killedBy = (accident: Accident): Verdict => ({
  outcome: "killed",
  by: { file: "", test: `the process ${accident}`, error: "" },
});

class Worker {
  readonly #baseline: Baseline;
  #process: ChildProcess | undefined;
  #trials = 0;

  constructor(baseline: Baseline) {
    this.#baseline = baseline;
  }

  /** The verdict. A process that dies may do so of what earlier trials left, so that only a fresh one's death counts. */
  async ask(trial: Trial): Promise<Verdict> {
    const first = await this.#once(trial);
    if (typeof first !== "string") return first;
    const second = await this.#once(trial);
    return typeof second === "string" ? killedBy(second) : second;
  }

  close(): void {
    this.#process?.kill("SIGKILL");
    this.#process = undefined;
  }

  async #once(trial: Trial): Promise<Verdict | Accident> {
    if (this.#trials >= TRIALS_PER_PROCESS) this.close();
    this.#process ??= await this.#start();
    this.#trials++;
    this.#process.send(trial);
    const result = await nextMessage(this.#process);
    if (typeof result === "string") this.close();
    return result;
  }

  async #start(): Promise<ChildProcess> {
    this.#trials = 0;
    const child = fork(WORKER, {
      env: { ...process.env, HARDHAT_CONFIG: CONFIG },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const greeting = await nextMessage(child);
    if (greeting === "died" || greeting === "hung") throw new Error("the tests could not be loaded: see above");
    child.send(this.#baseline);
    return child;
  }
}

function nextMessage(child: ChildProcess): Promise<Verdict | Accident> {
  return new Promise((resolve) => {
    const end = (result: Verdict | Accident) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(result);
    };
    const timer = setTimeout(() => end("hung"), TIME_LIMIT_MILLISECONDS);
    child.on("message", (message) => end(message as Verdict));
    child.on("exit", () => end("died"));
  });
}

/** Works off the items with `jobs` processes at once; `work` is given one to ask. */
export async function eachOnPool<T>(
  items: readonly T[],
  jobs: number,
  baseline: Baseline,
  work: (item: T, ask: (trial: Trial) => Promise<Verdict>) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: Math.min(jobs, items.length) }, async () => {
      const worker = new Worker(baseline);
      try {
        for (const item of queue) await work(item, (trial) => worker.ask(trial));
      } finally {
        worker.close();
      }
    }),
  );
}
