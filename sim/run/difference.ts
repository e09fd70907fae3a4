/** Where two event files part. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

export interface Difference {
  /** Counted from 1; the header is line 1. */
  readonly line: number;
  readonly before: string | undefined;
  readonly now: string | undefined;
}

const linesOf = (path: string): AsyncIterator<string> =>
  createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();

/** The first line that differs, or undefined when both files hold the same lines. Reads neither into memory. */
export async function firstDifference(before: string, now: string): Promise<Difference | undefined> {
  const [old, fresh] = [linesOf(before), linesOf(now)];
  for (let line = 1; ; line++) {
    const [a, b] = [await old.next(), await fresh.next()];
    if (a.done && b.done) return undefined;
    if (a.done || b.done || a.value !== b.value)
      return { line, before: a.done ? undefined : a.value, now: b.done ? undefined : b.value };
  }
}
