/** Makers of metrics, one per unit, so that a unit and its decimals are written once. */
import type { NanoUsd, Wei } from "../base/types.ts";
import type { Metric } from "./metric.ts";

type Text = readonly [description: string, source: string];

const maker =
  (unit: string, decimals: number) =>
  (name: string, value: bigint | number, ...[description, source]: Text): Metric => ({
    name,
    unit,
    value: BigInt(value),
    decimals,
    description,
    source,
  });

export const count = maker("1", 0);
export const aius = maker("AIUS", 18);
export const usd = maker("USD", 9);
export const seconds = maker("s", 0);
/** A share or ratio: 1 is 100 %. */
export const ratio = maker("ratio", 6);

/** `part / whole` in millionths, floored; 0 of nothing is 0. */
export const shareOf = (part: bigint | number, whole: bigint | number): bigint =>
  BigInt(whole) === 0n ? 0n : (BigInt(part) * 1_000_000n) / BigInt(whole);

/** The floored mean; of nothing it is 0. */
export const meanOf = (sum: bigint, number: bigint | number): bigint =>
  BigInt(number) === 0n ? 0n : sum / BigInt(number);

/** Dollars of tokens at a price in 10^-9 USD per whole token. */
export const dollarsOf = (amount: Wei, price: NanoUsd): NanoUsd => (amount * price) / 10n ** 18n;

/** Tokens that dollars buy at that price; 0 when tokens are worthless. */
export const tokensFor = (cost: NanoUsd, price: NanoUsd): Wei => (price === 0n ? 0n : (cost * 10n ** 18n) / price);
