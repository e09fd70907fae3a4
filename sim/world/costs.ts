/** What passing time costs those who hold a stake: capital bound, machines kept ready. */
import { DAY, type NanoUsd, type Seconds, WAD, type Wei } from "../base/types.ts";
import type { CostRecord } from "../ledger/records.ts";

const PRECISION = 1_000_000_000n;
const DAYS = 365n;

/** Interest on `staked` over `seconds` at `rate` per year, in nanoUSD, rounded down. */
export function capitalCost(staked: Wei, price: NanoUsd, rate: number, seconds: Seconds): NanoUsd {
  const perYear = (staked * price * BigInt(Math.round(rate * Number(PRECISION)))) / (WAD * PRECISION);
  return (perYear * BigInt(seconds)) / (DAYS * BigInt(DAY));
}

export interface Holder {
  readonly agent: string;
  readonly staked: Wei;
  readonly standingPerDay: NanoUsd;
}

/** The costs of one holder over `seconds`; none for who has no stake, and none of zero. */
export function costsOf(holder: Holder, at: Seconds, seconds: Seconds, price: NanoUsd, rate: number): CostRecord[] {
  if (holder.staked === 0n) return [];
  const { agent } = holder;
  const record = (reason: CostRecord["reason"], cost: NanoUsd): CostRecord[] =>
    cost === 0n ? [] : [{ type: "cost", timestamp: at, agent, reason, cost }];
  return [
    ...record("capital", capitalCost(holder.staked, price, rate, seconds)),
    ...record("standing", (holder.standingPerDay * BigInt(seconds)) / BigInt(DAY)),
  ];
}
