/** A map that keeps its newest entries: a further one takes the place of the oldest. */
export class Newest<K, V> {
  readonly #room: number;
  readonly #values = new Map<K, V>();
  /**
   * The keys in a ring, the oldest at the next place to be written. A map's own order would do, but its first key is found
   * by walking over all that were deleted before it.
   */
  readonly #ring: K[] = [];
  #next = 0;

  /** @param room how many entries are kept, at least 1. */
  constructor(room: number) {
    this.#room = room;
  }

  has(key: K): boolean {
    return this.#values.has(key);
  }

  get(key: K): V | undefined {
    return this.#values.get(key);
  }

  /** A known key keeps its age. Returns the key that had to go, if one had. */
  set(key: K, value: V): K | undefined {
    const known = this.#values.has(key);
    this.#values.set(key, value);
    return known ? undefined : this.#enter(key);
  }

  #enter(key: K): K | undefined {
    const oldest = this.#ring.length < this.#room ? undefined : this.#ring[this.#next];
    if (oldest !== undefined) this.#values.delete(oldest);
    this.#ring[this.#next] = key;
    this.#next = (this.#next + 1) % this.#room;
    return oldest;
  }
}
