/** Items in a heap that finds the highest few and removes any one in O(log n). */
export class Ranking<T extends { readonly id: string }> {
  readonly #higher: (a: T, b: T) => boolean;
  readonly #heap: T[] = [];
  readonly #places = new Map<string, number>();
  /** The last answer of `top` and what it was asked for: many ask the same between two changes. */
  #top: readonly T[] | undefined;
  #limit = 0;

  /** `higher` must be a strict total order. */
  constructor(higher: (a: T, b: T) => boolean) {
    this.#higher = higher;
  }

  get size(): number {
    return this.#heap.length;
  }

  get highest(): T | undefined {
    return this.#heap[0];
  }

  add(item: T): void {
    this.#top = undefined;
    this.#heap.push(item);
    this.#rise(this.#heap.length - 1, item);
  }

  /** Does nothing when there is no item of that id. */
  remove(id: string): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#top = undefined;
    this.#places.delete(id);
    const last = this.#heap.pop()!;
    if (last.id === id) return;
    this.#sink(place, last);
    this.#rise(this.#places.get(last.id)!, last);
  }

  /** The highest items, highest first, at most `limit`: walks the heap from its top in O(limit^2), whatever its size. */
  top(limit: number): readonly T[] {
    if (this.#top === undefined || this.#limit !== limit) {
      this.#top = this.#highest(limit);
      this.#limit = limit;
    }
    return this.#top;
  }

  #highest(limit: number): readonly T[] {
    const found: T[] = [];
    const frontier = this.#heap.length > 0 ? [0] : [];
    while (found.length < limit && frontier.length > 0) {
      const next = this.#highestOf(frontier);
      const place = frontier[next]!;
      frontier[next] = frontier.at(-1)!;
      frontier.pop();
      found.push(this.#heap[place]!);
      if (2 * place + 1 < this.#heap.length) frontier.push(2 * place + 1);
      if (2 * place + 2 < this.#heap.length) frontier.push(2 * place + 2);
    }
    return found;
  }

  #highestOf(frontier: readonly number[]): number {
    let best = 0;
    for (let at = 1; at < frontier.length; at += 1) {
      if (this.#higher(this.#heap[frontier[at]!]!, this.#heap[frontier[best]!]!)) best = at;
    }
    return best;
  }

  #put(place: number, item: T): void {
    this.#heap[place] = item;
    this.#places.set(item.id, place);
  }

  #rise(from: number, item: T): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#higher(item, this.#heap[parent]!)) break;
      this.#put(place, this.#heap[parent]!);
      place = parent;
    }
    this.#put(place, item);
  }

  #sink(from: number, item: T): void {
    const heap = this.#heap;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#higher(heap[child + 1]!, heap[child]!)) child += 1;
      if (!this.#higher(heap[child]!, item)) break;
      this.#put(place, heap[child]!);
      place = child;
    }
    this.#put(place, item);
  }
}
