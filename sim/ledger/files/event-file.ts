/** The event file on disk, and the platform's own hash: the parts of the ledger that need Node. */
import { createHash } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";
import type { Hex } from "../../base/types.ts";
import type { EventSink } from "../event-rows.ts";
import type { Hasher } from "../hash.ts";

/**
 * Writes `events.csv` as the run goes on. Writing is synchronous, so that rows never pile up in memory and an interrupted run
 * leaves a valid file. Throws when the file cannot be made.
 */
export const fileSink = (path: string): EventSink => {
  const file = openSync(path, "w");
  let open = true;
  return {
    write: (bytes) => {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    },
    close: () => {
      if (open) closeSync(file);
      open = false;
    },
  };
};

/** sha256 at the platform's speed. */
export const nodeSha256 = (): Hasher => {
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), digest: () => `0x${hash.digest("hex")}` as Hex };
};
