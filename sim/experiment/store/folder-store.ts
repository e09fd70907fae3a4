/**
 * A run store in a folder: `store.json` says what it is, every writing process has a segment of its own (see segment.ts),
 * so that writers never meet and two stores merge by copying. An index in memory tells where each run lies.
 */
import { randomBytes } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { canonicalJson, sha256 } from "../../run/canonical.ts";
import { mendable, UserProblem } from "../../run/problem.ts";
import type { Scenario } from "../../scenarios/schema.ts";
import type { RunRecord, RunSpec, RunStore } from "../experiment.ts";
import { loadIdentity, type RunIdentity } from "../identity.ts";
import { type EntryKind, entryLine, type Place, readEntry, SegmentScanner } from "./segment.ts";
import { SEGMENT_ENDING, SegmentWriter } from "./segment-writer.ts";

export const DEFAULT_STORE = join("runs", "store");

const FORMAT = 1;
const MARK = "store.json";
const MARK_TEXT = `${JSON.stringify({ format: FORMAT, holds: "runs of the testbed: see docs/experiments.md" })}\n`;
const KEY_DIGITS = 16;

/** What stands under a run's id: its record, and the key of its scenario. */
export interface Stored {
  readonly of: string;
  readonly record: RunRecord;
}

export class FolderStore implements RunStore {
  readonly folder: string;
  readonly identity: RunIdentity;
  readonly #writer: SegmentWriter;
  readonly #scanners = new Map<string, SegmentScanner>();
  readonly #places: Record<EntryKind, Map<string, Place>> = { R: new Map(), S: new Map() };

  private constructor(folder: string, identity: RunIdentity) {
    this.folder = folder;
    this.identity = identity;
    this.#writer = new SegmentWriter(folder);
    this.#scanners.set(this.#writer.path, new SegmentScanner(this.#writer.path));
    this.#refresh();
  }

  /** Opens the folder, making it if need be. Throws `UserProblem` when it is no store or cannot be written. */
  static open(folder: string, identity: RunIdentity): FolderStore {
    const path = resolve(folder);
    try {
      mkdirSync(path, { recursive: true });
      accessSync(path, constants.W_OK);
      mark(path);
      return new FolderStore(path, identity);
    } catch (error) {
      throw storeProblem(error, folder);
    }
  }

  idOf(spec: RunSpec): string {
    return this.identity.of(spec);
  }

  has(id: string): boolean {
    return this.#find("R", id) !== undefined;
  }

  read(id: string): RunRecord | undefined {
    return this.#stored(id)?.record;
  }

  /** The spec that made the run; undefined if the run is absent. Throws `UserProblem` when it is damaged. */
  specOf(id: string): RunSpec | undefined {
    const stored = this.#stored(id);
    if (stored === undefined) return undefined;
    const place = this.#find("S", stored.of);
    if (place === undefined) throw new UserProblem(`${this.folder}: the scenario of run ${id} is missing; ${REPAIR}`);
    const scenario = JSON.parse(this.#whole("S", stored.of, place)) as Scenario;
    return { scenario, seed: stored.record.seed, backend: stored.record.backend };
  }

  write(spec: RunSpec, record: RunRecord): void {
    refuseOther(this.identity, this.idOf(spec), record);
    this.adopt(spec, record);
  }

  /** Takes a record of any code as it is, as when stores are merged. */
  adopt({ scenario }: RunSpec, record: RunRecord): void {
    if (this.has(record.id)) return;
    const json = canonicalJson(scenario);
    const key = sha256(json).slice(0, KEY_DIGITS);
    const stored: Stored = { of: key, record };
    const entries: [EntryKind, string, string][] = [["R", record.id, JSON.stringify(stored)]];
    if (!this.#places.S.has(key)) entries.unshift(["S", key, json]);
    try {
      const places = this.#writer.append(entries.map((entry) => entryLine(...entry)));
      for (const [i, [kind, id]] of entries.entries()) this.#places[kind].set(id, places[i]!);
    } catch (error) {
      throw storeProblem(error, this.folder);
    }
  }

  *ids(): Iterable<string> {
    this.#refresh();
    yield* this.#places.R.keys();
  }

  /** How many runs are stored, of any code. */
  get size(): number {
    return this.#places.R.size;
  }

  /** Makes sure that a power cut takes nothing either. */
  close(): void {
    this.#writer.close();
  }

  #find(kind: EntryKind, key: string): Place | undefined {
    const place = this.#places[kind].get(key);
    if (place !== undefined) return place;
    this.#refresh();
    return this.#places[kind].get(key);
  }

  #stored(id: string): Stored | undefined {
    const place = this.#find("R", id);
    if (place === undefined) return undefined;
    const stored = JSON.parse(this.#whole("R", id, place)) as Stored;
    if (stored.record.format !== FORMAT)
      throw new UserProblem(
        `${place.path}:${place.line}: run ${id} has format ${stored.record.format}; this testbed reads ${FORMAT}`,
      );
    return stored;
  }

  #whole(kind: EntryKind, key: string, place: Place): string {
    const json = readEntry(place, kind, key);
    if (json === undefined)
      throw new UserProblem(
        `${place.path}:${place.line}: ${kind === "R" ? "run" : "scenario"} ${key} is damaged; ${REPAIR}`,
      );
    return json;
  }

