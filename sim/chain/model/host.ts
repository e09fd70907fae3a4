/**
 * What an execution environment gives to contracts: the block, a place for logs, and storage whose changes can be undone.
 * Storage holds immutable values only, so that an old value kept aside is the old state.
 */
import type { Value } from "../../base/types.ts";
import type { ChainEvent, ContractName } from "../port.ts";

/** Storage that can put back what one change replaced. */
export interface Undoable {
  restore(key: unknown, before: unknown): void;
}

/** The changes since the last commit. Costs three array stores per change, nothing when all goes well. */
export class Journal {
  readonly #places: Undoable[] = [];
  readonly #keys: unknown[] = [];
  readonly #befores: unknown[] = [];
  #length = 0;

  record(place: Undoable, key: unknown, before: unknown): void {
    this.#places[this.#length] = place;
    this.#keys[this.#length] = key;
    this.#befores[this.#length++] = before;
  }

  /** A point to which `revert` can go back, until the next `commit`. */
  mark(): number {
    return this.#length;
  }

  commit(): void {
    this.#length = 0;
  }

  revert(mark = 0): void {
    while (this.#length > mark) {
      const last = --this.#length;
      this.#places[last]!.restore(this.#keys[last], this.#befores[last]);
    }
  }
}

export class Host {
  readonly journal = new Journal();
  /** Of the current block. The timestamp is a bigint because contracts compute with it. */
  number = 0;
  timestamp = 0n;
  /** Of the current transaction. */
  logs: ChainEvent[] = [];

  emit(contract: ContractName, name: string, args: Readonly<Record<string, Value>>): void {
    this.logs.push({ contract, name, args });
  }
}

/** A state variable. */
export class Cell<T> implements Undoable {
  readonly #journal: Journal;
  #value: T;

  constructor(host: Host, value: T) {
    this.#journal = host.journal;
    this.#value = value;
  }

  get(): T {
    return this.#value;
  }

  set(value: T): void {
    this.#journal.record(this, undefined, this.#value);
    this.#value = value;
  }

  restore(_key: unknown, before: unknown): void {
    this.#value = before as T;
  }
}

/** Solidity's mapping: an unknown key reads as `zero`. */
export class Mapping<K, V> implements Undoable {
  readonly #journal: Journal;
  readonly #zero: V;
  readonly #values = new Map<K, V>();

  constructor(host: Host, zero: V) {
    this.#journal = host.journal;
    this.#zero = zero;
  }

  get(key: K): V {
    return this.#values.get(key) ?? this.#zero;
  }

  set(key: K, value: V): void {
    this.#journal.record(this, key, this.#values.get(key));
    this.#values.set(key, value);
  }

  delete(key: K): void {
    this.#journal.record(this, key, this.#values.get(key));
    this.#values.delete(key);
  }

  restore(key: unknown, before: unknown): void {
    if (before === undefined) this.#values.delete(key as K);
    else this.#values.set(key as K, before as V);
  }
}

/** A mapping of mappings. */
export class NestedMapping<K, L, V> {
  readonly #host: Host;
  readonly #zero: V;
  /** A row, once begun, stays: an empty one reads like none. */
  readonly #rows = new Map<K, Mapping<L, V>>();

  constructor(host: Host, zero: V) {
    this.#host = host;
    this.#zero = zero;
  }

  get(row: K, key: L): V {
    return this.#rows.get(row)?.get(key) ?? this.#zero;
  }

  set(row: K, key: L, value: V): void {
    this.#row(row).set(key, value);
  }

  delete(row: K, key: L): void {
    this.#row(row).delete(key);
  }

  #row(row: K): Mapping<L, V> {
    let values = this.#rows.get(row);
    if (!values) {
      values = new Mapping(this.#host, this.#zero);
      this.#rows.set(row, values);
    }
    return values;
  }
}

/** A mapping to arrays that grow at their end. */
export class Lists<K, V> implements Undoable {
  readonly #journal: Journal;
  readonly #lists = new Map<K, V[]>();

  constructor(host: Host) {
    this.#journal = host.journal;
  }

  of(key: K): readonly V[] {
    return this.#lists.get(key) ?? [];
  }

  push(key: K, value: V): void {
    let list = this.#lists.get(key);
    if (!list) {
      list = [];
      this.#lists.set(key, list);
    }
    this.#journal.record(this, key, undefined);
    list.push(value);
  }

  replaceLast(key: K, value: V): void {
    const list = this.#lists.get(key)!;
    this.#journal.record(this, key, list.at(-1));
    list[list.length - 1] = value;
  }

  /** `before` is the last value that was replaced, or undefined when one was pushed. */
  restore(key: unknown, before: unknown): void {
    const list = this.#lists.get(key as K)!;
    list.pop();
    if (before !== undefined) list.push(before as V);
  }
}
