/** Where two event files part. */
import { createHash } from "node:crypto";
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

/** The hash that a ledger's would be if this were its event file. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return `0x${hash.digest("hex")}`;
}

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

/** Column of the event file that holds the time. */
const TIMESTAMP = 2;

/** Rows that close a run's books: what stakes and machines cost since it was last booked, and the end. */
const CLOSING_ROW = /^cost,|^end,/;

/**
 * Whether nothing but the closing of the books stands in the event file from this line on, counted from 1. An interrupted run
 * closes its books where the whole run goes on, so there it must differ.
 */
export async function closesFrom(path: string, line: number): Promise<boolean> {
  const rows = linesOf(path);
  for (let at = 1; ; at++) {
    const { done, value } = await rows.next();
    if (done) return at > line;
    if (at >= line && !CLOSING_ROW.test(value)) return false;
  }
}

/** The time in the last row of an event file, a Unix timestamp in seconds; 0 where there is none. */
export async function lastTimestamp(path: string): Promise<number> {
  const rows = linesOf(path);
  let last = "";
  for (let row = await rows.next(); !row.done; row = await rows.next()) last = row.value;
  return Number(last.split(",")[TIMESTAMP]) || 0;
}
