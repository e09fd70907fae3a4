/**
 * Quantiles of a stream in constant memory, the same on every machine: counts per bin, sixty-four bins to a doubling. A
 * quantile is exact below 128 and within 1/64 above.
 */
const BIN_BITS = 6;
const EXACT_BELOW = 1n << BigInt(BIN_BITS + 1);

/** The shift that leaves seven significant bits, and those bits. */
const binOf = (value: bigint): number => {
  if (value < EXACT_BELOW) return Number(value);
  const shift = bitLength(value) - (BIN_BITS + 1);
  return (shift << BIN_BITS) + Number(value >> BigInt(shift));
};

const bitLength = (value: bigint): number => {
  let bits = 0;
  let rest = value;
  for (; rest >= 1n << 32n; rest >>= 32n) bits += 32;
  return bits + 32 - Math.clz32(Number(rest));
};

/** The smallest value of a bin. */
const floorOf = (bin: number): bigint => {
  if (bin < Number(EXACT_BELOW)) return BigInt(bin);
  const shift = (bin >> BIN_BITS) - 1;
  return BigInt(bin - (shift << BIN_BITS)) << BigInt(shift);
};

/** Edges are whole below 8, then four to a doubling: 8, 10, 12, 14, 16, 20... */
const stepAt = (value: bigint): bigint => {
  const shift = bitLength(value) - 3;
  return shift <= 0 ? 1n : 1n << BigInt(shift);
};
const coarseFloor = (value: bigint): bigint => value - (value % stepAt(value));
const nextEdge = (edge: bigint): bigint => edge + stepAt(edge);

export class Quantiles {
  readonly #bins: number[] = [];
  count = 0;
  sum = 0n;
  min: bigint | undefined;
  max: bigint | undefined;

  /** @param value not negative. */
  add(value: bigint): void {
    const bin = binOf(value);
    while (this.#bins.length <= bin) this.#bins.push(0);
    this.#bins[bin]!++;
    this.count++;
    this.sum += value;
    if (this.min === undefined || value < this.min) this.min = value;
    if (this.max === undefined || value > this.max) this.max = value;
  }

  /** The value below which `percent` of the stream lies, floored to its bin; 0 of an empty stream. @param percent 0 to 100. */
  quantile(percent: number): bigint {
    let rank = Math.ceil((this.count * percent) / 100);
    for (let bin = 0; bin < this.#bins.length; bin++) {
      rank -= this.#bins[bin]!;
      if (rank <= 0 && this.#bins[bin]! > 0) return floorOf(bin);
    }
    return 0n;
  }

  /** Counts over four bins to a doubling, from the first that holds a value to the last; nothing of an empty stream. */
  histogram(): { edges: readonly bigint[]; counts: readonly number[] } {
    const edges: bigint[] = [];
    const counts: number[] = [];
    for (let bin = 0; bin < this.#bins.length; bin++) {
      const count = this.#bins[bin]!;
      if (count === 0 && edges.length === 0) continue;
      const floor = floorOf(bin);
      while (edges.length === 0 || floor >= edges.at(-1)!) {
        if (edges.length === 0) edges.push(coarseFloor(floor));
        edges.push(nextEdge(edges.at(-1)!));
        counts.push(0);
      }
      counts[counts.length - 1]! += count;
    }
    return { edges, counts };
  }

  /** Floored; 0 of an empty stream. */
  get mean(): bigint {
    return this.count === 0 ? 0n : this.sum / BigInt(this.count);
  }
}
