/** How the losers' slashes are divided among the winners of a vote. Source: protocol section 5, "Contestations". */
import type { Wei } from "../../base/types.ts";

/** What the first winner gets, and each of the others. */
export interface Division {
  readonly first: Wei;
  readonly eachOther: Wei;
}

const divide = (pot: Wei, winners: bigint, first: Wei): Division =>
  winners === 1n ? { first: pot, eachOther: 0n } : { first, eachOther: (pot - first) / (winners - 1n) };

/** The contestation succeeded: the odd wei goes to the first yea, who contested. At least one winner. */
export const toYeas = (pot: Wei, winners: bigint): Division => divide(pot, winners, pot - pot / 2n);

/** The contestation failed: the odd wei goes to the half of the other nays. At least one winner. */
export const toNays = (pot: Wei, winners: bigint): Division => divide(pot, winners, pot / 2n);
