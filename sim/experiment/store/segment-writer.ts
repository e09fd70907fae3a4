/** The one segment that this process appends to, made with its first entry. */
import { randomBytes } from "node:crypto";
import { closeSync, fdatasync, fdatasyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./segment.ts";

export const SEGMENT_ENDING = ".runs";

/** What a power cut may cost; a killed process loses nothing that was appended. */
const SYNC_MILLISECONDS = 1_000;

export class SegmentWriter {
  readonly path: string;
  #file: number | undefined;
  #length = 0;
  #line = 0;
  #syncedAt = 0;
  #syncing = false;

  constructor(folder: string) {
    this.path = join(folder, `${randomBytes(8).toString("hex")}${SEGMENT_ENDING}`);
  }

  /** Appends whole lines in one write; returns where each lies. Throws the file system's error and leaves nothing of them. */
  append(lines: readonly string[]): readonly Place[] {
    this.#file ??= openSync(this.path, "ax");
    const bytes = Buffer.from(lines.join(""));
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
    } catch (error) {
      ftruncateSync(this.#file, this.#length);
      throw error;
    }
    const places = lines.map((line) => this.#take(Buffer.byteLength(line)));
    this.#syncNowAndThen(this.#file);
    return places;
  }

  close(): void {
    if (this.#file === undefined) return;
    fdatasyncSync(this.#file);
    // A sync under way still holds the number; the process's end closes it then.
    if (!this.#syncing) closeSync(this.#file);
    this.#file = undefined;
  }

  #take(bytes: number): Place {
    const place = { path: this.path, line: ++this.#line, offset: this.#length, length: bytes - 1 };
    this.#length += bytes;
    return place;
  }

  #syncNowAndThen(file: number): void {
    if (this.#syncing || performance.now() - this.#syncedAt < SYNC_MILLISECONDS) return;
    this.#syncing = true;
    fdatasync(file, () => {
      this.#syncing = false;
      this.#syncedAt = performance.now();
    });
  }
}
