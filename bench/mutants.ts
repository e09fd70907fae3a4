/**
 * `npm run mutants`: changes the protocol in one small place at a time, in the contracts and in the model, and shows that the
 * tests notice.
 *
 *     npm run mutants -- [--side contracts|model] [--file FILE]... [--sample N] [--seed S] [--jobs N] [--json] [--write]
 *     npm run mutants -- --mutant ID
 *
 * Verdicts are kept: a run that was interrupted goes on, and one after a change tries what the change may have touched.
 * Exit code 1 when less than 95 % are killed, or when a mutant listed as equivalent is.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { ensureCompiled } from "../sim/chain/evm/compile.ts";
import { contractsSide } from "./mutants/contracts.ts";
import { modelSide } from "./mutants/model.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { draw, type Result, trySide } from "./mutants/round.ts";
import { equivalents } from "./mutants/score.ts";
import type { Side } from "./mutants/side.ts";
import { ROOT } from "./mutants/solc.ts";
import { document, oneText, resultText, summaryOf } from "./mutants/text.ts";

/** What the tests must kill at least of the mutants that are not equivalent. */
const REQUIRED_SCORE = 0.95;
/** Where `--write` puts a document for each side. */
const DOCUMENTS = "docs/mutants";
/** The cheaper to set up first. */
const SIDES: Readonly<Record<string, () => Side>> = { model: modelSide, contracts: contractsSide };

const { values: options } = parseArgs({
  options: {
    side: { type: "string", multiple: true, default: [] },
    file: { type: "string", multiple: true, default: [] },
    sample: { type: "string" },
    seed: { type: "string", default: "0" },
    jobs: { type: "string", default: String(Math.max(1, availableParallelism() - 1)) },
    mutant: { type: "string" },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) refuse(`--${name} ${text}: give a whole number above 0`);
  return value;
}

// Node announces that stripping types is experimental; the version of Node is pinned.
process.removeAllListeners("warning");

const jobs = wholeNumber("jobs", options.jobs);
const sample = options.sample === undefined ? Number.POSITIVE_INFINITY : wholeNumber("sample", options.sample);
if (options.write && (options.file.length > 0 || options.mutant))
  refuse(`--write: what stands in ${DOCUMENTS} is about whole sides; leave out --file and --mutant`);
for (const name of options.side)
  if (!(name in SIDES)) refuse(`--side ${name}: choose from ${Object.keys(SIDES).join(", ")}`);

await ensureCompiled((message) => console.error(message));
try {
  if (options.mutant) await tryOne(options.mutant);
  else await tryAll();
} catch (error) {
  refuse((error as Error).message);
}

async function tryOne(id: string): Promise<void> {
  for (const makeSide of Object.values(SIDES)) {
    const side = makeSide();
    const mutant = side.mutants.find((one) => one.id === id);
    if (!mutant) continue;
    const { tried } = await trySide(side, [mutant], 1, { afresh: true });
    const { verdict } = tried[0]!;
    console.log(options.json ? JSON.stringify({ ...summaryOf(mutant), verdict }, null, 2) : oneText(mutant, verdict));
    return;
  }
  refuse(`--mutant ${id}: there is no such mutant (any more)`);
}

function sidesAsked(): readonly Side[] {
  const named = Object.keys(SIDES).filter((name) => options.side.length === 0 || options.side.includes(name));
  // A file tells its side by its folder.
  const needed = (name: string) =>
    options.file.length === 0 || options.file.some((file) => file.startsWith("contracts/") === (name === "contracts"));
  return named.filter(needed).map((name) => SIDES[name]!());
}

/** The mutants of the files asked for, and of these the ones that the seed draws. */
function chosen(side: Side): readonly Mutant[] {
  const { file: files } = options;
  const wanted = side.mutants.filter(({ file }) => files.length === 0 || files.includes(file));
  return draw(wanted, sample, options.seed);
}

async function tryAll(): Promise<void> {
  const sides = sidesAsked();
  const all = sides.flatMap(({ files }) => files);
  for (const file of options.file)
    if (!all.includes(file)) throw new Error(`--file ${file}: choose from ${all.join(", ")}`);
  const known = equivalents();
  const results: Result[] = [];
  for (const side of sides) results.push(await trySide(side, chosen(side), jobs));
  console.log(options.json ? JSON.stringify(results.map(jsonOf), null, 2) : results.map(resultText).join("\n"));
  if (options.write) for (const result of results) write(result, known);
  for (const { complaints } of results) for (const complaint of complaints) console.error(complaint);
  const good = results.every(({ scores, refuted }) => scores.at(-1)!.score >= REQUIRED_SCORE && refuted.length === 0);
  process.exitCode = good ? 0 : 1;
}

function write(result: Result, known: ReturnType<typeof equivalents>): void {
  const drawn = options.sample ? ` --sample ${sample} --seed ${options.seed}` : "";
  const command = `npm run mutants -- --side ${result.side}${drawn} --write`;
  mkdirSync(`${ROOT}${DOCUMENTS}`, { recursive: true });
  writeFileSync(`${ROOT}${DOCUMENTS}/${result.side}.md`, document(result, command, today(), known));
}

function jsonOf({ side, scores, open }: Result) {
  return { side, scores, survivors: open.map(summaryOf) };
}

function today(): string {
  return new Date().toISOString().slice(0, "2000-01-01".length);
}
