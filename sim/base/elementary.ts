/**
 * Logarithm and exponential built of + - * / alone, which IEEE 754 rounds alike everywhere. JavaScript's own are not
 * bit-identical between engines, so nothing that decides a run may call them.
 */

/** ln 2 split so that k times the high part is exact for |k| < 2^20 (the fdlibm constants). */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

const bits = new DataView(new ArrayBuffer(8));

/** x = mantissa * 2^exponent for a positive normal x, with the mantissa in [sqrt(1/2), sqrt(2)), read from its bits. */
function split(x: number): { mantissa: number; exponent: number } {
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  bits.setUint32(0, (high & 0x000f_ffff) | 0x3ff0_0000);
  const [mantissa, exponent] = [bits.getFloat64(0), (high >>> 20) - 1023];
  return mantissa >= Math.SQRT2 ? { mantissa: mantissa / 2, exponent: exponent + 1 } : { mantissa, exponent };
}

/** 2^k for an integer -1022 <= k <= 1023, exact, written as bits. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/**
 * Natural logarithm of a positive normal number, within 2e-15 of the true value (relative, or absolute near 1).
 * ln m = 2 artanh s with s = (m - 1) / (m + 1), |s| < 0.172, summed to s^25. Throws a RangeError otherwise.
 */
export function ln(x: number): number {
  if (!(x >= 2.2250738585072014e-308 && x < Number.POSITIVE_INFINITY)) throw new RangeError(`ln(${x})`);
  const { mantissa, exponent } = split(x);
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let n = 25; n >= 1; n -= 2) sum = sum * square + 1 / n;
  return exponent * LN2_HIGH + (2 * s * sum + exponent * LN2_LOW);
}

/** e^x for |x| <= 700, relative error below 1e-15; a Taylor series after reduction to |r| <= ln(2)/2. Throws a RangeError beyond. */
export function exp(x: number): number {
  if (!(x >= -700 && x <= 700)) throw new RangeError(`exp(${x})`);
  const k = Math.floor(x / Math.LN2 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let n = 15; n >= 1; n -= 1) sum = 1 + (r * sum) / n;
  return sum * powerOfTwo(k);
}
