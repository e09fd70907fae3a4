/** A source's text and places in it. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A source whose places are counted in bytes, as solc does. */
export class Source {
  readonly name: string;
  readonly #bytes: Buffer;

  constructor(name: string, text: string) {
    this.name = name;
    this.#bytes = Buffer.from(text);
  }

  slice({ start, end }: Span): string {
    return this.#bytes.subarray(start, end).toString();
  }

  /** A character for each byte, so that places in it are places in the source. */
  get bytes(): string {
    return this.#bytes.toString("latin1");
  }

  /** The source with other text at a span. */
  replace({ start, end }: Span, text: string): string {
    return this.slice({ start: 0, end: start }) + text + this.slice({ start: end, end: this.#bytes.length });
  }

  /** Where a text next stands at or after a place. Throws when it does not. */
  find(text: string, from: number, before = this.#bytes.length): Span {
    const start = this.#bytes.indexOf(text, from);
    if (start < 0 || start + text.length > before) throw new Error(`${this.name}: no "${text}" from byte ${from}`);
    return { start, end: start + text.length };
  }

  /** Counted from 1. */
  lineAt(place: number): number {
    return this.slice({ start: 0, end: place }).split("\n").length;
  }

  /** The whole lines that a span touches. */
  linesAround({ start, end }: Span): Span {
    const lineEnd = this.#bytes.indexOf("\n", Math.max(start, end - 1));
    return { start: this.#bytes.lastIndexOf("\n", start - 1) + 1, end: lineEnd < 0 ? this.#bytes.length : lineEnd };
  }
}
