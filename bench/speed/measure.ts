/** Runs the contenders in turns and adds up their times. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureCompiled } from "../../sim/chain/evm/compile.ts";
import type { Order, Progress } from "./child.ts";
import type { ContenderName } from "./contenders.ts";

export interface Measurement {
  readonly name: ContenderName;
  readonly transactions: number;
  readonly seconds: number;
  /** Transactions per second. */
  readonly rate: number;
  /** Processor time per transaction, of all threads: less at the mercy of other programs. Of anvil, its caller's alone. */
  readonly cpuMicroseconds: number;
  /** Resident memory that each transaction left behind, in bytes. */
  readonly bytesPerTransaction: number;
  /** By how much the JavaScript heap grew per transaction, in bytes. */
  readonly heapBytesPerTransaction: number;
}

/** Segments that the work is cut into. */
const TURNS = 20;
/** Those that are so fast that the same work would take them no time get a multiple of it. */
const MULTIPLE: Partial<Record<ContenderName, number>> = { model: 40 };
const CHILD = fileURLToPath(new URL("child.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** As the benchmark was started: what the port sets for itself in this process, no contender inherits. */
const ENVIRONMENT = { ...process.env };

interface Runner {
  readonly name: ContenderName;
  readonly transactions: number;
  readonly child: ChildProcess;
  readonly progress: Progress[];
}

/** Rejects when a transaction failed, or when two contenders end in different states. */
export async function measure(
  names: readonly ContenderName[],
  transactions: number,
  sizes: string,
  onProgress: (message: string) => void,
): Promise<Measurement[]> {
  await ensureCompiled(onProgress);
  const runners: Runner[] = [];
  try {
    for (const name of names) runners.push(await start(name, transactions * (MULTIPLE[name] ?? 1), sizes));
    for (let turn = 0; turn < TURNS; turn++) {
      onProgress(`turn ${turn + 1} of ${TURNS}`);
      // Each turn begins with another contender: nobody always runs after the heaviest.
      for (let place = 0; place < runners.length; place++) await take(runners[(turn + place) % runners.length]!, turn);
    }
  } finally {
    for (const { child } of runners) child.connected && child.send("close");
  }
  requireSameWork(runners);
  return runners.map(summarize);
}

async function start(name: ContenderName, transactions: number, sizes: string): Promise<Runner> {
  const child = fork(CHILD, [name, sizes], { cwd: ROOT, env: ENVIRONMENT });
  return { name, transactions, child, progress: [await answer(child)] };
}

async function take({ child, transactions, progress }: Runner, turn: number): Promise<void> {
  const until = (turns: number) => Math.floor((transactions * turns) / TURNS);
  child.send((until(turn + 1) - until(turn)) satisfies Order);
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

function requireSameWork(runners: readonly Runner[]): void {
  const [first] = runners;
  for (const { name, transactions, progress } of runners) {
    const succeeded = sum(progress, "succeeded");
    if (succeeded !== transactions) throw new Error(`${name}: ${transactions - succeeded} transactions failed`);
    const comparable = transactions === first!.transactions;
    if (comparable && progress.at(-1)!.state !== first!.progress.at(-1)!.state)
      throw new Error(`${name} ended in another state than ${first!.name}`);
  }
}

function summarize({ name, transactions, progress }: Runner): Measurement {
  const seconds = sum(progress, "seconds");
  const growth = (field: "memory" | "heap") => (progress.at(-1)![field] - progress[0]![field]) / transactions;
  return {
    name,
    transactions,
    seconds,
    rate: transactions / seconds,
    cpuMicroseconds: (sum(progress, "cpuSeconds") * 1e6) / transactions,
    bytesPerTransaction: growth("memory"),
    heapBytesPerTransaction: growth("heap"),
  };
}

function sum(progress: readonly Progress[], field: "seconds" | "cpuSeconds" | "succeeded"): number {
  return progress.reduce((total, item) => total + item[field], 0);
}
