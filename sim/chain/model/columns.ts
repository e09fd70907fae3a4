/**
 * Storage for millions of records: typed arrays, one per field, under row numbers that ids are looked up for. A record of
 * objects and strings takes several times the room, and the collector's time with it.
 */
import type { Hex } from "../../base/types.ts";
import type { Host, Journal, Undoable } from "./host.ts";

type Numbers = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
const FIRST_ROWS = 1024;

/** A longer array with the same beginning: by a quarter, since what is not used yet is memory all the same. */
function grown<T extends Numbers | BigUint64Array<ArrayBuffer>>(array: T): T {
  const longer = new (array.constructor as new (length: number) => T)(array.length + (array.length >> 2));
  longer.set(array as never);
  return longer;
}

/** A number per row; 0 where nothing was written. */
export class NumberColumn implements Undoable {
  readonly #journal: Journal;
  #values: Numbers;

  /** `kind` decides the range: no value may be outside it. */
  constructor(host: Host, kind: new (length: number) => Numbers) {
    this.#journal = host.journal;
    this.#values = new kind(FIRST_ROWS);
  }

  get(row: number): number {
    return this.#values[row] ?? 0;
  }

  set(row: number, value: number): void {
    while (row >= this.#values.length) this.#values = grown(this.#values);
    this.#journal.record(this, row, this.#values[row]);
    this.#values[row] = value;
  }

  restore(row: unknown, before: unknown): void {
    this.#values[row as number] = before as number;
  }
}

const WORD = 1n << 64n;

/** A uint256 per row; 0 where nothing was written. What fits 64 bits, as nearly all fees do, takes no more. */
export class AmountColumn implements Undoable {
  readonly #journal: Journal;
  #small = new BigUint64Array(FIRST_ROWS);
  readonly #large = new Map<number, bigint>();

  constructor(host: Host) {
    this.#journal = host.journal;
  }

  get(row: number): bigint {
    return this.#large.get(row) ?? this.#small[row] ?? 0n;
  }

  set(row: number, value: bigint): void {
    while (row >= this.#small.length) this.#small = grown(this.#small);
    this.#journal.record(this, row, this.get(row));
    this.#write(row, value);
  }

  restore(row: unknown, before: unknown): void {
    this.#write(row as number, before as bigint);
  }

  #write(row: number, value: bigint): void {
    if (value < WORD) {
      this.#small[row] = value;
      this.#large.delete(row);
    } else this.#large.set(row, value);
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

  constructor(host: Host, interner: Interner<T>) {
    this.#numbers = new NumberColumn(host, Uint32Array);
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
  #words: Uint32Array<ArrayBuffer> = new Uint32Array(FIRST_ROWS * WORDS);

  /** 64 digits, without 0x. */
  digits(row: number): string {
    let digits = "";
    for (let word = 0; word < WORDS; word++) digits += wordToHex(this.#words[row * WORDS + word]!);
    return digits;
  }

  /** Takes the 64 digits of `hex` from `at` on. */
  set(row: number, hex: Hex, at: number): void {
    while ((row + 1) * WORDS > this.#words.length) this.#words = grown(this.#words);
    readWords(hex, at, this.#words, row * WORDS);
  }
}

/** Row numbers of 32-byte keys, from 1 on. A key once added stays, whatever becomes of its row. */
export class RowIndex {
  #keys: Uint32Array<ArrayBuffer> = new Uint32Array(FIRST_ROWS * WORDS);
  /** Open addressing: rows, 0 where there is none. Never more than half full. */
  #slots: Uint32Array<ArrayBuffer> = new Uint32Array(4 * FIRST_ROWS);
  #rows = 0;
  readonly #probe = new Uint32Array(WORDS);
  /** The last answer: a call often asks for one id several times. */
  #lastKey: Hex | undefined;
  #lastRow = 0;

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
    while ((row + 1) * WORDS > this.#keys.length) this.#keys = grown(this.#keys);
    this.#keys.set(this.#probe, row * WORDS);
    if (2 * row > this.#slots.length) this.#rehash();
    else this.#slots[this.#slotOf(this.#probe, 0)] = row;
    this.#lastKey = key;
    this.#lastRow = row;
    return row;
  }

  #rehash(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    for (let row = 1; row <= this.#rows; row++) this.#slots[this.#slotOf(this.#keys, row * WORDS)] = row;
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
    for (let word = 0; word < WORDS; word++) if (this.#keys[row * WORDS + word] !== words[offset + word]) return false;
    return true;
  }
}

/** Keys are hashes as a rule, but anyone may signal a commitment of any bytes: all words count. Source: FNV-1a. */
function hashWords(words: Uint32Array, offset: number): number {
  let hash = 0x811c9dc5;
  for (let word = 0; word < WORDS; word++) hash = Math.imul(hash ^ words[offset + word]!, 0x01000193);
  return hash ^ (hash >>> 15);
}
