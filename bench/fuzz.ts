/**
 * `npm run fuzz -- [--minutes N] [--backend model|twin] [--property NAME] [--seed N]`: random histories on all cores, until time
 * is up. Prints what failed, each with a command that shows it again, and what was reached. `--path N` plays one history of
 * the seed's sample, `--history FILE` one that was written down; `--list` names the properties.
 *
 * On the model the properties are judged; on the twin the two backends are compared. Histories that reached something new are
 * kept in runs/fuzz/corpus.json, and bred from the next time.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { optionsOf } from "../scripts/options.ts";
import { printTest } from "../sim/chain/twin/print.ts";
import { AGES, opening, PLAN } from "../test/properties/cast.ts";
import { minimize } from "../test/properties/minimal.ts";
import { PROPERTIES, play } from "../test/properties/play.ts";
import type { History } from "../test/properties/steps.ts";
import { employ, summarize } from "./fuzz/employ.ts";
import { type Catch, isAdministrative, propertiesFor, sampleOf } from "./fuzz/hunt.ts";
import type { Order } from "./fuzz/worker.ts";

const FOLDER = fileURLToPath(new URL("../runs/fuzz/", import.meta.url));
const CORPUS = `${FOLDER}corpus.json`;
/** Entries that are kept; older ones give way. */
const CORPUS_SIZE = 2_000;
/** Samples of different workers never meet. */
const SEEDS_PER_WORKER = 1_000_000;

const options = optionsOf({
  minutes: { type: "string", default: "1" },
  backend: { type: "string", default: "model" },
  property: { type: "string" },
  seed: { type: "string", default: "1" },
  path: { type: "string" },
  history: { type: "string" },
  workers: { type: "string", default: String(availableParallelism()) },
  list: { type: "boolean", default: false },
});

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const numberOf = (name: "minutes" | "seed" | "workers"): number => {
  const value = Number(options[name]);
  return Number.isFinite(value) && value > 0 ? value : fail(`--${name} ${options[name]}: give a number above 0`);
};

const { backend, property } = options;
if (backend !== "model" && backend !== "twin") fail(`--backend ${backend}: choose model or twin`);
if (property !== undefined && !PROPERTIES.some(({ name }) => name === property))
  fail(`--property ${property}: no such property; --list names them`);

if (options.list) for (const { name, equation } of PROPERTIES) console.log(`${name.padEnd(26)}${equation}`);
else if (options.history !== undefined) await show(readHistory(options.history), false);
else if (options.path !== undefined) await showSample(numberOf("seed"), Number(options.path));
else await search();

function readHistory(file: string): History {
  if (!existsSync(file)) fail(`--history ${file}: there is no such file`);
  return JSON.parse(readFileSync(file, "utf8")) as History;
}

async function showSample(seed: number, path: number): Promise<void> {
  const history = sampleOf(seed)[path];
  if (!history) fail(`--path ${options.path}: a sample has histories 0 to ${sampleOf(seed).length - 1}`);
  await show(history, isAdministrative(seed));
}

/** Plays one history again and prints every way in which it fails, shrunk. */
async function show(history: History, administrative: boolean): Promise<void> {
  const properties = propertiesFor(administrative, property);
  const played = play(history, properties);
  if (played.violations.size === 0) console.log("no property fails");
  for (const { property: name } of played.violations.values()) {
    const failed = properties.find((each) => each.name === name)!;
    const { violation, blocks } = await minimize(AGES[history.age]!, played, failed);
    console.log(`\n${violation.kind}: ${violation.detail}\nbegins at the age "${AGES[history.age]!.name}"\n`);
    const start = { timestamp: PLAN.timestamp + AGES[history.age]!.elapsed, actions: opening(AGES[history.age]!) };
    console.log(printTest(failed.equation, [start, ...blocks]));
  }
}

async function search(): Promise<void> {
  const [minutes, workers, seed] = [numberOf("minutes"), numberOf("workers"), numberOf("seed")];
  const corpus = existsSync(CORPUS) ? (JSON.parse(readFileSync(CORPUS, "utf8")) as History[]) : [];
  mkdirSync(FOLDER, { recursive: true });
  const kinds = new Set<string>();
  const reports = await Promise.all(
    Array.from({ length: workers }, (_, index) => {
      const order: Order = {
        backend: backend as Order["backend"],
        property,
        minutes,
        actions: Number.POSITIVE_INFINITY,
        corpus,
        seed: seed + index * SEEDS_PER_WORKER,
      };
      return employ(order, (caught) => {
        if (kinds.has(caught.kind)) return;
        kinds.add(caught.kind);
        report(caught);
      });
    }),
  );
  summarize(reports);
  const fresh = reports.flatMap((each) => each.corpus);
  writeFileSync(CORPUS, JSON.stringify([...corpus, ...fresh].slice(-CORPUS_SIZE)));
  process.exitCode = reports.some(({ broken }) => broken !== undefined) ? 1 : 0;
}

function report({ kind, minimal, history, origin }: Catch): void {
  const actions = minimal.blocks.flatMap(({ actions }) => actions.map(({ method }) => method));
  const file = `${FOLDER}${kind.replace(/[^a-zA-Z]+/g, "-")}.json`;
  writeFileSync(file, JSON.stringify(history));
  const again = origin ? `--seed ${origin.seed} --path ${origin.path}` : `--history ${file}`;
  console.log(
    `${kind}\n  ${minimal.violation.detail}\n  at the age "${AGES[history.age]!.name}": ${actions.join(", ")}`,
  );
  console.log(`  npm run fuzz -- --property ${minimal.violation.property} ${again}\n`);
}
