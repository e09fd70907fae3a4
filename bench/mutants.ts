/**
 * `npm run mutants`: changes the contracts in one small place at a time and shows that their tests notice.
 *
 *     npm run mutants -- [--file contracts/Engine.sol]... [--sample N] [--seed S] [--jobs N] [--json] [--write]
 *     npm run mutants -- --mutant ID
 *
 * Verdicts are kept: a run that was interrupted goes on, and one after a change tries what the change may have touched.
 * Exit code 1 when less than 95 % are killed, or when a mutant listed as equivalent is.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { ensureCompiled } from "../sim/chain/evm/compile.ts";
import { Contracts } from "./mutants/contracts.ts";
import { diffOf, type Mutant } from "./mutants/mutant.ts";
import { eachOnPool } from "./mutants/pool.ts";
import { Progress } from "./mutants/progress.ts";
import { equivalents, refuted, scoresOf, survivorsOf, type Tried } from "./mutants/score.ts";
import { ROOT, sha256 } from "./mutants/solc.ts";
import { Store } from "./mutants/store.ts";
import { rankFiles, testFiles } from "./mutants/suites.ts";
import { document, rerun, survivorText, terminalTable } from "./mutants/text.ts";
import type { Baseline, Trial, Verdict } from "./mutants/worker.ts";

/** What the tests must kill at least of the mutants that are not equivalent. */
const REQUIRED_SCORE = 0.95;
const DOCUMENT = "docs/mutants.md";

const { values: options } = parseArgs({
  options: {
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

const jobs = wholeNumber("jobs", options.jobs);
const sample = options.sample === undefined ? Number.POSITIVE_INFINITY : wholeNumber("sample", options.sample);
const isWhole = sample === Number.POSITIVE_INFINITY && options.file.length === 0 && options.mutant === undefined;
if (options.write && !isWhole)
  refuse(`--write: ${DOCUMENT} is about all mutants; leave out --file, --sample and --mutant`);

await ensureCompiled((message) => console.error(message));
const contracts = new Contracts();
const baseline: Baseline = [...contracts.baseline()];
const store = new Store(baseline);
const everything = contracts.files.flatMap((file) => contracts.mutantsOf(file));

if (options.mutant) await tryOne(options.mutant);
else await tryAll(chosen());

/** The files asked for, and of their mutants those that the seed draws. */
function chosen(): readonly Mutant[] {
  for (const file of options.file) {
    if (!contracts.files.includes(file)) refuse(`--file ${file}: choose from ${contracts.files.join(", ")}`);
  }
  const wanted = everything.filter(({ file }) => options.file.length === 0 || options.file.includes(file));
  const drawn = wanted.map(({ id }) => id).sort((a, b) => (lot(a) < lot(b) ? -1 : 1));
  const kept = new Set(drawn.slice(0, sample));
  return wanted.filter(({ id }) => kept.has(id));
}

function lot(id: string): string {
  return sha256(`${options.seed}/${id}`);
}

function trialOf(mutant: Mutant): Trial {
  const killers = store.killersOf(
    everything.filter(({ file, inside }) => file === mutant.file && inside === mutant.inside),
  );
  return {
    changed: { [mutant.file]: mutant.text },
    selection: contracts.builtFrom(mutant.file),
    order: rankFiles(mutant, killers),
  };
}

/** Without this, every mutant would seem killed. */
async function requirePassing(ask: (trial: Trial) => Promise<Verdict>): Promise<void> {
  const verdict = await ask({ changed: {}, selection: {}, order: testFiles() });
  if (verdict.outcome !== "killed") return;
  refuse(`the tests fail on the contracts as they are: ${verdict.by.test}: ${verdict.by.error}`);
}

async function tryOne(id: string): Promise<void> {
  const mutant =
    everything.find((one) => one.id === id) ?? refuse(`--mutant ${id}: there is no such mutant (any more)`);
  await eachOnPool([mutant], 1, baseline, async (_, ask) => {
    await requirePassing(ask);
    const verdict = await ask(trialOf(mutant));
    store.keep(mutant, verdict);
    if (options.json) return console.log(JSON.stringify({ ...summaryOf(mutant), verdict }, null, 2));
    console.log(
      `${mutant.file}:${mutant.line}, ${mutant.inside} (${mutant.rule})\n${diffOf(mutant)}\n${verdictText(verdict)}`,
    );
  });
}

function verdictText(verdict: Verdict): string {
  switch (verdict.outcome) {
    case "killed":
      return `killed by ${verdict.by.file}, "${verdict.by.test}": ${verdict.by.error}`;
    case "invalid":
      return `does not compile: ${verdict.message}`;
    case "identical":
      return "compiles to the same bytecode";
    default:
      return "survived";
  }
}

async function tryAll(mutants: readonly Mutant[]): Promise<void> {
  const verdicts = new Map<string, Verdict>();
  const fresh = mutants.filter((mutant) => {
    const known = store.known(mutant);
    if (known) verdicts.set(mutant.id, known);
    return known === undefined;
  });
  console.error(`${mutants.length} mutants, ${fresh.length} to try`);
  const progress = new Progress(fresh.length);
  if (fresh.length > 0) await eachOnPool([undefined], 1, baseline, (_, ask) => requirePassing(ask));
  await eachOnPool(fresh, jobs, baseline, async (mutant, ask) => {
    const verdict = await ask(trialOf(mutant));
    store.keep(mutant, verdict);
    verdicts.set(mutant.id, verdict);
    progress.step(verdict.outcome === "survived");
  });
  conclude(mutants.map((mutant) => ({ mutant, verdict: verdicts.get(mutant.id)! })));
}

function conclude(tried: readonly Tried[]): void {
  const known = equivalents();
  const scores = scoresOf(tried, known);
  const wrong = refuted(tried, known);
  const open = survivorsOf(tried).filter(({ id }) => !known.has(id));
  if (options.json) console.log(JSON.stringify({ scores, survivors: open.map(summaryOf) }, null, 2));
  else console.log([...open.map(survivorText), terminalTable(scores)].join("\n"));
  for (const { mutant } of wrong) console.error(`listed as equivalent, yet killed: ${rerun(mutant)}`);
  for (const { id } of stale(known)) console.error(`listed as equivalent, yet there is no mutant ${id} any more`);
  if (options.write) writeFileSync(`${ROOT}${DOCUMENT}`, document(today(), tried, scores, known));
  process.exitCode = scores.at(-1)!.score >= REQUIRED_SCORE && wrong.length === 0 ? 0 : 1;
}

function stale(known: ReturnType<typeof equivalents>) {
  const ids = new Set(everything.map(({ id }) => id));
  return [...known.values()].filter(({ id }) => !ids.has(id));
}

function summaryOf({ text: _, ...mutant }: Mutant) {
  return { ...mutant, rerun: rerun({ ...mutant, text: "" }) };
}

function today(): string {
  return new Date().toISOString().slice(0, "2000-01-01".length);
}
