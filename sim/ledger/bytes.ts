/** Text put together as UTF-8 in one buffer, since joining millions of short strings costs more than all else a ledger does. */
const CAPACITY = 1 << 17;
/** Handed on from here, so that a row seldom has to grow the buffer. */
const FULL = 1 << 16;

const ZERO = 48;
/** Of a safe integer at most. */
const DIGITS = 16;

function digitsOf(value: number): number {
  let digits = 1;
  for (let bound = 10; bound <= value; bound *= 10) digits += 1;
  return digits;
}

const utf8 = new TextEncoder();

export class Bytes {
  #buffer = new Uint8Array(CAPACITY);
  #length = 0;

  text(text: string) {
    const { length } = text;
    if (this.#length + length > this.#buffer.length) this.#grow(length);
    const buffer = this.#buffer;
    let at = this.#length;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return this.#encode(text);
      buffer[at++] = code;
    }
    this.#length = at;
  }

  /** A safe integer, not negative, in decimal digits. */
  integer(value: number): void {
    if (this.#length + DIGITS > this.#buffer.length) this.#grow(DIGITS);
    let rest = value;
    const end = this.#length + digitsOf(rest);
    for (let at = end; at > this.#length; ) {
      const tenth = Math.floor(rest / 10);
      this.#buffer[--at] = ZERO + rest - 10 * tenth;
      rest = tenth;
    }
    this.#length = end;
  }

  get length(): number {
    return this.#length;
  }

  /** Forgets what came after the first `length` bytes. */
  truncate(length: number): void {
    this.#length = length;
  }

  /** Whether enough has come together to be handed on. */
  get full(): boolean {
    return this.#length >= FULL;
  }

  /** What has come together, valid until the next text; and begins anew. */
  take(): Uint8Array {
    const taken = this.#buffer.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #encode(text: string): void {
    const encoded = utf8.encode(text);
    if (this.#length + encoded.length > this.#buffer.length) this.#grow(encoded.length);
    this.#buffer.set(encoded, this.#length);
    this.#length += encoded.length;
  }

  #grow(by: number): void {
    const larger = new Uint8Array(2 * (this.#length + by));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
