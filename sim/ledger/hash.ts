/** The hash of a run: sha256 over exactly the bytes of its event file, whether or not a file is written. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Hex } from "../base/types.ts";

/** A hash that is fed piece by piece. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Hex;
}

/** Runs anywhere, also in a browser; several times slower than the platform's own. */
export const pureSha256 = (): Hasher => {
  const hash = sha256.create();
  return {
    update: (bytes) => void hash.update(bytes),
    digest: () => `0x${bytesToHex(hash.digest())}`,
  };
};
