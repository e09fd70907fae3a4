/** Workers, each a process that is replaced when it hangs, dies or has grown. */
import { type ChildProcess, fork } from "node:child_process";
import type { WorkerKind } from "./side.ts";
import { type Trial, type Verdict, verdictOf } from "./trial.ts";

/** What a mutant did to the process that tried it. */
type Accident = "hung" | "died";

const MILLISECONDS = 1_000;

const killedBy = (accident: Accident): Verdict => verdictOf({ file: "", test: `the process ${accident}`, error: "" });

class Worker {
  readonly #kind: WorkerKind;
  #process: ChildProcess | undefined;
  #trials = 0;

  constructor(kind: WorkerKind) {
    this.#kind = kind;
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
    if (this.#trials >= this.#kind.trialsPerProcess) this.close();
    this.#process ??= await this.#start();
    this.#trials++;
    this.#process.send(trial);
    const result = await this.#next(this.#process);
    if (typeof result === "string") this.close();
    return result;
  }

  async #start(): Promise<ChildProcess> {
    this.#trials = 0;
    const child = fork(this.#kind.program, {
      env: { ...process.env, ...this.#kind.environment, NODE_NO_WARNINGS: "1" },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const greeting = await this.#next(child);
    if (greeting === "died" || greeting === "hung") throw new Error("the tests could not be loaded: see above");
    child.send(this.#kind.baseline);
    return child;
  }

  #next(child: ChildProcess): Promise<Verdict | Accident> {
    return new Promise((resolve) => {
      const end = (result: Verdict | Accident) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(result);
      };
      const timer = setTimeout(() => end("hung"), this.#kind.timeLimitSeconds * MILLISECONDS);
      child.on("message", (message) => end(message as Verdict));
      child.on("exit", () => end("died"));
    });
  }
}

/** Works off the items with `jobs` processes at once; `work` is given one to ask. */
export async function eachOnPool<T>(
  items: readonly T[],
  jobs: number,
  kind: WorkerKind,
  work: (item: T, ask: (trial: Trial) => Promise<Verdict>) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: Math.min(jobs, items.length) }, async () => {
      const worker = new Worker(kind);
      try {
        for (const item of queue) await work(item, (trial) => worker.ask(trial));
      } finally {
        worker.close();
      }
    }),
  );
}
