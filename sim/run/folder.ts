/**
 * A run's folder appears whole or not at all: files are written beside it under a temporary name, which is renamed at
 * the end and removed when the run fails.
 */
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { mendable, UserProblem } from "./problem.ts";

/** Temporary folders are private; a run's is readable like any other. */
const FOLDER_MODE = 0o777 & ~process.umask();

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
    this.staging = mkdtempSync(join(parent, ".run-"));
    process.once("exit", this.discard);
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

  /** Puts the finished files in their place, replacing an earlier run's of the same content. Returns the folder. */
  publish(name: string): string {
    const target = this.target(name);
    rmSync(target, { recursive: true, force: true });
    chmodSync(this.staging, FOLDER_MODE);
    renameSync(this.staging, target);
    process.off("exit", this.discard);
    return target;
  }

  /** Removes what was written so far. Also done when the process ends before `publish`. */
  readonly discard = (): void => {
    rmSync(this.staging, { recursive: true, force: true });
    if (this.#made) rmSync(this.#made, { recursive: true, force: true });
    process.off("exit", this.discard);
  };
}

/** What the folder of a run, or of an experiment made of many, is known by. */
const MARKS = ["manifest.json", "experiment.json"];

/** A folder that holds something else than a run or an experiment is never replaced. */
function refuseStrangers(folder: string | undefined): void {
  if (folder === undefined || !existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new UserProblem(`--out ${folder}: this is a file; name a folder`);
  const isOurs = MARKS.some((name) => existsSync(join(folder, name)));
  if (!isOurs && readdirSync(folder).length > 0)
    throw new UserProblem(`--out ${folder}: holds files that are no run; name a new folder`);
}
