/** Hexadecimal bytes, lower case, with 0x. */
export type Hex = `0x${string}`;

/** A 20-byte address in lower-case hexadecimal (never checksummed, so that equality is string equality). */
export type Address = Hex;

/** An ABI value in its one canonical form: every integer a bigint, bytes and addresses lower-case hex, tuples as arrays. */
export type Value = bigint | boolean | string | readonly Value[];

/** Seconds, or a Unix timestamp in seconds: a safe integer. */
export type Seconds = number;

/** 10^-18 of a token. */
export type Wei = bigint;

/** 10^-9 USD: the unit of every cost below the report, so that costs stay integers. */
export type NanoUsd = bigint;

/** One whole token, or 100 %, in 18 decimals. */
export const WAD = 10n ** 18n;

/** S of protocol section 1: the tokens that the engine starts with, in wei. */
export const MINING_ALLOCATION: Wei = 600_000n * WAD;

/** The whole supply of AIUS, in wei. Source: protocol section 7. */
export const TOTAL_SUPPLY: Wei = 1_000_000n * WAD;

/** A year of the emission schedule. Source: protocol section 5, `targetTs`. */
export const YEAR: Seconds = 31_536_000;
export const DAY: Seconds = 86_400;
