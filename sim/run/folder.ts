/**
 * A run's folder appears whole or not at all: files are written beside it under a temporary name, which is renamed at
 * the end and removed when the run fails. What others put there is never removed.
 */
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { mendable, UserProblem } from "./problem.ts";

/** Temporary folders are private; a run's is readable like any other. */
const FOLDER_MODE = 0o777 & ~process.umask();

/** Temporary folders tell whose they are: `.run-<host>-<process>-<random>`. */
const STAGING = ".run-";
const HOST = hostname().replaceAll(/[^A-Za-z0-9]/g, "");
const OWN_STAGING = `${STAGING}${HOST}-${process.pid}-`;

/** An earlier run on its way out. */
const REPLACED = ".replaced";

/** How often two processes may get in each other's way before one of them gives up. */
const ATTEMPTS = 8;

export class RunFolder {
  /** Where files go while the run lasts. */
  readonly staging: string;
  readonly #parent: string;
  readonly #fixed: string | undefined;
  /** The first folder that had to be made to hold the run. */
  readonly #made: string | undefined;

  private constructor(parent: string, fixed: string | undefined) {
    this.#made = mkdirSync(parent, { recursive: true });
    accessSync(parent, constants.W_OK);
    this.#parent = parent;
    this.#fixed = fixed;
    this.staging = mkdtempSync(join(parent, OWN_STAGING));
    process.once("exit", this.discard);
    sweep(parent);
  }

  /**
   * A folder for a run: `out` itself if given, else `runs/<name>-<id>` with the id known at the end.
   * Throws `UserProblem` when it cannot be written, before anything else is done.
   */
  static open(out: string | undefined): RunFolder {
    const fixed = out === undefined ? undefined : resolve(out);
    const parent = fixed === undefined ? resolve("runs") : dirname(fixed);
    try {
      refuseStrangers(fixed);
      return new RunFolder(parent, fixed);
    } catch (error) {
      throw mendable(error, `--out ${out ?? "runs"}`);
    }
  }

  path(...names: readonly string[]): string {
    return join(this.staging, ...names);
  }

  /** Where the files will lie: `--out`, or the name under `runs`. */
  target(name: string): string {
    return this.#fixed ?? join(this.#parent, name);
  }

  /**
   * Puts the finished files in their place and returns it. An earlier run there steps aside first, so that at any moment
   * one of the two is whole; of several processes that publish to one place, the last one stays. Where something else has
   * come to lie there meanwhile, the place beside it is taken (`<target>-2`), since what has been computed must not be lost.
   */
  publish(name: string): string {
    const target = this.target(name);
    chmodSync(this.staging, FOLDER_MODE);
    for (let attempt = 1; ; attempt++) {
      const place = attempt === 1 ? target : `${target}-${attempt}`;
      if (strangerIn(place) !== undefined || !this.#swapped(place)) continue;
      process.off("exit", this.discard);
      return place;
    }
  }

  /** False when other processes kept being quicker, or the system holds the place. */
  #swapped(target: string): boolean {
    const aside = join(this.#parent, `${REPLACED}${basename(this.staging)}`);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        if (existsSync(target)) renameSync(target, aside);
        renameSync(this.staging, target);
        return true;
      } catch (error) {
        const { code = "" } = error as NodeJS.ErrnoException;
        if (code === "EBUSY") return false;
        if (!TAKEN.has(code)) throw error;
      } finally {
        rmSync(aside, { recursive: true, force: true });
      }
    }
    return false;
  }

  /** Removes what was written so far. Also done when the process ends before `publish`. */
  readonly discard = (): void => {
    rmSync(this.staging, { recursive: true, force: true });
    this.#unmake();
    process.off("exit", this.discard);
  };

  /** Removes the folders that were made for the run, as far as nobody else has put something into them. */
  #unmake(): void {
    if (this.#made === undefined) return;
    for (let folder = this.#parent; folder.startsWith(this.#made); folder = dirname(folder)) {
      try {
        rmdirSync(folder);
      } catch {
        return;
      }
    }
  }
}

/** What renaming says when another process has put or taken the folder meanwhile. */
const TAKEN: ReadonlySet<string> = new Set(["ENOTEMPTY", "EEXIST", "ENOENT"]);

/** Removes temporary folders of processes of this machine that have died, as after `kill -9`. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = Number(name.match(`^\\${STAGING}${HOST}-(\\d+)-`)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What the folder of a run, or of an experiment made of many, is known by, and what that file holds for sure. */
const MARKS: readonly (readonly [file: string, key: string])[] = [
  ["manifest.json", "ledgerHash"],
  ["experiment.json", "kind"],
];

/** All that a run's folder holds. */
const RUN_ENTRIES: ReadonlySet<string> = new Set([
  "manifest.json",
  "summary.json",
  "events.csv",
  "metrics.csv",
  "report.html",
  "figures",
]);

/** A folder that holds something else than a run or an experiment is never replaced. */
function refuseStrangers(folder: string | undefined): void {
  const stranger = folder === undefined ? undefined : strangerIn(folder);
  if (stranger !== undefined) throw new UserProblem(`--out ${folder}: ${stranger}`);
}

/** What lies there that must not be replaced, and the remedy; undefined if nothing does. */
function strangerIn(folder: string): string | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isDirectory()) return "this is a file; name a folder";
  if (found.dev !== statSync(dirname(folder)).dev)
    return "is a mount point, which cannot be replaced; name a folder in it";
  const entries = readdirSync(folder);
  if (entries.length === 0) return undefined;
  const mark = MARKS.find(([file, key]) => entries.includes(file) && holds(join(folder, file), key));
  if (mark === undefined) return "holds files that are no run; name a new folder";
  const strange = mark[0] === "manifest.json" ? entries.find((entry) => !RUN_ENTRIES.has(entry)) : undefined;
  return strange && `holds ${strange}, which is no part of a run; move it or name a new folder`;
}

/** Whether the file is a JSON object with that key. */
function holds(file: string, key: string): boolean {
  try {
    return Object.hasOwn(Object(JSON.parse(readFileSync(file, "utf8"))), key);
  } catch {
    return false;
  }
}
