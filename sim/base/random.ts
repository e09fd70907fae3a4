/**
 * Streams of chance. Each agent and purpose draws from a stream of its own, derived from the seed and its name, so that
 * adding an agent or changing a policy does not shift another's draws.
 */
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { exp, ln } from "./elementary.ts";
import { bytesToHex } from "./hex.ts";
import { sha256Bytes } from "./keccak.ts";
import type { Hex } from "./types.ts";

const utf8 = new TextEncoder();

/** The generator's 128-bit state: the first half of sha256("<seed>/<name>"). */
function stateOf(seed: number, name: string): number[] {
  const view = new DataView(sha256Bytes(utf8.encode(`${seed}/${name}`)).buffer);
  const state = [0, 4, 8, 12].map((offset) => view.getInt32(offset));
  return state.every((word) => word === 0) ? [1, 0, 0, 0] : state;
}

/** A stream of random values. All samplers use exact or own arithmetic: the same bits on every JavaScript engine. */
export class Rng {
  readonly #generator: RandomGenerator;

  constructor(seed: number, name: string) {
    this.#generator = xoroshiro128plusFromState(stateOf(seed, name));
  }

  /** 32 uniform bits as an unsigned integer. */
  bits32(): number {
    return this.#generator.next() >>> 0;
  }

  /** Uniform on [0, 1), a multiple of 2^-53. */
  uniform(): number {
    const high = this.bits32() >>> 5;
    const low = this.bits32() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  /** Uniform integer in [0, bound), by rejection. Throws a RangeError unless 0 < bound <= 2^32. */
  below(bound: number): number {
    if (!(Number.isInteger(bound) && bound > 0 && bound <= 0x1_0000_0000)) throw new RangeError(`below(${bound})`);
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
    for (;;) {
      const bits = this.bits32();
      if (bits < limit) return bits % bound;
    }
  }

  /** Uniform bigint in [0, bound), by rejection. Throws a RangeError unless bound > 0. */
  belowBig(bound: bigint): bigint {
    if (bound <= 0n) throw new RangeError(`belowBig(${bound})`);
    const bits = (bound - 1n).toString(2).length;
    for (;;) {
      let value = 0n;
      for (let have = 0; have < bits; have += 32) value = (value << 32n) | BigInt(this.bits32());
      value = BigInt.asUintN(bits, value);
      if (value < bound) return value;
    }
  }

  /** True with the given probability. */
  bernoulli(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** One of the items, all alike. Throws a RangeError on an empty list. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** Exponential with that mean: the gaps of a Poisson process. */
  exponential(mean: number): number {
    return -mean * ln(1 - this.uniform());
  }

  /** Standard normal, by the ratio of uniforms (Kinderman and Monahan, 1977), which needs no square root. */
  normal(): number {
    for (;;) {
      const u = 1 - this.uniform();
      const x = (1.7155277699214135 * (this.uniform() - 0.5)) / u;
      const square = x * x;
      // Bounds of -4 ln u below and above, which spare most of the logarithms.
      if (square <= 5 - 5.136101666750512 * u) return x;
      if (square < 1.036961042583566 / u + 1.4 && square <= -4 * ln(u)) return x;
    }
  }

  /** Lognormal by its median and the standard deviation of its logarithm; always the median when sigma is 0. */
  lognormal(median: number, sigma: number): number {
    return sigma === 0 ? median : median * exp(sigma * this.normal());
  }

  /** That many uniform bytes. */
  bytes(length: number): Hex {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 1) bytes[at] = this.bits32() >>> 24;
    return bytesToHex(bytes);
  }

  /** The items in a uniformly random order (Fisher and Yates). */
  shuffled<T>(items: readonly T[]): T[] {
    const order = [...items];
    for (let last = order.length - 1; last > 0; last -= 1) {
      const at = this.below(last + 1);
      [order[last], order[at]] = [order[at]!, order[last]!];
    }
    return order;
  }
}
