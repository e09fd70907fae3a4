/**
 * What is known of mutants, kept between runs under cache/: a line each, added as soon as it is known. A verdict holds
 * while what it came from stays: contracts and compiler (by the bytecode of all contracts), and the tests.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Mutant } from "./mutant.ts";
import { ROOT, sha256 } from "./solc.ts";
import { hashTests, testFiles } from "./suites.ts";
import type { Baseline, Verdict } from "./worker.ts";

const FILE = `${ROOT}cache/mutants.jsonl`;

interface Entry {
  /** Of all contracts' bytecode. */
  readonly contracts: string;
  readonly id: string;
  /** Of the tests that decided: all for a survivor, one file's for the others. */
  readonly tests: string;
  readonly verdict: Verdict;
}

const killer = (verdict: Verdict): string | undefined => (verdict.outcome === "killed" ? verdict.by.file : undefined);

export class Store {
  readonly #contracts: string;
  readonly #entries = new Map<string, Entry>();
  readonly #hashes = new Map<string, string>();

  constructor(baseline: Baseline) {
    this.#contracts = sha256(JSON.stringify(baseline));
    for (const entry of readEntries()) this.#entries.set(entry.id, entry);
  }

  /** The verdict of an earlier run, where nothing has changed that could change it. */
  known({ id }: Mutant): Verdict | undefined {
    const entry = this.#entries.get(id);
    if (entry?.contracts !== this.#contracts) return undefined;
    return entry.tests === this.#hashFor(entry.verdict) ? entry.verdict : undefined;
  }

  keep({ id }: Mutant, verdict: Verdict): void {
    const entry: Entry = { contracts: this.#contracts, id, tests: this.#hashFor(verdict), verdict };
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    mkdirSync(dirname(FILE), { recursive: true });
    appendFileSync(FILE, `${JSON.stringify(entry)}\n`);
  }

  /** Test files that have noticed these mutants at some time, the most recently kept first. */
  killersOf(mutants: readonly Mutant[]): readonly string[] {
    const ids = new Set(mutants.map(({ id }) => id));
    const files = [...this.#entries.values()].filter(({ id }) => ids.has(id)).map(({ verdict }) => killer(verdict));
    return [...new Set(files.reverse())].filter((file) => file !== undefined);
  }

  #hashFor(verdict: Verdict): string {
    if (verdict.outcome === "invalid" || verdict.outcome === "identical") return "";
    const file = killer(verdict);
    const known = this.#hashes.get(file ?? "all");
    const hash = known ?? hashTests(file ? [file].filter((name) => testFiles().includes(name)) : testFiles());
    this.#hashes.set(file ?? "all", hash);
    return hash;
  }
}

function readEntries(): readonly Entry[] {
  if (!existsSync(FILE)) return [];
  const lines = readFileSync(FILE, "utf8").split("\n");
  // The last line may have been cut short when a run was killed.
  return lines.filter((line) => line.endsWith("}")).flatMap(parseLine);
}

function parseLine(line: string): Entry[] {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}
