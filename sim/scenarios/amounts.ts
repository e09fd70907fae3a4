/** Decimal strings of scenarios and calibration files as exact integers. */
import type { NanoUsd, Wei } from "../base/types.ts";

/** `text` times 10^decimals. The schemas guarantee the form; anything else throws. */
export function parseDecimal(text: string, decimals: number): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  if (fraction.length > decimals) throw new RangeError(`${text} has more than ${decimals} decimal places`);
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}

/** A decimal string of AIUS (or of ETH, or a share of one) in 10^-18. */
export const parseWad = (text: string): Wei => parseDecimal(text, 18);

/** A decimal string of USD in 10^-9. */
export const parseUsd = (text: string): NanoUsd => parseDecimal(text, 9);
