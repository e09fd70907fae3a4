/**
 * Storage for millions of records: typed arrays, one per field, under row numbers that ids are looked up for. A record of
 * objects and strings takes several times the room, and the collector's time with it.
 */
import type { Hex } from "../../base/types.ts";
import type { Host, Journal, Undoable } from "./host.ts";
import type { Kind, Numbers, Room } from "./room.ts";

/** Rows that lie together. Storage grows by so many: nothing is ever copied, and little lies idle. */
const CHUNK_BITS = 12;
const CHUNK = 1 << CHUNK_BITS;
const WITHIN = CHUNK - 1;

type Plain = Exclude<Numbers, BigUint64Array<ArrayBuffer>>;

/** A number per row; 0 where nothing was written. */
export class NumberColumn implements Undoable {
  readonly #journal: Journal;
  readonly #room: Room;
  readonly #kind: Kind<Plain>;
  readonly #chunks: Plain[] = [];

  /** `kind` decides the range: no value may be outside it. */
  constructor(host: Host, room: Room, kind: Kind<Plain>) {
    this.#journal = host.journal;
    this.#room = room;
    this.#kind = kind;
  }

  get(row: number): number {
    const chunk = this.#chunks[row >>> CHUNK_BITS];
    return chunk === undefined ? 0 : chunk[row & WITHIN]!;
  }

  set(row: number, value: number): void {
    while (row >>> CHUNK_BITS >= this.#chunks.length) this.#chunks.push(this.#room.take(this.#kind, CHUNK));
    const chunk = this.#chunks[row >>> CHUNK_BITS]!;
    this.#journal.record(this, row, chunk[row & WITHIN]);
    chunk[row & WITHIN] = value;
  }

  restore(row: unknown, before: unknown): void {
    this.#chunks[(row as number) >>> CHUNK_BITS]![(row as number) & WITHIN] = before as number;
  }
}

const WORD = 1n << 64n;

/** A uint256 per row; 0 where nothing was written. What fits 64 bits, as nearly all fees do, takes no more. */
export class AmountColumn implements Undoable {
  readonly #journal: Journal;
  readonly #room: Room;
  readonly #small: BigUint64Array<ArrayBuffer>[] = [];
  readonly #large = new Map<number, bigint>();

  constructor(host: Host, room: Room) {
    this.#journal = host.journal;
    this.#room = room;
  }

  get(row: number): bigint {
    return this.#large.get(row) ?? this.#small[row >>> CHUNK_BITS]?.[row & WITHIN] ?? 0n;
  }

  set(row: number, value: bigint): void {
    while (row >>> CHUNK_BITS >= this.#small.length) this.#small.push(this.#room.take(BigUint64Array, CHUNK));
    this.#journal.record(this, row, this.get(row));
    this.#write(row, value);
  }

  restore(row: unknown, before: unknown): void {
    this.#write(row as number, before as bigint);
  }

  #write(row: number, value: bigint): void {
    if (value >= WORD) {
      this.#large.set(row, value);
      return;
    }
    this.#small[row >>> CHUNK_BITS]![row & WITHIN] = value;
    if (this.#large.size > 0) this.#large.delete(row);
  }
}

/** Strings as small numbers, for those that recur: addresses, models. 0 is the first, given at the start. */
export class Interner<T extends string> {
  readonly #numbers = new Map<T, number>();
  readonly #strings: T[] = [];

  constructor(zero: T) {
    this.numberOf(zero);
  }

  numberOf(value: T): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#strings.length);
    return this.#strings.push(value) - 1;
  }

  of(number: number): T {
    return this.#strings[number]!;
  }
}

/** A column of interned strings. */
export class NameColumn<T extends string> {
  readonly #numbers: NumberColumn;
  readonly #interner: Interner<T>;

  constructor(host: Host, room: Room, interner: Interner<T>) {
    this.#numbers = new NumberColumn(host, room, Uint32Array);
    this.#interner = interner;
  }

  get(row: number): T {
    return this.#interner.of(this.#numbers.get(row));
  }

