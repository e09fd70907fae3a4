/**
 * Which code decides a run. The version is a hash over the sources that can change a ledger and over the versions of
 * the packages they stand on, so that an edit of a README or of the report invalidates no run. The contracts are not in
 * it: a run's bytecode hash stands for them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { canonicalJson, sha256 } from "./canonical.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Folders that decide a run. Scenarios are data, hashed with a run's id like the calibration that they name. */
const DECIDING_FOLDERS = ["agents", "base", "chain", "ledger", "metrics", "world"].map((folder) => `sim/${folder}`);
/** How scenarios' and calibrations' numbers are read. */
const DECIDING_FILES = ["sim/scenarios/amounts.ts", "sim/scenarios/calibration.ts"];

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|json)$/.test(name))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`);

const decidingFiles = (): string[] => [...DECIDING_FOLDERS.flatMap(filesIn), ...DECIDING_FILES].sort();

let known: string | undefined;

/** Hash of the deciding sources and dependencies, the same for the same checkout on any machine. */
export function codeVersion(): string {
  known ??= sha256(
    canonicalJson([
      decidingFiles().map((file) => [file, sha256(readFileSync(join(ROOT, file), "utf8").replaceAll("\r\n", "\n"))]),
      (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { dependencies: object }).dependencies,
    ]),
  );
  return known;
}
