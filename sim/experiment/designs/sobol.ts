/**
 * Sobol' points: a sequence that fills the unit cube evenly. Source: Sobol' (1967) with the direction numbers of Joe and
 * Kuo, SIAM J. Sci. Comput. 30 (2008), file new-joe-kuo-6; the order is Antonov and Saleev's Gray code.
 */
import type { Rng } from "../../base/random.ts";

const BITS = 32;
const SCALE = 2 ** BITS;

/** Of dimensions 2, 3, ...: degree and inner coefficients of the primitive polynomial, then the first direction numbers. */
const DIRECTIONS: readonly (readonly [coefficients: number, ...initial: number[]])[] = [
  [0, 1],
  [1, 1, 3],
  [1, 1, 3, 1],
  [2, 1, 1, 1],
  [1, 1, 1, 3, 3],
  [4, 1, 3, 5, 13],
  [2, 1, 1, 5, 5, 17],
  [4, 1, 1, 5, 5, 5],
  [7, 1, 1, 7, 11, 19],
  [11, 1, 1, 5, 1, 1],
  [13, 1, 1, 1, 3, 11],
  [14, 1, 3, 5, 5, 31],
  [1, 1, 3, 3, 9, 7, 49],
  [13, 1, 1, 1, 15, 21, 21],
  [16, 1, 3, 1, 13, 27, 49],
  [19, 1, 1, 1, 15, 7, 5],
  [22, 1, 3, 1, 15, 13, 25],
  [25, 1, 1, 5, 5, 19, 61],
  [1, 1, 3, 7, 11, 23, 15, 103],
  [4, 1, 3, 7, 13, 13, 15, 69],
];

/** As many dimensions as the table has, and the first, which needs no numbers. */
export const SOBOL_DIMENSIONS = DIRECTIONS.length + 1;

/** The 32 direction numbers of one dimension as integers of 32 bits, the leading binary digit first. */
function directionNumbers(dimension: number): Uint32Array {
  const numbers = new Uint32Array(BITS);
  const row = DIRECTIONS[dimension - 1];
  if (row === undefined) return numbers.map((_, bit) => 2 ** (BITS - 1 - bit));
  const [coefficients, ...initial] = row;
  const degree = initial.length;
  for (const [bit, number] of initial.entries()) numbers[bit] = number * 2 ** (BITS - 1 - bit);
  for (let bit = degree; bit < BITS; bit++) {
    let value = numbers[bit - degree]! ^ (numbers[bit - degree]! >>> degree);
    for (let k = 1; k < degree; k++) if ((coefficients >>> (degree - 1 - k)) & 1) value ^= numbers[bit - k]!;
    numbers[bit] = value;
  }
  return numbers;
}

/**
 * The first `count` points in [0, 1)^dimensions. With `rng` every dimension is shifted by random bits (a digital shift),
 * which keeps the evenness, moves the first point away from 0 and makes estimates unbiased; without, the sequence begins
 * (0, 0, ...), (0.5, 0.5, ...). Most even when `count` is a power of two. Throws a RangeError beyond 21 dimensions.
 */
export function sobolPoints(count: number, dimensions: number, rng?: Rng): number[][] {
  if (!(Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= SOBOL_DIMENSIONS))
    throw new RangeError(`Sobol points have 1 to ${SOBOL_DIMENSIONS} dimensions, not ${dimensions}`);
  const numbers = Array.from({ length: dimensions }, (_, dimension) => directionNumbers(dimension));
  const state = Uint32Array.from(numbers, () => rng?.bits32() ?? 0);
  return Array.from({ length: count }, (_, index) => {
    // From one point to the next in Gray code changes the digit of the lowest 1 in the index.
    if (index > 0) for (const [d, table] of numbers.entries()) state[d]! ^= table[31 - Math.clz32(index & -index)]!;
    return Array.from(state, (bits) => bits / SCALE);
  });
}
