import { WAD, type Wei } from "../../base/types.ts";
import { mul, sub } from "./arithmetic.ts";

/** `percentage` (18 decimals) of `amount`, rounded up. Panics above 100 %, whatever the amount. Source: protocol section 5. */
export const roundedUp = (amount: Wei, percentage: bigint): Wei => amount - mul(amount, sub(WAD, percentage)) / WAD;
