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
/** A ratio moves the multiplier by 100 ln 2 = 69.3 times as much, relatively; rounded up. */
const SENSITIVITY = 70n;
/** Relative rounding of the engine's multiplier (4e-18) in 18 decimals, rounded up; and the absolute one of its 18 decimals. */
const MULTIPLIER_ERROR = 8n;
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

const supplyAt = (elapsed: Seconds): Wei => {
  if (elapsed > SCHEDULE_END) return S;
  const years = Math.floor(elapsed / YEAR);
  const fraction = (BigInt(elapsed - years * YEAR) << FRACTION_BITS) / BigInt(YEAR);
  return S - ((S * powerOfFraction(fraction)) >> (PRECISION + BigInt(years)));
};

/** The last one asked for: several questions of one moment follow each other. */
let known = { elapsed: 0, supply: 0n };

/**
 * Tokens that the schedule wants mined `elapsed` seconds after the start, in wei. Floor of S (1 - 2^-years), correct to
 * 1e-19 of S. @param elapsed whole seconds, not negative.
 */
export const scheduledSupply = (elapsed: Seconds): Wei => {
  if (elapsed !== known.elapsed) known = { elapsed, supply: supplyAt(elapsed) };
  return known.supply;
};

/** The reward's multiplier at a ratio of supply to target, both in 18 decimals, floored. */
const multiplier = (ratio: bigint): bigint => {
  if (ratio < CAP_BELOW) return CAP;
  const exponent = (ratio - WAD) * 100n;
  if (exponent >= ZERO_FROM) return 0n;
  const scaled = (exponent << FRACTION_BITS) / WAD;
  const whole = scaled >> FRACTION_BITS; // floors, also below 0
  return (WAD * powerOfFraction(scaled - (whole << FRACTION_BITS))) >> (PRECISION + whole);
};

const ratioOf = (supply: Wei, target: Wei): bigint => (supply * WAD) / (target > 0n ? target : 1n);

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
  const ratio = ratioOf(supply, target);
  const slack = (ratio * TARGET_ERROR) / (target > 0n ? target : 1n) + 2n;
  const reward = ((S - supply) * multiplier(ratio)) / S;
  const error = (reward * (SENSITIVITY * slack + MULTIPLIER_ERROR)) / WAD + REWARD_ERROR;
  return { least: zeroWithin(ratio, slack) ? 0n : reward - error, most: reward + error + tail(ratio, slack) };
};

const ZERO_RATIO = WAD + ZERO_FROM / 100n;

/** Whether the engine's ratio may be where the multiplier is cut to 0. */
const zeroWithin = (ratio: bigint, slack: bigint): boolean => ratio + slack >= ZERO_RATIO;

/** What the engine may still pay just before the cut, where the ratio here lies just behind it: 2^-20. */
const tail = (ratio: bigint, slack: bigint): Wei =>
  ratio >= ZERO_RATIO && ratio - slack < ZERO_RATIO ? WAD >> 20n : 0n;

/** The reward at the full rate, in wei, correct to about 1e-16 of it. For counterfactuals, never for a check. */
export const scheduledReward = (elapsed: Seconds, supply: Wei): Wei =>
  supply <= 0n ? WAD : ((S - supply) * multiplier(ratioOf(supply, scheduledSupply(elapsed)))) / S;
