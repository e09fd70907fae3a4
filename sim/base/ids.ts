/**
 * The protocol's identifiers, from the same bytes as the contracts hash. ABI encodings are written by hand into one
 * scratch buffer: two of them lie on the path of every task. Source: protocol section 5, "Identifiers".
 */
import { bytesToHex, hexLength, writeHex } from "./hex.ts";
import { keccak256Bytes, sha256Bytes } from "./keccak.ts";
import type { Address, Hex } from "./types.ts";

/** The largest content that fits the one block of a CID v0, in bytes. */
export const MAX_CONTENT_BYTES = 65_536;

/** The sample space of a run's seed: 2^53 - 16, so that every seed is a safe integer. Source: protocol section 9. */
export const SEED_MODULUS = 0x1ffffffffffff0n;

const WORD = 32;
const HEADER_ROOM = 16;

let scratch = new Uint8Array(4096);

/** At least `bytes` of zeroed room. What was handed out before is gone. */
function room(bytes: number): Uint8Array {
  if (scratch.length < bytes) scratch = new Uint8Array(2 * bytes);
  scratch.fill(0, 0, bytes);
  return scratch;
}

const varintLength = (value: number): number => (value < 0x80 ? 1 : value < 0x4000 ? 2 : 3);

function writeVarint(value: number, target: Uint8Array, offset: number): number {
  for (; value >= 0x80; value >>>= 7) target[offset++] = (value & 0x7f) | 0x80;
  target[offset++] = value;
  return offset;
}

/**
 * CID v0 of a file of one block, 34 bytes: what `ipfs add` prints, decoded from base58.
 * Throws a RangeError when the content is longer than `MAX_CONTENT_BYTES`.
 */
export function generateIPFSCID(content: Hex): Hex {
  const size = hexLength(content);
  if (size > MAX_CONTENT_BYTES) throw new RangeError(`content of ${size} bytes; at most ${MAX_CONTENT_BYTES} fit`);
  const fields = size === 0 ? 0 : 1 + varintLength(size) + size;
  const dataLength = 3 + fields + varintLength(size);
  const bytes = room(size + HEADER_ROOM);
  let at = 0;
  bytes[at++] = 0x0a;
  at = writeVarint(dataLength, bytes, at);
  bytes[at++] = 0x08;
  bytes[at++] = 0x02;
  // A protocol buffer leaves out an empty field: IPFS's empty file has no data field at all.
  if (size > 0) {
    bytes[at++] = 0x12;
    at = writeVarint(size, bytes, at);
    at = writeHex(content, bytes, at);
  }
  bytes[at++] = 0x18;
  at = writeVarint(size, bytes, at);
  const cid = new Uint8Array(2 + WORD);
  cid.set(SHA2_256);
  cid.set(sha256Bytes(bytes.subarray(0, at)), 2);
  lastCid = remember(cid);
  return lastCid.hex;
}

/** An id in both its forms: the next id to be hashed most often contains the last, and need not read its digits again. */
interface Remembered {
  readonly hex: Hex;
  readonly bytes: Uint8Array;
}

/** "sha2-256, 32 bytes" in front of a multihash. */
const SHA2_256 = [0x12, 0x20];

const remember = (bytes: Uint8Array): Remembered => ({ hex: bytesToHex(bytes), bytes });

let lastCid = remember(new Uint8Array(0));
let lastId = lastCid;

/** As `writeHex`. */
function writeBytes(hex: Hex, target: Uint8Array, offset: number): number {
  const known = hex === lastCid.hex ? lastCid : hex === lastId.hex ? lastId : undefined;
  if (known === undefined) return writeHex(hex, target, offset);
  target.set(known.bytes, offset);
  return offset + known.bytes.length;
}

/** Writes a value of at most 32 bytes at the right end of the word that begins at `offset`. */
const writeRight = (hex: Hex, target: Uint8Array, offset: number): number =>
  writeBytes(hex, target, offset + WORD - hexLength(hex));

const LOW_32 = 0xffffffffn;

/** Writes a length or offset at the right end of the word that begins at `offset`. */
function writeLength(value: number, target: Uint8Array, offset: number): number {
  const end = offset + WORD;
  target[end - 1] = value;
  target[end - 2] = value >>> 8;
  target[end - 3] = value >>> 16;
  target[end - 4] = value >>> 24;
  return end;
}

function writeUint256(value: bigint, target: Uint8Array, offset: number): number {
  for (let end = offset + WORD; value > 0n; value >>= 32n) {
    const limb = Number(value & LOW_32);
    target[--end] = limb;
    target[--end] = limb >>> 8;
    target[--end] = limb >>> 16;
    target[--end] = limb >>> 24;
  }
  return offset + WORD;
}

/** keccak256 of abi.encode(words..., bytes): static words, then the offset, length and padded content of `tail`. */
function hashEncoded(words: readonly (Hex | bigint)[], tail: Hex): Hex {
  const head = (words.length + 1) * WORD;
  const size = hexLength(tail);
  const total = head + WORD + Math.ceil(size / WORD) * WORD;
  const bytes = room(total);
  let at = 0;
  for (const word of words) {
    at = typeof word === "bigint" ? writeUint256(word, bytes, at) : writeRight(word, bytes, at);
  }
  at = writeLength(head, bytes, at);
  at = writeLength(size, bytes, at);
  writeBytes(tail, bytes, at);
  lastId = remember(keccak256Bytes(bytes.subarray(0, total)));
  return lastId.hex;
}

/** The id of a model: what it is and who registered it. `cid` is its template's. */
export const hashModel = (model: { addr: Address; fee: bigint; cid: Hex }, sender: Address): Hex =>
  hashEncoded([sender, model.addr, model.fee], model.cid);

/** The id of a task; `sender` is the caller of `submitTask`, `prevhash` the id of the task before it. */
export const hashTask = (task: { model: Hex; fee: bigint; cid: Hex }, sender: Address, prevhash: Hex): Hex =>
  hashEncoded([sender, prevhash, task.model, task.fee], task.cid);

/** What a solver signals before it reveals `cid`. */
export const generateCommitment = (sender: Address, taskid: Hex, cid: Hex): Hex => hashEncoded([sender, taskid], cid);

/** The seed that a task's run takes, below 2^53 - 16. */
export const seedOf = (taskid: Hex): bigint => BigInt(taskid) % SEED_MODULUS;
