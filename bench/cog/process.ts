/** One process of a model, from its start to its end: cold start, idle power, warm-ups, a block of predictions per case. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Root } from "./answers.ts";
import { type Speech, speechOf } from "./dialect.ts";
import { ModelFailure } from "./failure.ts";
import type { Host, Running } from "./host.ts";
import type { Meter } from "./meter.ts";
import type { BenchBlock, BenchCase, BenchFailure, BenchProcess, BenchSample } from "./result.ts";
import { type Attempt, type Attempted, attempt } from "./sample.ts";
import { type ModelSchema, modelSchema } from "./schema.ts";

export interface Plan {
  readonly cases: readonly BenchCase[];
  readonly predictions: number;
  readonly warmups: number;
  readonly idleSeconds: number;
  readonly setupTimeoutSeconds: number;
  readonly timeoutSeconds: number;
  readonly busySeconds: number;
}

/** What is learnt of a server once it is ready. */
export interface Acquaintance {
  readonly root: Root;
  readonly speech: Speech;
  readonly openapi: unknown;
  readonly schema: ModelSchema;
}

export interface Watcher {
  /** Told once per process. May throw to end the benchmark: inputs that the model does not take. */
  met(server: Acquaintance): void;
  attempted(which: Attempt, outcome: Attempted): void;
  /** The process so far, after every block. */
  checkpoint(process: BenchProcess): void;
}

/** How long a server that has just failed gets to show that it is still there. */
const SIGN_OF_LIFE_MILLISECONDS = 1_000;

