/** Runs the contenders in turns and adds up their times. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureCompiled } from "../../sim/chain/evm/compile.ts";
import type { Order, Progress } from "./child.ts";
import type { ContenderName } from "./contenders.ts";
import { blocks } from "./workload.ts";

export interface Measurement {
  readonly name: ContenderName;
  readonly seconds: number;
  /** Transactions per second. */
  readonly rate: number;
  /** Resident memory that each transaction left behind, in bytes. */
  readonly bytesPerTransaction: number;
  /** By how much the JavaScript heap grew per transaction, in bytes. */
  readonly heapBytesPerTransaction: number;
}

/** Segments that the work is cut into. */
const TURNS = 20;
const CHILD = fileURLToPath(new URL("child.ts", import.meta.url));

interface Runner {
  readonly name: ContenderName;
  readonly child: ChildProcess;
  readonly progress: Progress[];
}

/** Rejects when a transaction failed, or when two contenders end in different states. */
export async function measure(
  names: readonly ContenderName[],
  transactions: number,
  sizes: readonly number[],
  onProgress: (message: string) => void,
): Promise<Measurement[]> {
  await ensureCompiled(onProgress);
  const count = blocks(transactions, sizes).length;
  const runners: Runner[] = [];
  try {
    for (const name of names) runners.push(await start(name, transactions, sizes));
    for (let turn = 0; turn < TURNS; turn++) {
      onProgress(`turn ${turn + 1} of ${TURNS}`);
      const order = { from: Math.floor((turn * count) / TURNS), to: Math.floor(((turn + 1) * count) / TURNS) };
      // Each turn begins with another contender: nobody always runs after the heaviest.
      for (let place = 0; place < runners.length; place++) await take(runners[(turn + place) % runners.length]!, order);
    }
  } finally {
    for (const { child } of runners) child.connected && child.send("close");
  }
  requireSameWork(runners, transactions);
  return runners.map((runner) => summarize(runner, transactions));
}

async function start(name: ContenderName, transactions: number, sizes: readonly number[]): Promise<Runner> {
  const child = fork(CHILD, [name, String(transactions), JSON.stringify(sizes)]);
  return { name, child, progress: [await answer(child)] };
}

async function take({ child, progress }: Runner, order: Order): Promise<void> {
  child.send(order);
  progress.push(await answer(child));
}

function answer(child: ChildProcess): Promise<Progress> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a contender ended with exit code ${code}`));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message as Progress);
    });
  });
}

function requireSameWork(runners: readonly Runner[], transactions: number): void {
  for (const { name, progress } of runners) {
    const succeeded = sum(progress, "succeeded");
    if (succeeded !== transactions) throw new Error(`${name}: ${transactions - succeeded} transactions failed`);
    if (progress.at(-1)!.state !== runners[0]!.progress.at(-1)!.state)
      throw new Error(`${name} ended in another state`);
  }
}

function summarize({ name, progress }: Runner, transactions: number): Measurement {
  const seconds = sum(progress, "seconds");
  const growth = (field: "memory" | "heap") => (progress.at(-1)![field] - progress[0]![field]) / transactions;
  return {
    name,
    seconds,
    rate: transactions / seconds,
    bytesPerTransaction: growth("memory"),
    heapBytesPerTransaction: growth("heap"),
  };
}

function sum(progress: readonly Progress[], field: "seconds" | "succeeded"): number {
  return progress.reduce((total, item) => total + item[field], 0);
}