  set(row: number, value: T): void {
    this.#numbers.set(row, this.#interner.numberOf(value));
  }
}

const WORDS = 8;
/** Value of a lower-case hexadecimal digit by its character code. */
const NIBBLES = new Uint8Array(128);
for (let value = 0; value < 16; value++) NIBBLES[value.toString(16).charCodeAt(0)] = value;

/** Reads 64 digits of `hex` from `at` on into eight words. */
function readWords(hex: string, at: number, words: Uint32Array, offset: number): void {
  for (let word = 0; word < WORDS; word++) {
    let value = 0;
    for (let digit = 0; digit < 8; digit++) value = (value << 4) | NIBBLES[hex.charCodeAt(at++)]!;
    words[offset + word] = value;
  }
}

const wordToHex = (word: number): string => word.toString(16).padStart(8, "0");

/** 32 bytes per row. Not undone: a row that is not used is never read. */
export class Bytes32Column {
  readonly #room: Room;
  readonly #chunks: Uint32Array<ArrayBuffer>[] = [];

  constructor(room: Room) {
    this.#room = room;
  }

  /** 64 digits, without 0x; zeros where nothing was written. */
  digits(row: number): string {
    const chunk = this.chunkOf(row);
    const first = (row & WITHIN) * WORDS;
    let digits = "";
    for (let word = first; word < first + WORDS; word++) digits += wordToHex(chunk[word]!);
    return digits;
  }

  /** Takes the 64 digits of `hex` from `at` on. */
  set(row: number, hex: Hex, at: number): void {
    readWords(hex, at, this.chunkOf(row), (row & WITHIN) * WORDS);
  }

  /** The words of the row's neighbourhood: its own begin at `(row % CHUNK) * WORDS`. */
  chunkOf(row: number): Uint32Array<ArrayBuffer> {
    while (row >>> CHUNK_BITS >= this.#chunks.length) this.#chunks.push(this.#room.take(Uint32Array, CHUNK * WORDS));
    return this.#chunks[row >>> CHUNK_BITS]!;
  }
}

/** Row numbers of 32-byte keys, from 1 on. A key once added stays, whatever becomes of its row. */
export class RowIndex {
  readonly #keys: Bytes32Column;
  /** Open addressing: rows, 0 where there is none. Never more than half full. */
  #slots: Uint32Array<ArrayBuffer> = new Uint32Array(CHUNK);
  #rows = 0;
  readonly #probe = new Uint32Array(WORDS);
  /** The last answer: a call often asks for one id several times. */
  #lastKey: Hex | undefined;
  #lastRow = 0;

  constructor(room: Room) {
    this.#keys = new Bytes32Column(room);
  }

  /** The key's row, or 0. */
  find(key: Hex): number {
    if (key === this.#lastKey) return this.#lastRow;
    readWords(key, 2, this.#probe, 0);
    const row = this.#slots[this.#slotOf(this.#probe, 0)]!;
    this.#lastKey = key;
    this.#lastRow = row;
    return row;
  }

  /** The key's row, a new one if it had none. */
  findOrAdd(key: Hex): number {
    return this.find(key) || this.#add(key);
  }

  #add(key: Hex): number {
    const row = ++this.#rows;
    this.#keys.set(row, key, 2);
    if (2 * row > this.#slots.length) this.#rehash();
    else this.#slots[this.#slotOf(this.#probe, 0)] = row;
    this.#lastKey = key;
    this.#lastRow = row;
    return row;
  }

  #rehash(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    for (let row = 1; row <= this.#rows; row++)
      this.#slots[this.#slotOf(this.#keys.chunkOf(row), (row & WITHIN) * WORDS)] = row;
  }

  /** Where the key at `offset` of `words` is, or belongs. */
  #slotOf(words: Uint32Array, offset: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashWords(words, offset) & mask;
    for (let row = this.#slots[slot]!; row !== 0 && !this.#hasKey(row, words, offset); row = this.#slots[slot]!)
      slot = (slot + 1) & mask;
    return slot;
  }

  #hasKey(row: number, words: Uint32Array, offset: number): boolean {
    const chunk = this.#keys.chunkOf(row);
    const first = (row & WITHIN) * WORDS;
    for (let word = 0; word < WORDS; word++) if (chunk[first + word] !== words[offset + word]) return false;
    return true;
  }
}

/** Keys are hashes as a rule, but anyone may signal a commitment of any bytes: all words count. Source: FNV-1a. */
function hashWords(words: Uint32Array, offset: number): number {
  let hash = 0x811c9dc5;
  for (let word = 0; word < WORDS; word++) hash = Math.imul(hash ^ words[offset + word]!, 0x01000193);
  return hash ^ (hash >>> 15);
}
