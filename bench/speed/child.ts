/** One contender in a process of its own: the parent says which part to execute next, the child how long that took. */
import type { BlockRequest } from "../../sim/chain/port.ts";
import { sizesOf } from "./blockSizes.ts";
import { CONTENDERS, type ContenderName } from "./contenders.ts";
import { blocks, setup } from "./workload.ts";

/** So many transactions more. */
export type Order = number;

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

const [name, sizes] = process.argv.slice(2) as [ContenderName, string];
const work = blocks(sizesOf(sizes));
const contender = await CONTENDERS[name]();
await contender.execute(setup());

let held: BlockRequest = work.next().value;

/** The next blocks, of together so many actions: made before the clock starts, and only so many, to keep the heap small. */
function take(transactions: number): readonly BlockRequest[] {
  const taken: BlockRequest[] = [];
  for (let left = transactions; left > 0; left -= taken.at(-1)!.actions.length) {
    const { timestamp, actions } = held;
    taken.push({ timestamp, actions: actions.slice(0, left) });
    held = actions.length > left ? { timestamp, actions: actions.slice(left) } : work.next().value;
  }
  return taken;
}

async function execute(transactions: Order): Promise<Progress> {
  const taken = take(transactions);
  let succeeded = 0;
  const start = performance.now();
  const cpu = process.cpuUsage();
  for (const block of taken) succeeded += await contender.execute(block);
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
process.send!(await execute(0));
