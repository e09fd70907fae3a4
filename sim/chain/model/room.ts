/** Room for columns, which grow in small steps and are given up all at once. */

/** Arrays of numbers that columns are made of. */
export type Numbers =
  | Uint8Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>;

/** A kind of array: `Uint32Array` and so on. */
export interface Kind<T extends Numbers> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, offset: number, length: number): T;
}

const FIRST = 1 << 18;
/**
 * Pieces double up to this size. From 32 MB on the allocators of all systems take memory from the system for each piece and
 * give it back when it is freed; smaller ones stay with the process. Room that is not used yet is not resident.
 */
const LARGEST = 1 << 25;

export class Room {
  readonly #pieces: ArrayBuffer[] = [];
  #used = 0;

  /** `length` zeros. Together they take a multiple of 8 bytes. */
  take<T extends Numbers>(kind: Kind<T>, length: number): T {
    const bytes = length * kind.BYTES_PER_ELEMENT;
    let piece = this.#pieces.at(-1);
    if (piece === undefined || this.#used + bytes > piece.byteLength) {
      piece = new ArrayBuffer(Math.max(bytes, Math.min(LARGEST, FIRST * 2 ** this.#pieces.length)));
      this.#pieces.push(piece);
      this.#used = 0;
    }
    const taken = new kind(piece, this.#used, length);
    this.#used += bytes;
    return taken;
  }

  /**
   * Gives large pieces back at once, where a collector would take its time; what was taken from them is empty from then on.
   * Small ones would stay with the process all the same.
   */
  release(): void {
    for (const piece of this.#pieces) if (piece.byteLength >= LARGEST) piece.transfer(0);
    this.#pieces.length = 0;
  }
}
