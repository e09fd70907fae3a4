/**
 * `npm run bench:speed [-- --json] [-- --transactions N]`: how many engine transactions a second each way of driving the
 * contracts makes, side by side. Every contender does the same work in a process of its own, in segments that take turns, so
 * that whatever else the machine does hits all alike.
 */
import { parseArgs } from "node:util";
import { CONTENDERS, type ContenderName } from "./speed/contenders.ts";
import { type Measurement, measure } from "./speed/measure.ts";

/** Actions per block, in turn: the market scenario's moments hold one to three. An assumption until a recorded run is read. */
const SIZES = [1, 2, 3];

/** What the port must reach at least, as a multiple of another contender's rate. */
const REQUIRED: Partial<Record<ContenderName, number>> = { ethers: 5, provider: 1.3 };

const LABELS: Record<ContenderName, string> = {
  ethers: "plain ethers calls with wait()",
  provider: "loop over the provider, with receipts",
  anvil: "anvil over HTTP",
  port: "the chain port",
};

const { values: options } = parseArgs({
  options: { json: { type: "boolean", default: false }, transactions: { type: "string", default: "20000" } },
});
const transactions = Number(options.transactions);
if (!Number.isSafeInteger(transactions) || transactions < 1) {
  console.error(`--transactions ${options.transactions}: give a whole number above 0`);
  process.exit(2);
}

const names = Object.keys(CONTENDERS) as ContenderName[];
const measurements = await measure(names, transactions, SIZES, (message) => console.error(message));
const port = measurements.find(({ name }) => name === "port")!;
const rows = measurements.map((measurement) => ({ ...measurement, ratio: port.rate / measurement.rate }));
const missed = rows.filter(({ name, ratio }) => ratio < (REQUIRED[name] ?? 0));

if (options.json)
  console.log(JSON.stringify({ transactions, blockSizes: SIZES, required: REQUIRED, contenders: rows }, null, 2));
else print(rows);
for (const { name } of missed)
  console.error(`the port is less than ${REQUIRED[name]} times as fast as ${LABELS[name]}`);
process.exitCode = missed.length === 0 ? 0 : 1;

function print(results: readonly (Measurement & { readonly ratio: number })[]): void {
  console.log(`${transactions} engine transactions in blocks of ${SIZES.join(", ")}`);
  console.log(`${"".padEnd(40)}${"per second".padStart(12)}${"port is".padStart(10)}${"memory each".padStart(14)}`);
  for (const { name, rate, ratio, bytesPerTransaction } of results) {
    const memory = `${(bytesPerTransaction / 1024).toFixed(1)} KiB`;
    console.log(
      `${LABELS[name].padEnd(40)}${rate.toFixed(0).padStart(12)}${`${ratio.toFixed(2)} x`.padStart(10)}${memory.padStart(14)}`,
    );
  }
}
