/**
 * What is to happen, by time (milliseconds since the Unix epoch, integers); of events at the same time the one that was
 * planned first comes first. A binary heap in three lists under the same places: the times and the order of planning lie
 * together, since a comparison that follows an object to its time costs more than the rest of it.
 */
export class EventQueue<T> {
  readonly #events: T[] = [];
  readonly #times: number[] = [];
  readonly #orders: number[] = [];
  #planned = 0;

  get size(): number {
    return this.#events.length;
  }

  /** When the earliest event happens; never, where there is none. */
  get next(): number {
    return this.#times[0] ?? Number.POSITIVE_INFINITY;
  }

  push(at: number, event: T): void {
    const times = this.#times;
    let place = times.length;
    this.#put(place, event, at, this.#planned);
    // What was planned earlier comes first at the same time, and everything in the queue was.
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (at >= times[parent]!) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#put(place, event, at, this.#planned++);
  }

  /** The earliest event, which leaves the queue; undefined when it is empty. */
  pop(): T | undefined {
    const top = this.#events[0];
    const last = this.#events.pop();
    if (top === undefined || last === undefined) return undefined;
    const at = this.#times.pop()!;
    const order = this.#orders.pop()!;
    if (this.#events.length > 0) this.#sink(last, at, order);
    return top;
  }

  /** Puts an event in the place of the top and lets it sink. */
  #sink(event: T, at: number, order: number): void {
    const times = this.#times;
    const size = times.length;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#isBefore(child + 1, times[child]!, this.#orders[child]!)) child += 1;
      if (!this.#isBefore(child, at, order)) break;
      this.#move(child, place);
      place = child;
    }
    this.#put(place, event, at, order);
  }

  #isBefore(place: number, at: number, order: number): boolean {
    const time = this.#times[place]!;
    return time < at || (time === at && this.#orders[place]! < order);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#events[from]!, this.#times[from]!, this.#orders[from]!);
  }

  #put(place: number, event: T, at: number, order: number): void {
    this.#events[place] = event;
    this.#times[place] = at;
    this.#orders[place] = order;
  }
}
