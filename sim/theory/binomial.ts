/** Binomial probabilities: exact as fractions of integers, and in floating point for intervals. */

/** A fraction of integers. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * P(K >= least) of a binomial K with `trials` and success probability `p`, exact. Terms follow each other by
 * C(n, k + 1) = C(n, k) (n - k) / (k + 1). @param least from 0 to trials + 1.
 */
export function atLeastExactly(least: number, trials: number, p: Fraction): Fraction {
  const failure = p.denominator - p.numerator;
  let sum = 0n;
  let choose = 1n;
  for (let k = 0; k <= trials; k++) {
    if (k >= least) sum += choose * p.numerator ** BigInt(k) * failure ** BigInt(trials - k);
    choose = (choose * BigInt(trials - k)) / BigInt(k + 1);
  }
  return { numerator: sum, denominator: p.denominator ** BigInt(trials) };
}

/** Bits kept of a quotient: more than a double's 53. */
const BITS = 64;

/** The base-2 logarithm of a positive fraction, within 1e-15 of it or absolutely. */
export function log2({ numerator, denominator }: Fraction): number {
  const shift = BITS + denominator.toString(2).length - numerator.toString(2).length;
  const quotient =
    shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  return Math.log2(Number(quotient)) - shift;
}

export const toNumber = (fraction: Fraction): number => (fraction.numerator === 0n ? 0 : 2 ** log2(fraction));

/** ln n! for n = 0, 1, ..., grown as needed. */
const lnFactorials = [0];
function lnFactorial(n: number): number {
  for (let k = lnFactorials.length; k <= n; k++) lnFactorials.push(lnFactorials[k - 1]! + Math.log(k));
  return lnFactorials[n]!;
}

/** P(K >= least), summed in logarithms: for many trials at any p. */
export function atLeast(least: number, trials: number, p: number): number {
  if (least <= 0) return 1;
  if (p <= 0 || least > trials) return 0;
  if (p >= 1) return 1;
  const [success, failure] = [Math.log(p), Math.log1p(-p)];
  let sum = 0;
  for (let k = least; k <= trials; k++) {
    const term = lnFactorial(trials) - lnFactorial(k) - lnFactorial(trials - k) + k * success + (trials - k) * failure;
    const size = Math.exp(term);
    sum += size;
    if (k > trials * p && size < sum * 1e-17) break;
  }
  return Math.min(sum, 1);
}

/** The p at which the rising function `f` reaches `level`. */
function solve(f: (p: number) => number, level: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (f(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The exact interval of Clopper and Pearson (Biometrika 26, 1934): whatever the probability is, it lies outside with a
 * chance of at most 1 - confidence.
 */
export function clopperPearson(hits: number, trials: number, confidence: number): readonly [low: number, high: number] {
  const tail = (1 - confidence) / 2;
  const low = hits === 0 ? 0 : solve((p) => atLeast(hits, trials, p), tail);
  const high = hits === trials ? 1 : solve((p) => atLeast(hits + 1, trials, p), 1 - tail);
  return [low, high];
}
