/** An executor over any pool of workers: what is in the store is not done again, and what is under way is done once. */
import { Channel } from "./channel.ts";
import type { ExecutionProgress, Executor, RunRecord, RunSpec, RunStore } from "./experiment.ts";

/** A run that somebody else is to do. */
export interface Order {
  readonly id: string;
  readonly spec: RunSpec;
}

/** A run in words. */
export const runName = ({ scenario, seed, backend }: RunSpec): string => `${scenario.name}, seed ${seed}, ${backend}`;

/** Who does the runs. */
export interface RunPool {
  /** Rejects with what the run throws. */
  run(order: Order): Promise<RunRecord>;
  /** Resolves when one more run may be ordered. */
  room(): Promise<void>;
  readonly state: ExecutionProgress["workers"];
  /** Forgets what is ordered and not done. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}

type Options = NonNullable<Parameters<Executor["execute"]>[2]>;

interface Done {
  readonly spec: RunSpec;
  readonly record: RunRecord;
  readonly reused: boolean;
}

/** Reuses what the store has, has the pool do the rest, and yields both. */
export class PooledExecutor implements Executor {
  readonly #pool: RunPool;

  constructor(pool: RunPool) {
    this.#pool = pool;
  }

  async *execute(
    specs: Iterable<RunSpec> | AsyncIterable<RunSpec>,
    store: RunStore,
    { onProgress, signal }: Options = {},
  ): AsyncGenerator<{ readonly spec: RunSpec; readonly record: RunRecord }> {
    const execution = new Execution(this.#pool, store);
    const abort = () => execution.finished.end();
    signal?.addEventListener("abort", abort);
    const ticker = onProgress && setInterval(() => onProgress(execution.progress), TICK_MILLISECONDS);
    try {
      if (!signal?.aborted) void execution.pull(specs);
      else abort();
      for await (const { spec, record, reused } of execution.finished) {
        execution.count(reused);
        onProgress?.(execution.progress);
        yield { spec, record };
      }
    } finally {
      clearInterval(ticker);
      signal?.removeEventListener("abort", abort);
      execution.finished.end();
      await this.#pool.cancel();
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

const TICK_MILLISECONDS = 500;

/** One call of `execute`. */
class Execution {
  readonly finished = new Channel<Done>();
  readonly #pool: RunPool;
  readonly #store: RunStore;
  /** Who asked for the runs under way. */
  readonly #askers = new Map<string, RunSpec[]>();
  #pulled = false;
  #asked = 0;
  #done = 0;
  #reused = 0;

  constructor(pool: RunPool, store: RunStore) {
    this.#pool = pool;
    this.#store = store;
  }

  get progress(): ExecutionProgress {
    return { asked: this.#asked, done: this.#done, reused: this.#reused, workers: this.#pool.state };
  }

  count(reused: boolean): void {
    this.#done++;
    if (reused) this.#reused++;
  }

  /** Takes specs as fast as they can be done, until there are none or nobody wants them any more. */
  async pull(specs: Iterable<RunSpec> | AsyncIterable<RunSpec>): Promise<void> {
    try {
      for await (const spec of specs) {
        if (this.finished.ended) return;
        this.#asked++;
        if (!this.#reuse(spec)) await this.#start(spec);
        await this.finished.room();
      }
      this.#pulled = true;
      this.#endIfOver();
    } catch (error) {
      this.finished.fail(error);
    }
  }

  /** Whether the run is there or under way already. */
  #reuse(spec: RunSpec): boolean {
    const id = this.#store.idOf(spec);
    const askers = this.#askers.get(id);
    if (askers !== undefined) return askers.push(spec) > 0;
    const record = this.#store.read(id);
    if (record !== undefined) this.finished.put({ spec, record, reused: true });
    return record !== undefined;
  }

  async #start(spec: RunSpec): Promise<void> {
    const id = this.#store.idOf(spec);
    await this.#pool.room();
    if (this.finished.ended) return;
    this.#askers.set(id, [spec]);
    this.#pool.run({ id, spec }).then(
      (record) => this.#finish(id, record),
      (error) => this.finished.fail(error),
    );
  }

  #finish(id: string, record: RunRecord): void {
    const askers = this.#askers.get(id)!;
    this.#askers.delete(id);
    try {
      this.#store.write(askers[0]!, record);
      askers.forEach((spec, i) => {
        this.finished.put({ spec, record, reused: i > 0 });
      });
      this.#endIfOver();
    } catch (error) {
      this.finished.fail(error);
    }
  }

  #endIfOver(): void {
    if (this.#pulled && this.#askers.size === 0) this.finished.end();
  }
}
