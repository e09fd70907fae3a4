/**
 * The leader's side: runs go into Redis as jobs, records come back as their return values and leave Redis as soon as the
 * leader's store has them. Events only make it quick; what counts is looked up again and again, so that a worker that was
 * killed, an event that was missed or a Redis that came back empty costs time and nothing else.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import { codeVersion } from "../../run/code.ts";
import { UserProblem } from "../../run/problem.ts";
import type { ExecutionProgress, RunRecord } from "../experiment.ts";
import { type Order, type RunPool, runName } from "../pooled.ts";
import { connect, type Job, jobId, PREFIX, queueName, runOf, SHOWN_DIGITS, shownAddress } from "./meeting.ts";
import { Presence, present } from "./presence.ts";

/** Jobs in Redis at a time: enough for many machines, little for the memory. */
const WINDOW = 256;
const LOOK_MILLISECONDS = 1_000;
const LONELY_MILLISECONDS = 3_000;
const FAREWELL_MILLISECONDS = 2_000;
/** Of a run whose process died without a word. */
const ATTEMPTS = 3;
/** What nobody came for leaves Redis after an hour. */
const KEPT = { age: 3_600 };
/** Events carry return values too; few of them are kept. */
const EVENTS_KEPT = 100;

interface Waiting {
  readonly order: Order;
  readonly resolve: (record: RunRecord) => void;
  readonly reject: (error: unknown) => void;
}

export class RedisPool implements RunPool {
  readonly #code: string;
  readonly #url: string;
  readonly #tell: (text: string) => void;
  readonly #connections: readonly Redis[];
  readonly #queue: Queue<Job, RunRecord>;
  readonly #events: QueueEvents;
  readonly #presence: Presence;
  readonly #timer: NodeJS.Timeout;
  readonly #waiting = new Map<string, Waiting>();
  readonly #shares = new Map<string, number>();
  #freed: (() => void)[] = [];
  #looking = false;
  #lonelySince: number | undefined;
  #toldLonely = false;

  private constructor(url: string, connections: readonly [Redis, Redis], code: string, tell: (text: string) => void) {
    this.#url = url;
    this.#code = code;
    this.#tell = tell;
    this.#connections = connections;
    const [connection, listening] = connections;
    const shared = { prefix: PREFIX, streams: { events: { maxLen: EVENTS_KEPT } } };
    this.#queue = new Queue(queueName(code), { connection, ...shared });
    this.#events = new QueueEvents(queueName(code), { connection: listening, prefix: PREFIX });
    this.#presence = new Presence(connection, "leader", code);
    this.#timer = setInterval(() => void this.#look(), LOOK_MILLISECONDS);
    this.#listen();
  }

  /** Throws `UserProblem` when no Redis answers. `tell` hears what a person should know meanwhile. */
  static async open(url: string, tell: (text: string) => void, code: string = codeVersion()): Promise<RedisPool> {
    const connections = [await connect(url, tell), await connect(url)] as const;
    const pool = new RedisPool(url, connections, code, tell);
    await pool.#presence.renew();
    await pool.#events.waitUntilReady();
    return pool;
  }

