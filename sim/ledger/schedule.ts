/**
 * The emission schedule, told independently of the contracts: the engine computes powers of two bit by bit in PRBMath, this
 * page multiplies table entries at twice the precision. What the two may differ by is bounded below, so that the ledger can
 * say of every reward whether it lies on the schedule. Source: protocol section 5, "Emission".
 */
import { MINING_ALLOCATION, type Seconds, WAD, type Wei, YEAR } from "../base/types.ts";

const S = MINING_ALLOCATION;
const PRECISION = 128n;
const ONE = 1n << PRECISION;
const FRACTION_BITS = 64n;
const DIGITS = 8;

/** Seconds from which the target is S. */
const SCHEDULE_END: Seconds = 3_153_600_000;
/** Ratio of supply to target below which the multiplier is its cap, and that cap. */
const CAP_BELOW = 933_561_438_102_252_700n;
const CAP = 100n * WAD;
/** Exponent, in 18 decimals, from which the multiplier is 0. */
const ZERO_FROM = 20n * WAD;

/**
 * By how many wei the engine's target may differ from the true one: 18 decimals of exponent and quotient and 64 rounded
 * products, 4e-18 of S at most.
 */
const TARGET_ERROR: Wei = 4_000_000n;
/** Relative rounding of the engine's multiplier (4e-18), as a shift; and the absolute rounding of its 18 decimals. */
const MULTIPLIER_SHIFT = 57n;
const REWARD_ERROR: Wei = 2n;

const squareRoot = (value: bigint): bigint => {
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
};

/** `TABLE[k][b]` is 2^-(b / 256^(k + 1)) with 128 fractional bits: the factor of the k-th byte of an exponent's fraction. */
const TABLE: readonly (readonly bigint[])[] = (() => {
  const GUARD = 64n;
  let root = 1n << (PRECISION + GUARD - 1n);
  const rows: bigint[][] = [];
  for (let k = 0; k < DIGITS; k++) {
    const row = new Array<bigint>(256).fill(1n << (PRECISION + GUARD));
    for (let bit = 128; bit >= 1; bit >>= 1) {
      root = squareRoot(root << (PRECISION + GUARD));
      for (let b = 0; b < 256; b++) if (b & bit) row[b] = (row[b]! * root) >> (PRECISION + GUARD);
    }
    rows.push(row.map((value) => value >> GUARD));
  }
  return rows;
})();

/** 2^-(fraction / 2^64), in 128 fractional bits. */
const powerOfFraction = (fraction: bigint): bigint => {
  const high = Number(fraction >> 32n);
  const low = Number(fraction & 0xffffffffn);
  let result = ONE;
  for (let k = 0; k < DIGITS; k++) {
    const byte = ((k < 4 ? high : low) >>> (24 - 8 * (k & 3))) & 255;
    if (byte > 0) result = (result * TABLE[k]![byte]!) >> PRECISION;
  }
  return result;
};

/**
 * Tokens that the schedule wants mined `elapsed` seconds after the start, in wei. Floor of S (1 - 2^-years), correct to
 * 1e-19 of S. @param elapsed whole seconds, not negative.
 */
export const scheduledSupply = (elapsed: Seconds): Wei => {
  if (elapsed > SCHEDULE_END) return S;
  const years = Math.floor(elapsed / YEAR);
  const fraction = (BigInt(elapsed - years * YEAR) << FRACTION_BITS) / BigInt(YEAR);
  return S - ((S * powerOfFraction(fraction)) >> (PRECISION + BigInt(years)));
};

/** The reward's multiplier at a ratio of supply to target, both in 18 decimals, floored. */
const multiplier = (ratio: bigint): bigint => {
  if (ratio < CAP_BELOW) return CAP;
  const exponent = (ratio - WAD) * 100n;
  if (exponent >= ZERO_FROM) return 0n;
  const scaled = (exponent << FRACTION_BITS) / WAD;
  const whole = scaled >> FRACTION_BITS; // floors, also below 0
  const power = WAD * powerOfFraction(scaled - (whole << FRACTION_BITS));
  return whole < 0n ? power >> (PRECISION + whole) : power >> (PRECISION + whole);
};

const rewardAt = (supply: Wei, target: Wei, slack: bigint): Wei =>
  ((S - supply) * multiplier((supply * WAD) / (target > 0n ? target : 1n) + slack)) / S;

/** Least and greatest reward, in wei at the full rate, that lie on the schedule. */
export interface RewardBounds {
  readonly least: Wei;
  readonly most: Wei;
}

/**
 * What a reward may be `elapsed` seconds after the start at the engine's supply measure. The bounds are as wide as the
 * engine's own rounding can reach, about 1e-15 of the reward after a year. @param elapsed more than 0.
 */
export const rewardBounds = (elapsed: Seconds, supply: Wei): RewardBounds => {
  if (supply === 0n) return { least: WAD, most: WAD };
  const target = scheduledSupply(elapsed);
  const least = rewardAt(supply, target - TARGET_ERROR, 1n);
  const most = rewardAt(supply, target + TARGET_ERROR, -1n);
  return {
    least: least - (least >> MULTIPLIER_SHIFT) - REWARD_ERROR,
    most: most + (most >> MULTIPLIER_SHIFT) + REWARD_ERROR,
  };
};

/** The reward at the full rate, in wei, correct to about 1e-16 of it. For counterfactuals, never for a check. */
export const scheduledReward = (elapsed: Seconds, supply: Wei): Wei =>
  supply <= 0n ? WAD : rewardAt(supply, scheduledSupply(elapsed), 0n);
