/** Values from many producers to one consumer, who may be slow. */

const CAPACITY = 64;

export class Channel<T> implements AsyncIterable<T> {
  readonly #values: T[] = [];
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  #wakeConsumer: (() => void) | undefined;
  #wakeProducers: (() => void)[] = [];

  get ended(): boolean {
    return this.#ended;
  }

  /** Never waits: call `room` first where there may be many. After the end it does nothing. */
  put(value: T): void {
    if (this.#ended) return;
    this.#values.push(value);
    this.#wakeConsumer?.();
  }

  /** Resolves when the consumer has little left to take. */
  async room(): Promise<void> {
    while (this.#values.length >= CAPACITY && !this.#ended)
      await new Promise<void>((resolve) => this.#wakeProducers.push(resolve));
  }

  /** No value comes after those that are there. */
  end(): void {
    this.#ended = true;
    this.#wakeConsumer?.();
    this.#wake();
  }

  /** The consumer is thrown the first error, before the values that are left. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      const value = this.#values.shift();
      if (value !== undefined) {
        this.#wake();
        yield value;
      } else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wakeConsumer = resolve));
    }
  }

  #wake(): void {
    for (const wake of this.#wakeProducers.splice(0)) wake();
  }
}
