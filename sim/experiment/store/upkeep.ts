/** What one does with whole stores: look into them, merge them, drop what is damaged. */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserProblem } from "../../run/problem.ts";
import type { RunRecord } from "../experiment.ts";
import { isSame } from "../verify.ts";
import { type FolderStore, formatOf, type Stored, writeMark } from "./folder-store.ts";
import { entryOf } from "./segment.ts";
import { SEGMENT_ENDING } from "./segment-writer.ts";

/** Runs of one scenario's name under one code. */
export interface StoreGroup {
  readonly scenario: string;
  readonly backend: RunRecord["backend"];
  readonly code: string;
  readonly runs: number;
  readonly violations: number;
}

/** What is in the store, by scenario, backend and code. Reads every record, so that a damaged one is found. */
export function groupsOf(store: FolderStore): readonly StoreGroup[] {
  const groups = new Map<string, { -readonly [Key in keyof StoreGroup]: StoreGroup[Key] }>();
  for (const id of store.ids()) {
    const { scenario, backend, code, reason } = store.read(id)!;
    const key = `${scenario} ${backend} ${code}`;
    const group = groups.get(key) ?? { scenario, backend, code, runs: 0, violations: 0 };
    group.runs++;
    if (reason === "violation") group.violations++;
    groups.set(key, group);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

export interface Merged {
  readonly taken: number;
  readonly known: number;
}

/**
 * Copies into `to` what it lacks. Throws `UserProblem` for a damaged record, and for a run that both have with different
 * contents: then one of them is wrong, and neither is changed by it.
 */
export function mergeInto(to: FolderStore, from: FolderStore): Merged {
  let [taken, known] = [0, 0];
  for (const id of from.ids()) {
    const record = from.read(id)!;
    const own = to.read(id);
    if (own === undefined) {
      to.adopt(from.specOf(id)!, record);
      taken++;
    } else {
      if (!isSame(own, record) && !isSame(record, own))
        throw new UserProblem(
          `run ${id}: ${to.folder} and ${from.folder} hold different results of it; \`testbed verify\` tells which is right`,
        );
      known++;
    }
  }
  return { taken, known };
}

/**
 * Rewrites every segment without the lines that are damaged or cut off, and without runs whose scenario is lost with one;
 * the store's mark too where that is damaged. Returns how many lines were dropped.
 */
export function repair(folder: string): number {
  if (formatOf(folder) === undefined) writeMark(folder);
  const segments = readdirSync(folder)
    .filter((name) => name.endsWith(SEGMENT_ENDING))
    .map((name) => join(folder, name));
  const scenarios = new Set(segments.flatMap(scenariosIn));
  return segments.reduce((sum, path) => sum + repairSegment(path, scenarios), 0);
}

function scenariosIn(path: string): readonly string[] {
  const entries = readFileSync(path, "utf8").split("\n").map(entryOf);
  return entries.flatMap((entry) => (entry?.kind === "S" ? [entry.key] : []));
}

function repairSegment(path: string, scenarios: ReadonlySet<string>): number {
  const lines = readFileSync(path, "utf8").split("\n");
  const last = lines.pop();
  const whole = lines.filter((line) => isUsable(line, scenarios));
  const dropped = lines.length - whole.length + (last === "" ? 0 : 1);
  if (dropped === 0) return 0;
  if (whole.length === 0) rmSync(path);
  else {
    writeFileSync(`${path}.new`, `${whole.join("\n")}\n`);
    renameSync(`${path}.new`, path);
  }
  return dropped;
}

function isUsable(line: string, scenarios: ReadonlySet<string>): boolean {
  const entry = entryOf(line);
  return entry !== undefined && (entry.kind === "S" || scenarios.has((JSON.parse(entry.json) as Stored).of));
}
