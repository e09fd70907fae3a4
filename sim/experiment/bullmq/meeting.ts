/** Where leader and workers meet: the names under which they find each other in Redis, and the connection to it. */
import { Redis } from "ioredis";
import { UserProblem } from "../../run/problem.ts";
import type { Order } from "../pooled.ts";

export const PREFIX = "testbed";

/** Hexadecimal digits of a code version that people and names are shown. */
export const SHOWN_DIGITS = 12;

/** Every code version has a queue of its own, so that a worker with other code never gets a run. */
export const queueName = (code: string): string => `runs-${code.slice(0, SHOWN_DIGITS)}`;

/** BullMQ wants ids without ":" that are not all digits. */
export const jobId = (run: string): string => `run-${run}`;
export const runOf = (job: string): string => job.slice("run-".length);

/** What a worker is told. */
export interface Job extends Order {
  readonly code: string;
}

/** How a worker tells the processes that do its runs where its store is. */
export const STORE_VARIABLE = "TESTBED_WORKER_STORE";

/** Pauses between attempts to reach a Redis that went away, in milliseconds. */
const RETRY_STEP = 200;
const RETRY_MOST = 2_000;
const CONNECT_MILLISECONDS = 5_000;

/** The address without its password. */
export function shownAddress(url: string): string {
  const { host } = new URL(url);
  return host === "" ? url : host;
}

/**
 * A connection that outlasts a restart of Redis: commands wait until it is back. `onChange` is told when it goes and comes.
 * Throws `UserProblem` when no Redis answers at first.
 */
export async function connect(url: string, onChange: (text: string) => void = () => {}): Promise<Redis> {
  await knock(url);
  const connection = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * RETRY_STEP, RETRY_MOST),
  });
  let away = false;
  connection.on("error", () => {
    if (!away) onChange(`Redis at ${shownAddress(url)} does not answer; waiting for it`);
    away = true;
  });
  connection.on("ready", () => {
    if (away) onChange(`Redis at ${shownAddress(url)} is back`);
    away = false;
  });
  return connection;
}

async function knock(url: string): Promise<void> {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol))
    throw new UserProblem(`--redis ${url}: no address of a Redis; write one such as redis://127.0.0.1:6379`);
  const options = { lazyConnect: true, retryStrategy: () => null, connectTimeout: CONNECT_MILLISECONDS };
  const visitor = new Redis(url, { ...options, maxRetriesPerRequest: 0 });
  let fault: unknown;
  visitor.on("error", (error) => {
    fault ??= error;
  });
  try {
    await visitor.connect();
    await visitor.ping();
    if (fault !== undefined) throw fault;
  } catch (error) {
    throw new UserProblem(
      `--redis ${shownAddress(url)}: no Redis answers (${((fault ?? error) as Error).message}); start one with redis-server, or leave out --executor bullmq`,
    );
  } finally {
    visitor.disconnect();
  }
}
