/**
 * What is known of the newest ids: a further one takes the place of the oldest. Open addressing by the ids' own digits, which
 * are evenly spread in hashes. A `Map` of strings has to look at the keys that it passes by, and those of forty agents fit no
 * processor's cache; here most questions end at a zero in one small table.
 */
import type { Hex } from "./types.ts";

/** Slots per entry: nearly every search for an unknown id ends at its first slot. */
const SPARSE = 4;
/** Digits that an id is found by: as many as fit a small integer. */
const DIGITS = 7;

/** The last digits of `id` as a number, not 0. Any text is right, since ids are compared as well. */
function codeOf(id: string): number {
  let code = 0;
  for (let at = Math.max(0, id.length - DIGITS); at < id.length; at++) {
    const character = id.charCodeAt(at);
    code = (code << 4) | ((character & 0xf) + (character > 57 ? 9 : 0));
  }
  return code | 0x1000_0000;
}

export class Newest<V> {
  readonly #room: number;
  readonly #mask: number;
  /** Per slot: the code of the id that is there or 0, and the id's place. */
  readonly #codes: Int32Array;
  readonly #places: Int32Array;
  /** By place, in a ring: the oldest is at the next place to be written. */
  readonly #ids: Hex[] = [];
  readonly #values: V[] = [];
  #next = 0;

  /** @param room how many ids are kept, at least 1. */
  constructor(room: number) {
    this.#room = room;
    const slots = 2 ** Math.ceil(Math.log2(SPARSE * room));
    this.#mask = slots - 1;
    this.#codes = new Int32Array(slots);
    this.#places = new Int32Array(slots);
  }

  has(id: Hex): boolean {
    return this.#codes[this.#slotOf(id, codeOf(id))] !== 0;
  }

  get(id: Hex): V | undefined {
    const slot = this.#slotOf(id, codeOf(id));
    return this.#codes[slot] === 0 ? undefined : this.#values[this.#places[slot]!];
  }

  /** A known id keeps its age. Returns the id that had to go, if one had. */
  set(id: Hex, value: V): Hex | undefined {
    const code = codeOf(id);
    const slot = this.#slotOf(id, code);
    if (this.#codes[slot] !== 0) {
      this.#values[this.#places[slot]!] = value;
      return undefined;
    }
    const oldest = this.#ids[this.#next];
    if (oldest !== undefined) this.#remove(this.#slotOf(oldest, codeOf(oldest)));
    this.#enter(id, code, value);
    return oldest;
  }

  #enter(id: Hex, code: number, value: V): void {
    const slot = this.#slotOf(id, code);
    this.#codes[slot] = code;
    this.#places[slot] = this.#next;
    this.#ids[this.#next] = id;
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#room;
  }

  /** Where the id is, or the empty slot at which it would be entered. */
  #slotOf(id: Hex, code: number): number {
    const codes = this.#codes;
    let slot = code & this.#mask;
    for (let there = codes[slot]!; there !== 0; there = codes[slot]!) {
      if (there === code && this.#ids[this.#places[slot]!] === id) return slot;
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  /** Empties a slot; what was pushed beyond it by what was there moves up. Source: Knuth, TAOCP 3, 6.4, algorithm R. */
  #remove(slot: number): void {
    let hole = slot;
    for (let at = (hole + 1) & this.#mask; this.#codes[at] !== 0; at = (at + 1) & this.#mask) {
      const home = this.#codes[at]! & this.#mask;
      // It may stay where it is when its home lies behind the hole.
      if (((at - home) & this.#mask) < ((at - hole) & this.#mask)) continue;
      this.#codes[hole] = this.#codes[at]!;
      this.#places[hole] = this.#places[at]!;
      hole = at;
    }
    this.#codes[hole] = 0;
  }
}
