/**
 * `node bench/speed/recordBlockSizes.ts RUN`: counts the actions of each block of a recorded run (a folder with manifest.json
 * and events.csv) and keeps the counts beside this file, for the benchmark to cut its work alike.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BlockSizes } from "./blockSizes.ts";

const folder = process.argv[2];
if (!folder) {
  console.error("name the folder of a run, as in runs/market-1f94e2d266b3ff2c");
  process.exit(2);
}

const { id, scenario, seed } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
const [header, ...rows] = readFileSync(join(folder, "events.csv"), "utf8").trimEnd().split("\n");
const column = (name: string) => header!.split(",").indexOf(name);
const [block, action, agent] = [column("block"), column("action"), column("agent")];

/** Actions by block; those that set the scene apart. None of these columns is ever quoted. */
const actions = new Map<string, Set<string>>();
for (const cells of rows.map((row) => row.split(","))) {
  if (cells[action] === "" || cells[block] === "" || cells[agent] === "genesis") continue;
  actions.set(cells[block]!, (actions.get(cells[block]!) ?? new Set()).add(cells[action]!));
}
const counts = new Map<number, number>();
for (const { size } of actions.values()) counts.set(size, (counts.get(size) ?? 0) + 1);

const sizes: BlockSizes = {
  source: `run ${id}: scenario ${scenario.name}, ${scenario.horizonDays} days, seed ${seed}`,
  counts: [...counts].sort(([a], [b]) => a - b),
};
writeFileSync(new URL("blockSizes.json", import.meta.url), `${JSON.stringify(sizes)}\n`);
console.log(`${actions.size} blocks of ${sizes.source}`);
