/** A worker: takes runs from Redis and does them, as many at a time as it has processes, until it is told to leave. */
import { fileURLToPath } from "node:url";
import { Worker } from "bullmq";
import { codeVersion } from "../../run/code.ts";
import { UserProblem } from "../../run/problem.ts";
import { DEFAULT_STORE, openStore } from "../store/folder-store.ts";
import { connect, PREFIX, queueName, runOf, SHOWN_DIGITS, STORE_VARIABLE, shownAddress } from "./meeting.ts";
import { Presence, present } from "./presence.ts";

export interface WorkerSettings {
  readonly redis: string;
  /** Runs at a time, each in a process of its own. */
  readonly concurrency: number;
  /** This machine's own store; `runs/store` if absent. */
  readonly store?: string | undefined;
  /** After this many seconds of silence a worker is taken for dead, and its runs are given to others. */
  readonly patienceSeconds: number;
  readonly tell: (text: string) => void;
  /** Instead of the file that does a run: what a measurement of the queue alone replaces. */
  readonly processor?: string;
  readonly code?: string;
}

/** A run whose workers died this often is given up. */
const DEATHS = 3;
/** Shares of the patience: until a lock expires, and between looks for expired ones. */
const LOCK_SHARE = 0.6;

const PROCESSOR = fileURLToPath(new URL("processor.ts", import.meta.url));

export interface RunningWorker {
  /** Finishes the runs under way and leaves. */
  close(): Promise<void>;
}

/**
 * Resolves once it listens. Throws `UserProblem` when its store cannot be written, no Redis answers, or all leaders there
 * have other code.
 */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const { redis, concurrency, tell, code = codeVersion() } = settings;
  await openStore(settings.store);
  const connection = await connect(redis, tell);
  try {
    await refuseOtherCode(connection, code, redis);
  } catch (error) {
    connection.disconnect();
    throw error;
  }
  const presence = new Presence(connection, "worker", code);
  await presence.renew();
  const worker = workerOf(settings, connection, code);
  await worker.waitUntilReady();
  tell(`listening at ${shownAddress(redis)} with code ${code.slice(0, SHOWN_DIGITS)}, ${concurrency} at a time`);
  return {
    async close() {
      await presence.end();
      await worker.close();
      connection.disconnect();
    },
  };
}

async function refuseOtherCode(connection: Parameters<typeof present>[0], code: string, redis: string): Promise<void> {
  const leaders = await present(connection, "leader");
  if (leaders.length === 0 || leaders.some((leader) => leader.code === code)) return;
  const [first] = leaders;
  throw new UserProblem(
    `--redis ${shownAddress(redis)}: the experiment on ${first!.host} asks for code ${first!.code.slice(0, SHOWN_DIGITS)}, here it is ${code.slice(0, SHOWN_DIGITS)}; bring both to the same version and start the worker again`,
  );
}

function workerOf(settings: WorkerSettings, connection: Parameters<typeof present>[0], code: string): Worker {
  const { concurrency, patienceSeconds, store = DEFAULT_STORE, tell, processor = PROCESSOR } = settings;
  const patience = patienceSeconds * 1_000;
  const worker = new Worker(queueName(code), processor, {
    connection,
    prefix: PREFIX,
    concurrency,
    lockDuration: patience * LOCK_SHARE,
    stalledInterval: patience * (1 - LOCK_SHARE),
    maxStalledCount: DEATHS - 1,
    workerForkOptions: {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: { ...process.env, [STORE_VARIABLE]: store },
    },
  });
  worker.on("completed", ({ id, data, processedOn, finishedOn }) => {
    const seconds = ((finishedOn ?? 0) - (processedOn ?? 0)) / 1_000;
    tell(`done    ${runOf(id!)}  ${data.spec?.scenario?.name ?? ""} seed ${data.spec?.seed}  ${seconds.toFixed(1)} s`);
  });
  worker.on("failed", (job, error) =>
    tell(`failed  ${job?.id === undefined ? "" : runOf(job.id)}  ${error.message.split("\n")[0]}`),
  );
  worker.on("stalled", (id) => tell(`taken over from a worker that went silent: ${runOf(id)}`));
  // Connections report themselves; what else goes wrong is told once per kind.
  const known = new Set<string>();
  worker.on("error", ({ message }) => {
    if (/ECONNREFUSED|Connection is closed|ECONNRESET/.test(message) || known.has(message)) return;
    known.add(message);
    tell(`worker: ${message}`);
  });
  return worker;
}
