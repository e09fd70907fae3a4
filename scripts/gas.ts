/**
 * `node scripts/run.js scripts/gas.ts [--check]`: measures gas per call and the sizes of the contracts, and writes
 * snapshots/gas.json, snapshots/sizes.json and sim/chain/gas-table.json, which every backend charges by. With --check it
 * writes nothing and fails when what is committed differs, with one line per difference. Fails in any case above a budget.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { WAD } from "../sim/base/types.ts";
import { gasPerCall } from "./gas/calls.ts";
import { type Lifecycle, Market } from "./gas/market.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const NOVA = 42170;
/** Any chain where the block number needs no precompile. */
const ELSEWHERE = 31337;
/** Most that a lifecycle may cost without ArbSys and delegates, by the task's fee. */
const LIFECYCLE_BUDGET = { "fee 0": 360_000, "fee 1": 410_000 };
/** Largest contract that a chain takes, in bytes. Source: EIP-170. */
const MAX_SIZE = 24_576;

/** Numbers by name, at most two levels deep. */
interface Numbers {
  readonly [name: string]: number | Numbers;
}

interface Measurement {
  readonly file: string;
  readonly content: object;
}

const total = (lifecycle: Lifecycle) => Object.values(lifecycle).reduce((sum, gas) => sum + gas, 0);

/** Second lifecycles with a task's fee of 0 and of 1 AIUS, of which the model takes half. */
async function lifecycles(chainId: number, delegated: boolean): Promise<Record<"fee 0" | "fee 1", Numbers>> {
  const market = await Market.open(chainId, delegated);
  const measured = { "fee 0": await market.lifecycle(0n), "fee 1": await market.lifecycle(WAD) };
  await market.chain.close();
  const summed = (lifecycle: Lifecycle) => ({ ...lifecycle, total: total(lifecycle) });
  return { "fee 0": summed(measured["fee 0"]), "fee 1": summed(measured["fee 1"]) };
}

async function calls(): Promise<Readonly<Record<string, number>>> {
  const market = await Market.open(NOVA, false);
  const gas = await gasPerCall(market);
  await market.chain.close();
  return sorted(gas);
}

/** Not deployed by itself: code of libraries becomes a part of who uses it, and some contracts serve only tests. */
const NOT_DEPLOYED = ["artifacts/contracts/libraries/**", "artifacts/contracts/test/**"];

/** Bytes of code of every contract that is deployed. */
function sizes(): Readonly<Record<string, number>> {
  const files = globSync("artifacts/contracts/**/*.sol/*.json", {
    cwd: root,
    exclude: NOT_DEPLOYED,
  });
  const entries = files.map((file) => {
    const { deployedBytecode } = JSON.parse(readFileSync(`${root}${file}`, "utf8")) as { deployedBytecode: string };
    return [basename(file, ".json"), (deployedBytecode.length - 2) / 2] as const;
  });
  return sorted(Object.fromEntries(entries.filter(([, size]) => size > 0)));
}

const sorted = (numbers: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(numbers).sort(([a], [b]) => (a < b ? -1 : 1)));

async function measure(): Promise<{ readonly files: readonly Measurement[]; readonly overBudget: readonly string[] }> {
  const plain = await lifecycles(ELSEWHERE, false);
  const gas = await calls();
  const bytes = sizes();
  const lifecycle = {
    plain,
    "with ArbSys": await lifecycles(NOVA, false),
    "everyone delegated to itself": await lifecycles(ELSEWHERE, true),
    "everyone delegated to itself, with ArbSys": await lifecycles(NOVA, true),
  };
  const table = {
    source:
      "measured by scripts/gas.ts on Hardhat's EVM as chain 42170 with ArbSys: the account's second such call, unlimited allowance, nobody delegated; a task has 40 bytes of input and a fee of 1 AIUS, half of it the model's; a claim pays a reward; a contestation has two yeas and one nay, settled in one page; reverted is a solution that came second",
    gas: Object.fromEntries(Object.entries(gas).filter(([name]) => isParticipants(name))),
  };
  return {
    files: [
      { file: "snapshots/gas.json", content: { calls: gas, lifecycle } },
      { file: "snapshots/sizes.json", content: bytes },
      { file: "sim/chain/gas-table.json", content: table },
    ],
    overBudget: [
      ...Object.entries(LIFECYCLE_BUDGET)
        .filter(([fee, budget]) => (plain[fee as "fee 0"]["total"] as number) > budget)
        .map(([fee, budget]) => `a lifecycle at ${fee} takes ${plain[fee as "fee 0"]["total"]} gas, above ${budget}`),
      ...Object.entries(bytes)
        .filter(([, size]) => size > MAX_SIZE)
        .map(([name, size]) => `${name} has ${size} bytes, above ${MAX_SIZE}`),
    ],
  };
}

/** Not the engine's administration, which nobody pays for in a run. */
const isParticipants = (name: string) => !/^engine\.(set|transfer|renounce|upgrade|initialize)/.test(name);

/** Lines that say what has changed, by path. */
function differences(path: string, committed: unknown, measured: unknown): string[] {
  if (committed === measured) return [];
  if (typeof committed !== "object" || typeof measured !== "object" || committed === null || measured === null) {
    return [`${path}: ${committed ?? "nothing"} committed, ${measured ?? "nothing"} measured`];
  }
  const names = new Set([...Object.keys(committed), ...Object.keys(measured)]);
  const of = (value: object, name: string) => (value as Readonly<Record<string, unknown>>)[name];
  return [...names].flatMap((name) => differences(`${path} ${name}`, of(committed, name), of(measured, name)));
}

const committed = (file: string): unknown =>
  existsSync(`${root}${file}`) ? JSON.parse(readFileSync(`${root}${file}`, "utf8")) : {};

const { files, overBudget } = await measure();
const changes = files.flatMap(({ file, content }) => differences(file, committed(file), content));
for (const line of [...changes, ...overBudget]) console.log(line);
if (process.argv.includes("--check")) {
  if (changes.length > 0)
    console.log("gas or sizes changed: look at the lines above, then run scripts/gas.ts and commit");
  process.exitCode = changes.length + overBudget.length === 0 ? 0 : 1;
} else {
  for (const { file, content } of files) writeFileSync(`${root}${file}`, `${JSON.stringify(content, null, 2)}\n`);
  process.exitCode = overBudget.length === 0 ? 0 : 1;
}
