import { bytesToHex } from "./hex.ts";
import { keccak256Bytes } from "./keccak.ts";
import type { Address } from "./types.ts";

const utf8 = new TextEncoder();

/**
 * The address of a participant: the last 20 bytes of keccak256("arbius-testbed:" + name), in UTF-8. Nobody knows a key
 * for it, and it is the same on every backend and in every run.
 */
export function addressOf(name: string): Address {
  return bytesToHex(keccak256Bytes(utf8.encode(`arbius-testbed:${name}`)), 12);
}
