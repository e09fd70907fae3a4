/**
 * Who receives the million AIUS, and when. Plain data: the deployment pays it out, figures draw it, tests add it up.
 * Source: whitepaper section 5 and protocol section 7.
 */
import { MINING_ALLOCATION, type Seconds, WAD, type Wei, YEAR } from "../base/types.ts";

/**
 * When an allocation becomes its beneficiary's. `free`: at once. `linear`: evenly over `duration`. `yearly`: `tenths[n]`
 * tenths of it in year n + 1, evenly within the year. `mined`: as the engine pays rewards.
 */
export type Schedule =
  | { readonly kind: "mined" }
  | { readonly kind: "free" }
  | { readonly kind: "linear"; readonly duration: Seconds }
  | { readonly kind: "yearly"; readonly tenths: readonly number[] };

export interface Allocation<S extends Schedule = Schedule> {
  readonly name: string;
  readonly amount: Wei;
  readonly schedule: S;
}

/** An allocation in a wallet of its own, the contract `vesting.<name>`. */
export interface VestingAllocation extends Allocation<Extract<Schedule, { kind: "linear" | "yearly" }>> {
  /** Who owns the wallet: the timelock, or the participant of this name (see `addressOf`). */
  readonly beneficiary: string;
}

const aius = (tokens: number): Wei => BigInt(tokens) * WAD;
const linear = (years: number) => ({ kind: "linear", duration: years * YEAR }) as const;

/** Whitepaper section 5.2: 36 000, 27 000, 18 000 and 9 000 AIUS, half of each to liquidity providers, half to bonds. */
const INCENTIVES = { kind: "yearly", tenths: [4, 3, 2, 1] } as const;

/**
 * The vesting wallets, in order of deployment. The DAO directs the liquidity incentives until their own contracts exist,
 * to which it can hand the wallets.
 */
export const VESTING_ALLOCATIONS: readonly VestingAllocation[] = [
  { name: "team", amount: aius(100_000), schedule: linear(4), beneficiary: "team" },
  { name: "privateSale", amount: aius(100_000), schedule: linear(2), beneficiary: "privateSale" },
  { name: "dao", amount: aius(100_000), schedule: linear(4), beneficiary: "timelock" },
  { name: "lpRewards", amount: aius(45_000), schedule: INCENTIVES, beneficiary: "timelock" },
  { name: "bonds", amount: aius(45_000), schedule: INCENTIVES, beneficiary: "timelock" },
];

/** Initial DEX liquidity, in the account of the participant `liquidity` until there is a pool. */
export const LIQUIDITY_ALLOCATION: Allocation = { name: "liquidity", amount: aius(10_000), schedule: { kind: "free" } };

/** The whole million: the engine's pool, the vesting wallets, the liquidity. */
export const ALLOCATIONS: readonly Allocation[] = [
  { name: "mining", amount: MINING_ALLOCATION, schedule: { kind: "mined" } },
  ...VESTING_ALLOCATIONS,
  LIQUIDITY_ALLOCATION,
];
