/**
 * What BullMQ and Redis cost: runs that do nothing for a second each, through a real Redis, a real worker with sandboxed
 * processes and the leader's pool, against the time that they would take without any of it.
 *
 *     node scripts/run.js bench/queue.ts [--jobs 40] [--workers 2] [--seconds 1]
 *
 * Starts a redis-server of its own on loopback and ends it.
 */
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { optionsOf } from "../scripts/options.ts";
import { RedisPool } from "../sim/experiment/bullmq/pool.ts";
import { startWorker } from "../sim/experiment/bullmq/worker.ts";
import { scenarios } from "../sim/scenarios/index.ts";

const options = optionsOf({
  jobs: { type: "string", default: "40" },
  workers: { type: "string", default: "2" },
  seconds: { type: "string", default: "1" },
  port: { type: "string", default: "7399" },
});
const [jobs, workers, seconds] = [Number(options.jobs), Number(options.workers), Number(options.seconds)];
const redis = `redis://127.0.0.1:${options.port}`;

const flags = ["--port", options.port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
const server = spawn("redis-server", flags, { stdio: "ignore" });
await sleep(500);

process.env["TESTBED_BENCH_SECONDS"] = String(seconds);
const processor = fileURLToPath(new URL("queue-idler.ts", import.meta.url));
const tell = (): void => {};
const worker = await startWorker({ redis, concurrency: workers, patienceSeconds: 15, tell, processor });
const pool = await RedisPool.open(redis, tell);

const spec = { scenario: scenarios["market"]!, seed: 1, backend: "model" as const };
const order = (i: number) => ({ id: i.toString(16).padStart(16, "f"), spec });
// The first runs load the worker's processes, which a long experiment does once.
await Promise.all(Array.from({ length: workers }, (_, i) => pool.run(order(i))));

const from = performance.now();
const done = await Promise.all(Array.from({ length: jobs }, (_, i) => pool.run(order(workers + i))));
const took = (performance.now() - from) / 1_000;
// What the runs themselves took, as their processes saw it: on a busy machine more than they should.
const inside = done.reduce((sum, record) => sum + (record as unknown as { seconds: number }).seconds, 0);
const alone = inside / workers;
console.log(
  `${jobs} runs of ${seconds} s on ${workers} processes: ${took.toFixed(2)} s, of which the runs ${alone.toFixed(2)} s: the queue adds ${((took / alone - 1) * 100).toFixed(1)} %, ${(((took - alone) * workers * 1_000) / jobs).toFixed(0)} ms a run`,
);

await pool.close();
await worker.close();
server.kill("SIGTERM");
process.exit(0);
