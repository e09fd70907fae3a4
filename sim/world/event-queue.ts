/** What is to happen, by time; of events at the same time the one that was planned first comes first. A binary heap. */
export interface Timed {
  /** Milliseconds since the Unix epoch: an integer. */
  readonly at: number;
}

interface Entry<T> {
  readonly event: T;
  readonly order: number;
}

export class EventQueue<T extends Timed> {
  readonly #heap: Entry<T>[] = [];
  #planned = 0;

  get size(): number {
    return this.#heap.length;
  }

  push(event: T): void {
    const heap = this.#heap;
    const entry = { event, order: this.#planned++ };
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  /** The earliest event, which leaves the queue; undefined when it is empty. */
  pop(): T | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return undefined;
    if (heap.length > 0) this.#sink(last);
    return top.event;
  }

  /** Puts `entry` in the place of the top and lets it sink. */
  #sink(entry: Entry<T>): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, entry)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = entry;
  }
}

const before = <T extends Timed>(a: Entry<T>, b: Entry<T>): boolean =>
  a.event.at < b.event.at || (a.event.at === b.event.at && a.order < b.order);
