/** Runs the command line as a person would: a process of its own, in a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const CLI = fileURLToPath(new URL("../../sim/cli.ts", import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder in which the command line runs; `testbed` starts it there. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "testbed-"));

  /** @param during is handed the process once it has written something to stderr that matches `when`. */
  testbed(
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; when?: RegExp; during?: (child: ChildProcess) => void } = {},
  ): Promise<Finished> {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", CLI, ...args], {
      cwd: this.folder,
      env: { ...process.env, NOVA_RPC_URL: "", ...options.env },
    });
    let [stdout, stderr, told] = ["", "", false];
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
      if (told || !options.when?.test(stderr)) return;
      told = true;
      options.during?.(child);
    });
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
  }

  /** Everything in the folder, hidden files too. */
  get files(): readonly string[] {
    return readdirSync(this.folder);
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
