/**
 * A segment: the file of one writer, one line per entry, only ever appended to. A line is
 *
 *     R|S key check json\n
 *
 * with R for a run (key: its id), S for a scenario (key: its hash), and the check over the rest. The newline comes last,
 * so a line without one is a write that was cut off or is not over yet, and counts as not there.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { sha256 } from "../../run/canonical.ts";

export type EntryKind = "R" | "S";

const KEY_DIGITS = 16;
const HEADER = /^([RS]) ([0-9a-f]{16}) ([0-9a-f]{16}) $/;
const HEADER_BYTES = 2 + 2 * (KEY_DIGITS + 1);
const NEWLINE = 10;
const CHUNK_BYTES = 1 << 20;

const checkOf = (kind: string, key: string, json: string): string =>
  sha256(`${kind} ${key} ${json}`).slice(0, KEY_DIGITS);

/** An entry as it is written. */
export const entryLine = (kind: EntryKind, key: string, json: string): string =>
  `${kind} ${key} ${checkOf(kind, key, json)} ${json}\n`;

/** Where an entry lies: `length` counts its line without the newline. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly offset: number;
  readonly length: number;
}

/** What a line's beginning tells: an entry, or undefined when it is no entry's. */
export interface Line {
  readonly place: Place;
  readonly entry: { readonly kind: EntryKind; readonly key: string } | undefined;
}

/** Reads a segment as it grows: each scan goes on where the last one ended. */
export class SegmentScanner {
  readonly path: string;
  #offset = 0;
  #line = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** The whole lines that have come since the last scan. Holds one chunk or one line in memory, whichever is longer. */
  *scan(): Generator<Line> {
    const file = openSync(this.path, "r");
    try {
      if (fstatSync(file).size === this.#offset) return;
      let rest = Buffer.alloc(0);
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      for (;;) {
        const read = readSync(file, chunk, 0, CHUNK_BYTES, this.#offset + rest.length);
        if (read === 0) return;
        const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
        let from = 0;
        for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
          yield this.#next(bytes.subarray(from, end));
          from = end + 1;
        }
        rest = bytes.subarray(from);
      }
    } finally {
      closeSync(file);
    }
  }

  #next(line: Buffer): Line {
    const place = { path: this.path, line: ++this.#line, offset: this.#offset, length: line.length };
    this.#offset += line.length + 1;
    const header = HEADER.exec(line.toString("latin1", 0, HEADER_BYTES));
    return { place, entry: header ? { kind: header[1] as EntryKind, key: header[2]! } : undefined };
  }
}

/** The entry's JSON text, or undefined when the bytes at that place are not that entry, whole. */
export function readEntry({ path, offset, length }: Place, kind: EntryKind, key: string): string | undefined {
  const bytes = Buffer.allocUnsafe(length);
  const file = openSync(path, "r");
  try {
    if (readSync(file, bytes, 0, length, offset) < length) return undefined;
  } finally {
    closeSync(file);
  }
  const line = bytes.toString("utf8");
  const json = line.slice(HEADER_BYTES);
  return `${line}\n` === entryLine(kind, key, json) ? json : undefined;
}

/** The entry that a line (without its newline) is; undefined where anything of it is missing or changed. */
export function entryOf(
  line: string,
): { readonly kind: EntryKind; readonly key: string; readonly json: string } | undefined {
  const header = HEADER.exec(line.slice(0, HEADER_BYTES));
  if (header === null) return undefined;
  const entry = { kind: header[1] as EntryKind, key: header[2]!, json: line.slice(HEADER_BYTES) };
  return `${line}\n` === entryLine(entry.kind, entry.key, entry.json) ? entry : undefined;
}
