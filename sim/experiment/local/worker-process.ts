/** The leader's end of one worker process. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { UserProblem } from "../../run/problem.ts";
import type { RunRecord } from "../experiment.ts";
import type { Order } from "../pooled.ts";
import type { Report } from "./messages.ts";

const ENTRY = fileURLToPath(new URL("worker.ts", import.meta.url));
/**
 * With a worker on every core, V8's helper threads (compilers, collectors) only take turns with the other workers' runs.
 * The nursery has from the start the size that fits the processor's caches and a run (docs/decisions.md has both).
 */
export const WORKER_FLAGS = [
  "--disable-warning=ExperimentalWarning",
  "--single-threaded",
  "--min-semi-space-size=16",
  "--max-semi-space-size=16",
];
const SHOWN_CHARACTERS = 2_000;

/**
 * Runs that last less than this are told ahead, so that the worker does not wait for the leader in between: it may have to
 * do as long at the end, while the others have nothing left.
 */
const SHORT_MILLISECONDS = 250;

export interface WorkerEvents {
  done(order: Order, record: RunRecord): void;
  failed(order: Order, error: unknown): void;
  /** The process ended without being asked to; `orders` were not done, the first of them was under way. */
  lost(worker: WorkerProcess, orders: readonly Order[], how: string): void;
}

export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #events: WorkerEvents;
  readonly #orders: Order[] = [];
  #complaints = "";
  #closing = false;
  #began = 0;
  #short = false;
  /** The share of the present run's horizon that is over. */
  share = 0;

  constructor(events: WorkerEvents) {
    this.#events = events;
    this.#child = fork(ENTRY, { execArgv: WORKER_FLAGS, stdio: ["ignore", "ignore", "pipe", "ipc"] });
    this.#child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-SHOWN_CHARACTERS);
    });
    this.#child.on("message", (report: Report) => this.#hear(report));
    this.#child.on("error", () => {});
    this.#child.on("exit", (code, signal) => {
      if (!this.#closing) events.lost(this, this.#orders, `${signal ?? `exit code ${code}`}${this.#told}`);
    });
  }

  /** How many orders it holds, the one under way among them. */
  get load(): number {
    return this.#orders.length;
  }

  get running(): Order | undefined {
    return this.#orders[0];
  }

  get hasRoom(): boolean {
    return this.#orders.length < (this.#short ? 2 : 1);
  }

  give(order: Order): void {
    if (this.#orders.length === 0) this.#begin();
    this.#orders.push(order);
    this.#child.send(order);
  }

  /** Ends the process, whatever it is doing. */
  async kill(): Promise<void> {
    this.#closing = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGKILL");
    await gone;
  }

  get #told(): string {
    return this.#complaints === "" ? "" : `: ${this.#complaints.trim()}`;
  }

  #begin(): void {
    this.share = 0;
    this.#began = performance.now();
  }

  #hear(report: Report): void {
    if (report.type === "ready") this.#began = performance.now();
    else if (report.type === "progress") this.share = report.share;
    else this.#answered(report);
  }

  #answered(report: Extract<Report, { id: string }>): void {
    const order = this.#orders.shift()!;
    this.#short = performance.now() - this.#began < SHORT_MILLISECONDS;
    this.#begin();
    if (report.type === "done") this.#events.done(order, report.record);
    else this.#events.failed(order, errorOf(report));
  }
}

function errorOf({ name, message }: Extract<Report, { type: "failed" }>): unknown {
  return name === "UserProblem" ? new UserProblem(message) : new Error(`a run failed in its worker:\n${message}`);
}
