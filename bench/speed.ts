/**
 * `npm run bench:speed [-- --json] [-- --transactions N] [-- --sizes 1,2,3] [-- --only port,model]`: how many engine
 * transactions a second each way of driving the contracts makes, side by side. Every contender does the same work in a process
 * of its own, in segments that take turns, so that whatever else the machine does hits all alike. Anvil takes most of the
 * time: each of its blocks takes longer than the one before.
 */
import { optionsOf } from "../scripts/options.ts";
import { readBlockSizes, sizesOf } from "./speed/blockSizes.ts";
import { CONTENDERS, type ContenderName } from "./speed/contenders.ts";
import { type Measurement, measure } from "./speed/measure.ts";
import { ACTIONS_OF_A_LIFECYCLE } from "./speed/workload.ts";

/** What one contender must reach at least, as a multiple of another's rate. */
interface Requirement {
  readonly faster: ContenderName;
  readonly slower: ContenderName;
  readonly times: number;
}

const REQUIREMENTS: readonly Requirement[] = [
  { faster: "port", slower: "ethers", times: 5 },
  { faster: "port", slower: "provider", times: 1.3 },
  { faster: "model", slower: "port", times: 100 },
];

/** Lifecycles (submit, commit, solve, claim) that the model must make in a second, at least. */
const LIFECYCLES_PER_SECOND = 30_000;

const LABELS: Record<ContenderName, string> = {
  ethers: "plain ethers calls with wait()",
  provider: "loop over the provider, with receipts",
  anvil: "anvil over HTTP, one after another",
  port: "the chain port on the EVM",
  model: "the chain port on the model",
};

const options = readOptions();
const names = options.only;
const measurements = await measure(names, options.transactions, options.sizes, (message) => console.error(message));
const ratios = REQUIREMENTS.filter(({ faster, slower }) => names.includes(faster) && names.includes(slower)).map(
  (requirement) => ({ ...requirement, reached: ratio(requirement) }),
);
const lifecycles = names.includes("model")
  ? { required: LIFECYCLES_PER_SECOND, reached: rateOf("model") / ACTIONS_OF_A_LIFECYCLE }
  : undefined;
const blockSizes = options.sizes === "recorded" ? readBlockSizes().source : options.sizes;

if (options.json) console.log(JSON.stringify({ blockSizes, contenders: measurements, ratios, lifecycles }, null, 2));
else print();
const allReached =
  ratios.every(({ times, reached }) => reached >= times) &&
  (lifecycles === undefined || lifecycles.reached >= lifecycles.required);
process.exitCode = allReached ? 0 : 1;

function readOptions() {
  const values = optionsOf({
    json: { type: "boolean", default: false },
    transactions: { type: "string", default: "20000" },
    sizes: { type: "string", default: "recorded" },
    only: { type: "string", default: Object.keys(CONTENDERS).join() },
  });
  const only = values.only.split(",") as ContenderName[];
  const unknown = only.find((name) => !(name in CONTENDERS));
  if (unknown !== undefined) refuse(`--only ${unknown}: give some of ${Object.keys(CONTENDERS).join(", ")}`);
  const transactions = Number(values.transactions);
  if (!Number.isSafeInteger(transactions) || transactions < 1)
    refuse(`--transactions ${values.transactions}: give a whole number above 0`);
  try {
    sizesOf(values.sizes);
  } catch (error) {
    refuse(`--sizes: ${(error as Error).message}`);
  }
  return { ...values, only, transactions };
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

function rateOf(name: ContenderName): number {
  return measurements.find((measurement) => measurement.name === name)!.rate;
}

function ratio({ faster, slower }: Requirement): number {
  return rateOf(faster) / rateOf(slower);
}

function print(): void {
  console.log(`engine transactions in blocks of ${blockSizes}`);
  console.log(row("", "number", "per second", "memory each"));
  for (const measurement of measurements) console.log(line(measurement));
  for (const { faster, slower, times, reached } of ratios) {
    console.log(`${LABELS[faster]}: ${reached.toFixed(2)} times ${LABELS[slower]} (${verdict(reached, times)})`);
  }
  if (lifecycles === undefined) return;
  const { required, reached } = lifecycles;
  console.log(`${LABELS.model}: ${reached.toFixed(0)} lifecycles a second (${verdict(reached, required)})`);
}

function verdict(reached: number, required: number): string {
  return `${required} required: ${reached >= required ? "reached" : "MISSED"}`;
}

function line({ name, transactions, rate, bytesPerTransaction }: Measurement): string {
  return row(LABELS[name], String(transactions), rate.toFixed(0), `${(bytesPerTransaction / 1024).toFixed(1)} KiB`);
}

function row(label: string, ...cells: readonly string[]): string {
  return label.padEnd(40) + cells.map((cell) => cell.padStart(14)).join("");
}