  /** Takes in what this or other processes have appended since the last time. */
  #refresh(): void {
    for (const name of readdirSync(this.folder)) {
      if (!name.endsWith(SEGMENT_ENDING)) continue;
      const path = join(this.folder, name);
      const scanner = this.#scanners.get(path) ?? new SegmentScanner(path);
      this.#scanners.set(path, scanner);
      for (const { place, entry } of scanner.scan()) {
        if (entry === undefined) throw new UserProblem(`${path}:${place.line}: no record of a run; ${REPAIR}`);
        if (!this.#places[entry.kind].has(entry.key)) this.#places[entry.kind].set(entry.key, place);
      }
    }
  }
}

const REPAIR = "`testbed store repair` keeps what is whole; what is lost will be run again";

/** A folder that holds something else is never written to. Several processes may make the same store at once. */
function mark(folder: string): void {
  const path = join(folder, MARK);
  const strange = readdirSync(folder).some((name) => !name.startsWith(MARK));
  if (!existsSync(path)) {
    if (strange) throw new UserProblem(`--store ${folder}: holds files that are no run store; name a new folder`);
    writeMark(folder);
  }
  const format = formatOf(folder);
  if (format === undefined) throw new UserProblem(`${path}: is damaged; ${REPAIR}`);
  if (format !== FORMAT)
    throw new UserProblem(`${path}: a store of format ${String(format)}; this testbed reads format ${FORMAT}`);
}

/** Says that the folder is a store. The file appears whole. */
export function writeMark(folder: string): void {
  const staging = join(folder, `${MARK}-${randomBytes(8).toString("hex")}`);
  writeFileSync(staging, MARK_TEXT);
  renameSync(staging, join(folder, MARK));
}

/** The store's format as its mark says; undefined where that is damaged. */
export function formatOf(folder: string): unknown {
  try {
    return Object(JSON.parse(readFileSync(join(folder, MARK), "utf8"))).format;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A record under another id than was asked for would be a wrong number later. */
function refuseOther({ code }: RunIdentity, id: string, record: RunRecord): void {
  if (record.id === id) return;
  if (record.code !== code)
    throw new UserProblem(
      `run ${id}: was done by other code (${record.code.slice(0, 12)}) than it was asked for by (${code.slice(0, 12)}): the sources changed meanwhile; start again`,
    );
  throw new Error(`run ${id} came back as ${record.id}`);
}

function storeProblem(error: unknown, folder: string): unknown {
  const problem = mendable(error, `--store ${folder}`);
  return problem instanceof UserProblem && problem !== error
    ? new UserProblem(problem.message.replace("--out", "--store"))
    : problem;
}

/** The store of that folder under the code as it is now. Compiles the contracts first where "evm" is among the backends. */
export async function openStore(
  folder: string = DEFAULT_STORE,
  backends: readonly RunSpec["backend"][] = ["model"],
): Promise<FolderStore> {
  return FolderStore.open(folder, await loadIdentity(backends));
}
