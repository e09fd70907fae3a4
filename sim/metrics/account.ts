/** What one participant did, earned, paid and still has at stake: a line of the report's table. */
import type { Address, NanoUsd, Wei } from "../base/types.ts";

/** An amount in tokens and in dollars, each converted at the price of the moment at which it arose. */
export interface Money {
  readonly aius: Wei;
  readonly usd: NanoUsd;
}

export interface AgentAccount {
  readonly name: string;
  readonly kind: string;
  readonly address: Address;
  /** Counts, over the run without its set-up. */
  readonly transactions: number;
  readonly reverts: number;
  readonly tasksSubmitted: number;
  readonly computations: number;
  /** Machine time of the computations. */
  readonly computeMilliseconds: number;
  readonly solutionsSubmitted: number;
  readonly solutionsPaid: number;
  /** Solutions that are not what the model yields. */
  readonly solutionsFalse: number;
  /** False solutions that were paid all the same. */
  readonly solutionsFalsePaid: number;
  readonly contestations: number;
  readonly votes: number;
  /** What came in: shares of fees, emission, models' fees, others' slashes, bribes. */
  readonly fees: Money;
  readonly rewards: Money;
  readonly modelFees: Money;
  readonly slashesWon: Money;
  readonly bribesTaken: Money;
  /** The sum of the five above. */
  readonly revenue: Money;
  readonly bribesPaid: Money;
  /** Fees paid for tasks, less what was refunded. */
  readonly spent: Money;
  /** Own slashes lost in votes. */
  readonly slashed: Money;
  /** Paid outside the token. */
  readonly computeCost: NanoUsd;
  readonly gasCost: NanoUsd;
  readonly capitalCost: NanoUsd;
  readonly standingCost: NanoUsd;
  /** The sum of the four above, in dollars and in tokens at the price of the moment. */
  readonly costs: Money;
  /** revenue - bribes paid - spent - slashed - costs. */
  readonly profit: Money;
  /**
   * Not settled at the end: own slashes in undecided votes and solutions that are neither paid nor rejected, with the fees of
   * their tasks (both not in the profit); fees of own tasks that are neither paid nor returned (in `spent`).
   */
  readonly lockedSlashes: Wei;
  readonly unclaimedSolutions: number;
  readonly unclaimedFees: Wei;
  readonly openFees: Wei;
  /** At the end, in wei: in the wallet and staked. */
  readonly wallet: Wei;
  readonly staked: Wei;
}
