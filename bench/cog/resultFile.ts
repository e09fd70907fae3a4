/** Result files on disk: written whole or not at all, and refused when they are not as they were written. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { z } from "zod";
import { canonicalJson, sha256 } from "../../sim/run/canonical.ts";
import { mendable, UserProblem } from "../../sim/run/problem.ts";
import { type BenchResult, benchSchema } from "./result.ts";

/** Hash over a file's content, its own digest left out. */
export const digestOf = ({ digest: _, ...content }: { readonly digest?: unknown }): string =>
  sha256(canonicalJson(content));

/** With the digest that belongs to it. */
export const sealed = <T extends object>(content: T): T & { digest: string } => ({
  ...content,
  digest: digestOf(content),
});

/** Writes beside the file and renames, so that whoever looks finds the old one or the new one. */
export function writeJson(path: string, content: object): void {
  const staging = `${path}.${process.pid}.part`;
  try {
    writeFileSync(staging, `${JSON.stringify(content, null, 2)}\n`);
    renameSync(staging, path);
  } catch (error) {
    throw mendable(error, path);
  }
}

/** A result of a benchmark. Throws `UserProblem` for a file that is none, is cut short, was edited or is of another version. */
export function readBench(path: string): BenchResult {
  return readSealed(path, "bench", benchSchema);
}

/** Refuses to replace what is no result of a benchmark. */
export function refuseStranger(path: string): void {
  if (!existsSync(path)) return;
  const kind = (() => {
    try {
      return (JSON.parse(readFileSync(path, "utf8")) as { kind?: unknown }).kind;
    } catch {
      return undefined;
    }
  })();
  if (kind !== "bench")
    throw new UserProblem(`--out ${path}: there is a file that is no result of a benchmark; name another`);
}

/** A file with kind, format and digest. Throws `UserProblem` as `readBench` does. */
function readSealed<T extends { digest: string }>(path: string, kind: string, schema: z.ZodType<T>): T {
  const raw = parsed(path) as { kind?: unknown; format?: unknown; digest?: unknown };
  if (raw?.kind !== kind) throw new UserProblem(`${path}: no ${kind} file; make one with: testbed bench run`);
  if (raw.format !== 1)
    throw new UserProblem(
      `${path}: format ${String(raw.format)}, from another version of the testbed; this one reads 1`,
    );
  const result = schema.safeParse(raw);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new UserProblem(
      `${path}: ${issue!.path.join(".")}: ${issue!.message}; the file was changed by hand or is damaged`,
    );
  }
  if (digestOf(raw) !== result.data.digest)
    throw new UserProblem(
      `${path}: its content does not match its digest: it was changed after it was written; measure again`,
    );
  return result.data;
}

function parsed(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw mendable(error, path);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UserProblem(`${path}: not JSON, or cut short; measure again`);
  }
}