  run(order: Order): Promise<RunRecord> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(order.id, { order, resolve, reject });
      this.#add(order).catch(reject);
    });
  }

  async room(): Promise<void> {
    while (this.#waiting.size >= WINDOW) await new Promise<void>((resolve) => this.#freed.push(resolve));
  }

  get state(): ExecutionProgress["workers"] {
    return [...this.#shares].flatMap(([run, share]) => {
      const order = this.#waiting.get(run)?.order;
      return order === undefined ? [] : [{ run, name: runName(order.spec), share }];
    });
  }

  /** Takes back what no worker has begun. */
  async cancel(): Promise<void> {
    const runs = [...this.#waiting.keys()];
    this.#waiting.clear();
    this.#shares.clear();
    for (const wake of this.#freed.splice(0)) wake();
    const removed = Promise.allSettled(runs.map((run) => this.#queue.remove(jobId(run))));
    await Promise.race([removed, sleep(FAREWELL_MILLISECONDS)]);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.cancel();
    const farewell = async () => {
      await this.#presence.end();
      await this.#queue.trimEvents(0);
      await this.#events.close();
      await this.#queue.close();
    };
    await Promise.race([farewell().catch(() => {}), sleep(FAREWELL_MILLISECONDS)]);
    // Where Redis is gone, the events' own connection would look for it for ever and keep the process alive.
    void this.#events.disconnect().catch(() => {});
    for (const connection of this.#connections) connection.disconnect();
  }

  async #add({ id, spec }: Order): Promise<void> {
    const options = { jobId: jobId(id), attempts: ATTEMPTS, removeOnComplete: KEPT, removeOnFail: KEPT };
    await this.#queue.add("run", { id, spec, code: this.#code }, options);
  }

  #listen(): void {
    // The connection itself tells when it goes and comes.
    this.#queue.on("error", () => {});
    this.#events.on("error", () => {});
    this.#events.on("active", ({ jobId: job }) => {
      if (this.#waiting.has(runOf(job))) this.#shares.set(runOf(job), 0);
    });
    this.#events.on("progress", ({ jobId: job, data }) => {
      if (this.#waiting.has(runOf(job))) this.#shares.set(runOf(job), Number(data));
    });
    this.#events.on("completed", ({ jobId: job, returnvalue }) =>
      this.#took(runOf(job), returnvalue as unknown as RunRecord),
    );
    this.#events.on("failed", ({ jobId: job, failedReason }) => this.#gaveUp(runOf(job), failedReason));
  }

  /** What the events may have missed. */
  async #look(): Promise<void> {
    if (this.#looking || this.#connections[0]!.status !== "ready") return;
    this.#looking = true;
    try {
      await Promise.all([...this.#waiting.values()].map((waiting) => this.#lookFor(waiting)));
      await this.#lookForWorkers();
    } catch {
      // Redis went away in between: the next look comes.
    } finally {
      this.#looking = false;
    }
  }

  async #lookFor({ order }: Waiting): Promise<void> {
    const job = await this.#queue.getJob(jobId(order.id));
    if (!this.#waiting.has(order.id)) return;
    if (job === undefined) await this.#add(order);
    else if (job.finishedOn === undefined) return;
    else if (job.failedReason) this.#gaveUp(order.id, job.failedReason);
    else if (job.returnvalue) this.#took(order.id, job.returnvalue);
  }

  #took(run: string, record: RunRecord): void {
    this.#take(run)?.resolve(record);
  }

  #gaveUp(run: string, reason: string): void {
    const waiting = this.#take(run);
    if (waiting === undefined) return;
    const { scenario, seed } = waiting.order.spec;
    const told = /^(?:Error: )?UserProblem: (.*)/s.exec(reason)?.[1];
    if (told !== undefined) waiting.reject(new UserProblem(told));
    else if (/stalled|Unexpected exit code/.test(reason))
      waiting.reject(
        new UserProblem(
          `${scenario.name}, seed ${seed}: its workers died again and again (${reason}); have they enough memory?`,
        ),
      );
    else waiting.reject(new Error(`a run failed in its worker:\n${reason}`));
  }

  /** Once the record is in the store, which happens before the next turn of the event loop, Redis may forget the run. */
  #take(run: string): Waiting | undefined {
    const waiting = this.#waiting.get(run);
    this.#shares.delete(run);
    if (waiting === undefined) return undefined;
    this.#waiting.delete(run);
    this.#freed.shift()?.();
    setImmediate(() => void this.#queue.remove(jobId(run)).catch(() => {}));
    return waiting;
  }

  /** Says so when runs wait and nobody with this code is there to do them. */
  async #lookForWorkers(): Promise<void> {
    if (this.#waiting.size === 0 || this.#toldLonely) return;
    const workers = await present(this.#connections[0]!, "worker");
    if (workers.some(({ code }) => code === this.#code)) {
      this.#lonelySince = undefined;
      return;
    }
    this.#lonelySince ??= performance.now();
    if (performance.now() - this.#lonelySince < LONELY_MILLISECONDS) return;
    this.#toldLonely = true;
    const here = this.#code.slice(0, SHOWN_DIGITS);
    const others = [...new Set(workers.map(({ host, code }) => `${host} (${code.slice(0, SHOWN_DIGITS)})`))];
    const remark = others.length === 0 ? "" : `; workers with other code are not used: ${others.join(", ")}`;
    this.#tell(
      `no worker with code ${here} listens at ${shownAddress(this.#url)}${remark}. On any machine: npx testbed worker --redis URL`,
    );
  }
}
