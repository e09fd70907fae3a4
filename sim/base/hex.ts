/** Bytes and their hexadecimal form: the two shapes of one value that cross between hashes, ids and the chain port. */
import type { Hex } from "./types.ts";

/** Character codes of a byte's two digits. */
const FIRST_DIGIT = new Uint8Array(256);
const SECOND_DIGIT = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const digits = byte.toString(16).padStart(2, "0");
  FIRST_DIGIT[byte] = digits.charCodeAt(0);
  SECOND_DIGIT[byte] = digits.charCodeAt(1);
}

/** Value of a hexadecimal digit by its character code; 255 for every other character. */
const NIBBLES = new Uint8Array(128).fill(255);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  NIBBLES[digit.charCodeAt(0)] = value;
  NIBBLES[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Longest sequence that becomes a string at once, in bytes. */
const SHORT = 64;
/** By length, the character codes of so many bytes after "0x": made once, since ids of few lengths are made all the time. */
const CODES = Array.from({ length: SHORT + 1 }, (_, length) => [48, 120, ...new Array<number>(2 * length).fill(0)]);

/** A string of its characters at once is flat, and costs a third of one put together from pairs. */
function shortToHex(bytes: Uint8Array, start: number, end: number): Hex {
  const codes = CODES[end - start]!;
  for (let i = start, at = 2; i < end; i++) {
    codes[at++] = FIRST_DIGIT[bytes[i]!]!;
    codes[at++] = SECOND_DIGIT[bytes[i]!]!;
  }
  return String.fromCharCode.apply(null, codes) as Hex;
}

/** Hexadecimal of `bytes[start..end)`, lower case, with 0x. */
export function bytesToHex(bytes: Uint8Array, start = 0, end = bytes.length): Hex {
  if (end - start <= SHORT) return shortToHex(bytes, start, end);
  let hex: Hex = "0x";
  for (let at = start; at < end; at += SHORT) hex += shortToHex(bytes, at, Math.min(at + SHORT, end)).slice(2);
  return hex;
}

/** How many bytes a hexadecimal string holds. */
export const hexLength = (hex: string): number => (hex.length - 2) >> 1;

/**
 * Writes the bytes of `hex` (with 0x, either case) into `target` from `offset` on; returns the offset after the last.
 * Throws a RangeError when a character is not a digit or the digits are odd in number.
 */
export function writeHex(hex: string, target: Uint8Array, offset: number): number {
  if (hex.length % 2 !== 0 || !hex.startsWith("0x")) throw new RangeError(`not hexadecimal bytes: ${hex}`);
  for (let i = 2; i < hex.length; i += 2) {
    const high = NIBBLES[hex.charCodeAt(i)]!;
    const low = NIBBLES[hex.charCodeAt(i + 1)]!;
    // 255 | anything, and undefined beyond the table, both leave the range of a nibble.
    if (!(high < 16 && low < 16)) throw new RangeError(`not hexadecimal bytes: ${hex}`);
    target[offset++] = (high << 4) | low;
  }
  return offset;
}

/** The bytes of a hexadecimal string. Throws a RangeError as `writeHex` does. */
export function hexToBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array(hexLength(hex));
  writeHex(hex, bytes, 0);
  return bytes;
}
