/** The kinds of journey that a wei can make. One table, so that a report can explain every kind that it shows. */
import type { Address, Seconds, Wei } from "../base/types.ts";
import type { TaskState } from "./state.ts";

/** Kind of flow -> what it means. Flows marked "booked" move between accounts inside the engine, without a token transfer. */
export const FLOW_KINDS = {
  minedBefore: "pool to a holder during the set-up: what an aged protocol had mined before the run",
  funding: "wallet to wallet during the set-up",
  feeIn: "a task's fee, from who submits it to the engine",
  modelFee: "the model's share of a fee, to the model's address",
  solverFee: "the solver's share of a fee",
  treasuryFee: "booked: the treasury's share of a fee, added to the accrued fees",
  rewardSolver: "emission, the solver's part",
  rewardTreasury: "emission, the treasury's part",
  stakeDeposit: "from who pays to a validator's stake",
  stakeWithdrawal: "from a validator's stake to the address it names",
  slashLocked: "booked: a vote's slash, taken off the voter's stake",
  slashReturned: "booked: a winner's slash, back to its stake",
  slashLost: "booked: a loser's slash, given up to the winners",
  slashWon: "a winner's share of the losers' slashes, to its wallet",
  slashDust: "booked: what dividing the losers' slashes leaves in the engine",
  refundContested: "a task's whole fee, back to its owner because its solution was rejected",
  refundRetracted: "a retracted task's fee less the retraction fee, back to its owner",
  retractionFee: "booked: the retraction fee, added to the accrued fees",
  accruedWithdrawn: "the accrued fees, to the treasury",
  vestingRelease: "from a vesting wallet to its beneficiary",
  donation: "to the engine by a plain transfer: owed to nobody",
  transfer: "any other transfer between wallets",
  mint: "created by the bridge's gateway",
  burn: "destroyed by the bridge's gateway",
  unexplained: "moved by no rule of the protocol: always a violation",
} as const;

export type FlowKind = keyof typeof FLOW_KINDS;

/** One leg of a wei's journey. A stake goes by its validator's address, every other account inside the engine by the engine's. */
export interface Flow {
  readonly kind: FlowKind;
  readonly from: Address;
  readonly to: Address;
  /** More than 0. */
  readonly amount: Wei;
  readonly time: Seconds;
  /** While the scenario's opening is put in place. */
  readonly setup: boolean;
  /** The task that it is about, where there is one. */
  readonly task: TaskState | undefined;
}
