/**
 * PRBMath v4's binary exponential, bit for bit. It holds 2^x in 191 fractional bits, multiplies a factor 2^(2^-i) in 64
 * fractional bits for every set bit of x's fraction, and rounds down after each.
 */
import { WAD } from "../../base/types.ts";
import { revert } from "./revert.ts";

/** Inputs from 192 on do not fit. Source: PRBMath v4, UD60x18. */
const MAX_INPUT = 192n * WAD - 1n;

const FRACTION_BITS = 64n;
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

/** START times the factors of the set bits among 8, of which the first has the index `from`. */
function multiplyByte(result: bigint, byte: number, from: number): bigint {
  for (let i = 0; i < 8; i++) if (byte & (0x80 >> i)) result = (result * FACTORS[from + i]!) >> FRACTION_BITS;
  return result;
}

/** The product after the first byte of the fraction depends on that byte alone. */
const AFTER_FIRST_BYTE = Array.from({ length: 256 }, (_, byte) => multiplyByte(START, byte, 0));

/** 2^x for x in 192.64 fixed point, in 18 decimals. */
function exp2Fixed(x: bigint): bigint {
  const whole = x >> FRACTION_BITS;
  const high = Number((x >> 32n) & 0xffffffffn);
  const low = Number(x & 0xffffffffn);
  let result = AFTER_FIRST_BYTE[high >>> 24]!;
  for (let byte = 1; byte < 4; byte++) result = multiplyByte(result, (high >>> (24 - 8 * byte)) & 0xff, 8 * byte);
  for (let byte = 0; byte < 4; byte++) result = multiplyByte(result, (low >>> (24 - 8 * byte)) & 0xff, 32 + 8 * byte);
  return (result * WAD) >> (191n - whole);
}

/** UD60x18's exp2: 2^x, both in 18 decimals, x unsigned. Reverts with PRBMath's error from 192 on. */
export function exp2(x: bigint): bigint {
  if (x > MAX_INPUT) revert("PRBMath_UD60x18_Exp2_InputTooBig", x);
  return exp2Fixed((x << FRACTION_BITS) / WAD);
}
