/** One contender in a process of its own: the parent says which part to execute next, the child how long that took. */
import { sizesOf } from "./blockSizes.ts";
import { CONTENDERS, type ContenderName } from "./contenders.ts";
import { blocks, setup } from "./workload.ts";

/** The part of the work from one fraction to another. */
export interface Order {
  readonly from: number;
  readonly to: number;
}

/** What the child knows after each order. Times in seconds, memory in bytes. */
export interface Progress {
  readonly seconds: number;
  /** Of this process, all its threads. */
  readonly cpuSeconds: number;
  readonly succeeded: number;
  readonly memory: number;
  readonly heap: number;
  /** The engine's last task and fees: equal where the same has been done. */
  readonly state: string;
}

const [name, transactions, sizes] = process.argv.slice(2) as [ContenderName, string, string];
const work = blocks(Number(transactions), sizesOf(sizes));
const contender = await CONTENDERS[name]();
await contender.execute(setup());

async function execute({ from, to }: Order): Promise<Progress> {
  let succeeded = 0;
  const start = performance.now();
  const cpu = process.cpuUsage();
  for (const block of work.slice(from * work.length, to * work.length)) succeeded += await contender.execute(block);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6;
  const state = `${await contender.view("engine", "prevhash")} ${await contender.view("engine", "accruedFees")}`;
  return { seconds, cpuSeconds, succeeded, memory: contender.memory(), heap: process.memoryUsage().heapUsed, state };
}

process.on("message", async (order: Order | "close") => {
  if (order !== "close") return process.send!(await execute(order));
  await contender.close();
  process.disconnect();
});
process.send!(await execute({ from: 0, to: 0 }));