export class MeasuredProcess {
  readonly #plan: Plan;
  readonly #meter: Meter;
  readonly #watcher: Watcher;
  readonly #signal: AbortSignal | undefined;
  readonly #samples: BenchSample[] = [];
  readonly #failures: BenchFailure[] = [];
  readonly #blocks: BenchBlock[] = [];
  #start: BenchProcess["start"] = {
    createSeconds: null,
    startSeconds: null,
    firstAnswerSeconds: null,
    readySeconds: null,
    setupSeconds: null,
    firstPredictionSeconds: null,
  };
  #idle: BenchProcess["idle"] = null;
  #emptyMemoryMiB: number | null = null;
  #hostMemoryMiB: number | null = null;
  #exitCode: number | null = null;
  /** Set when the server is gone and nothing more can be asked of it. */
  isLost = false;

  constructor(plan: Plan, meter: Meter, watcher: Watcher, signal?: AbortSignal) {
    this.#plan = plan;
    this.#meter = meter;
    this.#watcher = watcher;
    this.#signal = signal;
  }

  get result(): BenchProcess {
    return {
      start: this.#start,
      idle: this.#idle,
      emptyMemoryMiB: this.#emptyMemoryMiB,
      hostMemoryMiB: this.#hostMemoryMiB,
      samples: this.#samples,
      failures: this.#failures,
      blocks: this.#blocks,
      exitCode: this.#exitCode,
    };
  }

  /** Failures of the model are part of the result. The process is ended in any case, also after an interruption. */
  async measure(host: Host, versionLabel?: string): Promise<void> {
    if (host.canRestart) this.#emptyMemoryMiB = await this.#meter.memoryMiB();
    const running = await this.#started(host);
    if (running === undefined) return;
    try {
      const acquaintance = await this.#becomeReady(running, versionLabel);
      if (acquaintance !== undefined) await this.#work(running, acquaintance);
    } finally {
      await running.stop();
    }
  }

  /** Undefined when it ended before anything could be asked of it. */
  async #started(host: Host): Promise<Running | undefined> {
    try {
      return await host.start();
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      this.#failToStart(error);
      return undefined;
    }
  }

  #failToStart({ kind, message }: ModelFailure): void {
    this.isLost = true;
    this.#failures.push({ case: null, index: 0, warmup: true, kind, detail: message });
  }

  async #becomeReady(running: Running, versionLabel?: string): Promise<Acquaintance | undefined> {
    const { server, createSeconds, startSeconds } = running;
    const signal = this.#signal;
    try {
      const wait = { signal, timeoutSeconds: this.#plan.setupTimeoutSeconds };
      const { firstAnswerSeconds, readySeconds, setupSeconds = null, health } = await server.ready(wait, running.alive);
      const ours = { createSeconds, startSeconds };
      // At a URL the server was up before: how long it took to answer us says nothing about its start.
      const seen =
        startSeconds === null ? { firstAnswerSeconds: null, readySeconds: null } : { firstAnswerSeconds, readySeconds };
      this.#start = { ...this.#start, ...ours, ...seen, setupSeconds };
      const root = await server.root(signal);
      const openapi = await server.openapi(signal);
      const acquaintance = {
        root,
        speech: speechOf(root, health, versionLabel),
        openapi,
        schema: modelSchema(openapi),
      };
      this.#watcher.met(acquaintance);
      return acquaintance;
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      this.#failToStart(error);
      await this.#obituary(running);
      return undefined;
    }
  }

  async #work(running: Running, { schema }: Acquaintance): Promise<void> {
    this.#idle = await this.#meter.idle(this.#plan.idleSeconds, this.#signal);
    for (const each of this.#plan.cases) {
      await this.#series(running, schema, each, true);
      const { value, span } = await this.#meter.during(() => this.#series(running, schema, each, false));
      // A block in which something failed is no measure of what a prediction takes.
      if (value === this.#plan.predictions) this.#blocks.push({ case: each.name, predictions: value, ...span });
      this.#hostMemoryMiB = await running.hostMemoryMiB().catch(() => this.#hostMemoryMiB);
      this.#watcher.checkpoint(this.result);
      if (this.isLost) return;
    }
  }

  /** How many succeeded. */
  async #series(running: Running, schema: ModelSchema, each: BenchCase, warmup: boolean): Promise<number> {
    const count = warmup ? this.#plan.warmups : this.#plan.predictions;
    let succeeded = 0;
    for (let index = 0; index < count && !this.isLost; index++) {
      const which = { case: each, index, warmup };
      const { timeoutSeconds, busySeconds } = this.#plan;
      const patience = { signal: this.#signal, timeoutSeconds, busySeconds };
      const outcome = await attempt(running.server, which, schema, patience);
      if (outcome.ok) {
        succeeded++;
        this.#succeed(outcome.sample);
      } else await this.#fail(running, outcome.failure);
      this.#watcher.attempted(which, outcome);
    }
    return succeeded;
  }

  #succeed(sample: BenchSample): void {
    const isFirst = this.#samples.length === 0 && this.#failures.length === 0;
    if (isFirst) this.#start = { ...this.#start, firstPredictionSeconds: sample.wallSeconds };
    this.#samples.push(sample);
  }

  /** A prediction that outlasts its time still runs in the server: nothing after it would be measured alone. */
  async #fail(running: Running, failure: BenchFailure): Promise<void> {
    const mayBeGone = ["server-error", "crashed", "connection"].includes(failure.kind);
    const cause = mayBeGone ? await this.#causeOfDeath(running) : undefined;
    this.isLost = cause !== undefined || failure.kind === "timeout";
    this.#failures.push(cause === undefined ? failure : { ...failure, kind: cause.kind, detail: cause.message });
    if (this.isLost) await this.#obituary(running);
  }

  /** Why the server is gone, or undefined when it still says that it is ready. */
  async #causeOfDeath(running: Running): Promise<ModelFailure | undefined> {
    const until = performance.now() + SIGN_OF_LIFE_MILLISECONDS;
    let silence: ModelFailure | undefined;
    // Docker learns of a death a moment after its connections break, and it alone knows what of.
    while (performance.now() < until) {
      const ended = await failureOf(running.alive());
      if (ended !== undefined) return ended;
      silence = await failureOf(this.#sayReady(running));
      await sleep(SIGN_OF_LIFE_MILLISECONDS / 10, undefined, { signal: this.#signal });
    }
    return silence && new ModelFailure("crashed", silence.message);
  }

  async #sayReady({ server }: Running): Promise<void> {
    const { status } = await server.health(this.#signal);
    if (status !== "READY") throw new ModelFailure("crashed", `its health is ${status}`);
  }

  async #obituary(running: Running): Promise<void> {
    this.#exitCode = (await running.ending())?.exitCode ?? null;
  }
}

/** The `ModelFailure` with which the promise rejects, if it does; anything else is thrown. */
async function failureOf(promise: Promise<void>): Promise<ModelFailure | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    if (error instanceof ModelFailure) return error;
    throw error;
  }
}
