/** From what a check was made: enough to make it again. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson, sha256 } from "../run/canonical.ts";
import { codeVersion, ROOT } from "../run/code.ts";

export interface Provenance {
  readonly command: string;
  /** Hash of the sources that decide a run. */
  readonly code: string;
  /** Hash of the sources below sim/theory: predictions and how they are put to the test. */
  readonly theory: string;
}

export function provenanceOf(command: string): Provenance {
  const folder = join(ROOT, "sim", "theory");
  const files = readdirSync(folder, { encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const contents = files
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n")]);
  return { command, code: codeVersion(), theory: sha256(canonicalJson(contents)) };
}
