/** `testbed worker`. */
import type { Command } from "commander";
import { EXIT } from "../run/problem.ts";
import { wholeNumber } from "./options.ts";
import type { Streams } from "./program.ts";

const EXAMPLES = `
Examples:
  testbed worker --redis redis://10.0.0.5:6379   on each machine that is to compute, where redis-server runs on 10.0.0.5
  testbed ask slashing --executor bullmq --redis redis://10.0.0.5:6379

A worker needs the same version of the testbed as whoever asks: it refuses other code. It may come and go at any
time; the runs of one that dies go to others. Ctrl-C finishes the runs under way, a second Ctrl-C does not wait.
Redis needs no disk: it holds what waits and what is under way, results lie in the stores of leader and workers.
Give it a password and no open port: whoever writes to it decides what the workers compute.
Exit codes: 0 left in order, 2 wrong input, no Redis or other code.`;

interface WorkerOptions {
  readonly redis: string;
  readonly workers?: number;
  readonly store?: string;
  readonly patience: number;
}

export function addWorker(program: Command, { stderr }: Streams, end: (code: number) => void): void {
  program
    .command("worker")
    .description("do runs for experiments on other machines")
    .requiredOption("--redis <url>", "the Redis that leader and workers meet at")
    .option("--workers <number>", "runs at a time, each in a process of its own (default: one per core)", wholeNumber)
    .option("--store <folder>", "where this machine keeps the runs that it did (default: runs/store)")
    .option(
      "--patience <seconds>",
      "silence after which a worker is taken for dead and its runs go to others",
      wholeNumber,
      15,
    )
    .addHelpText("after", EXAMPLES)
    .action(async ({ redis, workers, store, patience }: WorkerOptions) => {
      const { availableParallelism } = await import("node:os");
      const { startWorker } = await import("../experiment/bullmq/worker.ts");
      const { interruptible } = await import("./interrupt.ts");
      const tell = (text: string) => stderr.write(`${text}\n`);
      const concurrency = Math.max(1, workers ?? availableParallelism());
      await interruptible(async (signal) => {
        const worker = await startWorker({ redis, concurrency, store, patienceSeconds: Math.max(1, patience), tell });
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        tell("leaving once the runs under way are done");
        await worker.close();
      });
      end(EXIT.done);
    });
}
