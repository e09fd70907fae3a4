/**
 * What is known of mutants, kept between runs under cache/: a line each, added as soon as it is known. A verdict holds
 * while what it came from stays: the side (for contracts all bytecode, so that a comment changes nothing), and the tests.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Mutant } from "./mutant.ts";
import type { Side } from "./side.ts";
import { ROOT } from "./solc.ts";
import type { Verdict } from "./trial.ts";

const FILE = `${ROOT}cache/mutants.jsonl`;

interface Entry {
  /** The side's fingerprint. */
  readonly side: string;
  readonly id: string;
  /** Of the tests that decided: all for a survivor, one file's for the others. */
  readonly tests: string;
  readonly verdict: Verdict;
}

const killer = (verdict: Verdict): string | undefined => (verdict.outcome === "killed" ? verdict.by.file : undefined);

export class Store {
  readonly #side: Side;
  readonly #entries = new Map<string, Entry>();
  readonly #hashes = new Map<string, string>();

  constructor(side: Side) {
    this.#side = side;
    for (const entry of readEntries()) this.#entries.set(entry.id, entry);
  }

  /** The verdict of an earlier run, where nothing has changed that could change it. */
  known({ id }: Mutant): Verdict | undefined {
    const entry = this.#entries.get(id);
    if (entry?.side !== this.#side.fingerprint) return undefined;
    return entry.tests === this.#hashFor(entry.verdict) ? entry.verdict : undefined;
  }

  keep({ id }: Mutant, verdict: Verdict): void {
    const entry: Entry = { side: this.#side.fingerprint, id, tests: this.#hashFor(verdict), verdict };
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    mkdirSync(dirname(FILE), { recursive: true });
    appendFileSync(FILE, `${JSON.stringify(entry)}\n`);
  }

  /** Test files that have noticed mutants of the same function at some time, the most recent first. */
  killersNear({ file, inside }: Mutant): readonly string[] {
    const near = this.#side.mutants.filter((mutant) => mutant.file === file && mutant.inside === inside);
    const ids = new Set(near.map(({ id }) => id));
    const files = [...this.#entries.values()].filter(({ id }) => ids.has(id)).map(({ verdict }) => killer(verdict));
    return [...new Set(files.reverse())].filter((name) => name !== undefined);
  }

  #hashFor(verdict: Verdict): string {
    if (verdict.outcome === "invalid" || verdict.outcome === "identical") return "";
    const file = killer(verdict);
    const known = this.#hashes.get(file ?? "all") ?? this.#side.tests.hash(file);
    this.#hashes.set(file ?? "all", known);
    return known;
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
