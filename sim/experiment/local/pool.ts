/** Worker processes that share what there is to do. */
import { UserProblem } from "../../run/problem.ts";
import type { ExecutionProgress, RunRecord } from "../experiment.ts";
import { type Order, type RunPool, runName } from "../pooled.ts";
import { type WorkerEvents, WorkerProcess } from "./worker-process.ts";

/** A run that takes its worker down with it is tried once more: the machine may have been short of memory. */
const ATTEMPTS = 2;

interface Waiting {
  readonly resolve: (record: RunRecord) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
}

export class WorkerPool implements RunPool, WorkerEvents {
  readonly #size: number;
  readonly #workers = new Set<WorkerProcess>();
  readonly #waiting = new Map<string, Waiting>();
  #freed: (() => void)[] = [];

  /** Up to `size` processes; `started` of them begin to load at once. */
  constructor(size: number, started: number) {
    this.#size = size;
    while (this.#workers.size < Math.min(size, started)) this.#start();
  }

  /** Does the run on the worker that has least to do. Rejects with what the run throws. */
  run(order: Order): Promise<RunRecord> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(order.id, { resolve, reject, attempts: 1 });
      this.#freest().give(order);
    });
  }

  /** Resolves when a worker can take one more run. */
  async room(): Promise<void> {
    while (this.#workers.size >= this.#size && ![...this.#workers].some((worker) => worker.hasRoom))
      await new Promise<void>((resolve) => this.#freed.push(resolve));
  }

  get state(): ExecutionProgress["workers"] {
    return [...this.#workers].flatMap(({ running, share }) =>
      running === undefined ? [] : [{ run: running.id, name: runName(running.spec), share }],
    );
  }

  /** Ends every worker that is at something, and forgets what it was at. */
  async cancel(): Promise<void> {
    await this.#end([...this.#workers].filter(({ load }) => load > 0));
    this.#waiting.clear();
  }

  async close(): Promise<void> {
    await this.#end([...this.#workers]);
  }

  done({ id }: Order, record: RunRecord): void {
    this.#take(id)?.resolve(record);
  }

  failed({ id }: Order, error: unknown): void {
    this.#take(id)?.reject(error);
  }

  lost(worker: WorkerProcess, [running, ...queued]: readonly Order[], how: string): void {
    this.#workers.delete(worker);
    if (running !== undefined) this.#again(running, how);
    for (const order of queued) this.#freest().give(order);
    this.#wake();
  }

  #again(order: Order, how: string): void {
    const waiting = this.#waiting.get(order.id);
    if (waiting === undefined) return;
    if (waiting.attempts++ < ATTEMPTS) this.#freest().give(order);
    else
      this.failed(
        order,
        new UserProblem(
          `${runName(order.spec)}: its worker ended twice (${how}); is there enough memory? Try fewer --workers`,
        ),
      );
  }

  #take(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#wake();
    return waiting;
  }

  #freest(): WorkerProcess {
    const least = [...this.#workers].sort((a, b) => a.load - b.load)[0];
    return least === undefined || (least.load > 0 && this.#workers.size < this.#size) ? this.#start() : least;
  }

  #start(): WorkerProcess {
    const worker = new WorkerProcess(this);
    this.#workers.add(worker);
    return worker;
  }

  async #end(workers: readonly WorkerProcess[]): Promise<void> {
    for (const worker of workers) this.#workers.delete(worker);
    await Promise.all(workers.map((worker) => worker.kill()));
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#freed.splice(0)) wake();
  }
}
