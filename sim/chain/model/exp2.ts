/**
 * PRBMath v4's binary exponential, bit for bit. It holds 2^x in 191 fractional bits, multiplies a factor 2^(2^-i) in 64
 * fractional bits for every set bit of x's fraction, and rounds down after each.
 */
import { WAD } from "../../base/types.ts";
import { revert } from "./revert.ts";

/** Inputs from 192 on do not fit. Source: PRBMath v4, UD60x18. */
const MAX_INPUT = 192n * WAD - 1n;

const FRACTION_BITS = 64n;
const FRACTION_MASK = (1n << FRACTION_BITS) - 1n;
/** Bits that the factors are computed with before they are rounded: far more than rounding to 64 can notice. */
const WORKING_BITS = 256n;

/** The largest integer whose square is at most `value`, by Newton's method from above. */
function squareRoot(value: bigint): bigint {
  let root = 1n << (BigInt(value.toString(2).length + 1) / 2n);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** 2^(2^-i) for i = 1 to 64 in 64 fractional bits, rounded to the nearest: repeated square roots of 2. */
function computeFactors(): bigint[] {
  const half = 1n << (WORKING_BITS - FRACTION_BITS - 1n);
  let power = 2n << WORKING_BITS;
  return Array.from({ length: 64 }, () => {
    power = squareRoot(power << WORKING_BITS);
    return (power + half) >> (WORKING_BITS - FRACTION_BITS);
  });
}

const FACTORS = computeFactors();
const START = 1n << 191n;

/** START times the factors of x's set bits, x in 64 fractional bits: PRBMath's own loop, rounding down after each. */
function productOf(fraction: bigint): bigint {
  let result = START;
  for (let i = 0; i < 64; i++) if ((fraction >> BigInt(63 - i)) & 1n) result = (result * FACTORS[i]!) >> FRACTION_BITS;
  return result;
}

/** Fractional bits of a quick product: far more than the result needs, and two machine words with the whole one. */
const QUICK_BITS = 126n;

/** For each byte of the fraction and each of its values, the product of that byte's factors in QUICK_BITS. */
const BYTES = Array.from({ length: 8 }, (_, place) =>
  Array.from({ length: 256 }, (_, byte) => {
    let product = 1n << (2n * QUICK_BITS);
    for (let i = 0; i < 8; i++) if (byte & (0x80 >> i)) product = (product * FACTORS[8 * place + i]!) >> FRACTION_BITS;
    return product >> QUICK_BITS;
  }),
);

/**
 * At most so much lies between a quick product and the exact one: in each of eight steps less than 3 for its rounding and
 * its table's, which later factors less than double; the loop's own roundings are 2^-64 times as large.
 */
const QUICK_ERROR = 64n;

/** As `productOf`, in QUICK_BITS and off by less than QUICK_ERROR. */
function quickProductOf(high: number, low: number): bigint {
  let result = BYTES[0]![high >>> 24]!;
  result = (result * BYTES[1]![(high >>> 16) & 0xff]!) >> QUICK_BITS;
  result = (result * BYTES[2]![(high >>> 8) & 0xff]!) >> QUICK_BITS;
  result = (result * BYTES[3]![high & 0xff]!) >> QUICK_BITS;
  result = (result * BYTES[4]![low >>> 24]!) >> QUICK_BITS;
  result = (result * BYTES[5]![(low >>> 16) & 0xff]!) >> QUICK_BITS;
  result = (result * BYTES[6]![(low >>> 8) & 0xff]!) >> QUICK_BITS;
  return (result * BYTES[7]![low & 0xff]!) >> QUICK_BITS;
}

/**
 * 2^x for x in 192.64 fixed point, in 18 decimals. The quick product's interval nearly always leaves one answer, at an
 * eighth of the exact product's work; where it leaves two, as for large x, the exact one decides.
 */
function exp2Fixed(x: bigint): bigint {
  const whole = x >> FRACTION_BITS;
  const quick = quickProductOf(Number((x >> 32n) & 0xffffffffn), Number(x & 0xffffffffn));
  const shift = QUICK_BITS - whole;
  if (shift > 0n) {
    const most = ((quick + QUICK_ERROR) * WAD) >> shift;
    if (most === ((quick - QUICK_ERROR) * WAD) >> shift) return most;
  }
  return (productOf(x & FRACTION_MASK) * WAD) >> (191n - whole);
}

/** UD60x18's exp2: 2^x, both in 18 decimals, x unsigned. Reverts with PRBMath's error from 192 on. */
export function exp2(x: bigint): bigint {
  if (x > MAX_INPUT) revert("PRBMath_UD60x18_Exp2_InputTooBig", x);
  return exp2Fixed((x << FRACTION_BITS) / WAD);
}
