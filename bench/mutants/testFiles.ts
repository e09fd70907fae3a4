/** Which tests speak for a side, what they rest on, and which are likely to notice a mutant. */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path/posix";
import { ROOT, sha256 } from "./solc.ts";

const IMPORTED = /from "(\.[^"]+)"/g;

const read = (name: string): string => readFileSync(`${ROOT}${name}`, "utf8");

/** Names relative to the root, with slashes. */
export const filesAt = (pattern: string): readonly string[] => globSync(pattern, { cwd: ROOT }).sort();

export class TestFiles {
  readonly names: readonly string[];
  readonly #suiteOf: (file: string) => string;

  /** `suiteOf` names the folder whose tests are nearest to a source. */
  constructor(names: readonly string[], suiteOf: (file: string) => string) {
    this.names = names;
    this.#suiteOf = suiteOf;
  }

  /** Of what the verdict of a test file, or of all, rests on beside the simulator: the file and the helpers it imports. */
  hash(name?: string): string {
    const deciding = name === undefined ? this.names : this.names.filter((one) => one === name);
    const files = new Set<string>();
    for (const file of deciding) collect(file, files);
    return sha256([...files].sort().map(read).join("\0"));
  }

  /** Files whose tests most likely notice first: those that did so before, the function's own, those of the suite. */
  rank({ file, inside }: { file: string; inside: string }, killers: readonly string[]): readonly string[] {
    const own = (name: string) => basename(name, ".test.ts") === inside.replace("#", "");
    const related = (name: string) => dirname(name) === this.#suiteOf(file);
    const known = killers.filter((name) => this.names.includes(name));
    return [...new Set([...known, ...this.names.filter(own), ...this.names.filter(related), ...this.names])];
  }
}

/** Adds a file under test/ and those that it imports. */
function collect(file: string, found: Set<string>): void {
  if (!file.startsWith("test/") || !file.endsWith(".ts") || found.has(file)) return;
  found.add(file);
  for (const [, specifier] of read(file).matchAll(IMPORTED)) collect(normalize(join(dirname(file), specifier!)), found);
}
