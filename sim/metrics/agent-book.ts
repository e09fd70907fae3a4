/** One participant's book while the run goes on. */
import type { NanoUsd, Wei } from "../base/types.ts";
import type { Participant } from "../ledger/records.ts";
import type { AgentAccount, Money } from "./account.ts";
import { negated, Purse, sumOf } from "./purse.ts";

/** What the chain's end says of an agent. */
export interface Holdings {
  readonly wallet: Wei;
  readonly staked: Wei;
}

export class AgentBook {
  readonly participant: Participant;
  transactions = 0;
  reverts = 0;
  tasksSubmitted = 0;
  computations = 0;
  computeMilliseconds = 0;
  solutionsSubmitted = 0;
  solutionsPaid = 0;
  solutionsFalse = 0;
  solutionsFalsePaid = 0;
  contestations = 0;
  votes = 0;
  lockedSlashes: Wei = 0n;
  unclaimedSolutions = 0;
  unclaimedFees: Wei = 0n;
  openFees: Wei = 0n;
  computeCost: NanoUsd = 0n;
  gasCost: NanoUsd = 0n;
  capitalCost: NanoUsd = 0n;
  standingCost: NanoUsd = 0n;
  readonly fees = new Purse();
  readonly rewards = new Purse();
  readonly modelFees = new Purse();
  readonly slashesWon = new Purse();
  readonly bribesTaken = new Purse();
  readonly bribesPaid = new Purse();
  readonly spent = new Purse();
  readonly slashed = new Purse();
  readonly costs = new Purse();
  readonly #purses = [
    ...[this.fees, this.rewards, this.modelFees, this.slashesWon, this.bribesTaken],
    ...[this.bribesPaid, this.spent, this.slashed, this.costs],
  ];

  constructor(participant: Participant) {
    this.participant = participant;
  }

  /** Converts what is open at the price that held so far. */
  convert(price: NanoUsd): void {
    for (const purse of this.#purses) purse.convert(price);
  }

  get revenue(): Money {
    const incomes = [this.fees, this.rewards, this.modelFees, this.slashesWon, this.bribesTaken];
    return sumOf(...incomes.map(({ money }) => money));
  }

  /** Of what has been converted. */
  get profit(): Money {
    const expenses = [this.bribesPaid, this.spent, this.slashed, this.costs];
    return sumOf(this.revenue, ...expenses.map(({ money }) => negated(money)));
  }

  account({ wallet, staked }: Holdings): AgentAccount {
    const { name, kind, address } = this.participant;
    return {
      name,
      kind,
      address,
      transactions: this.transactions,
      reverts: this.reverts,
      tasksSubmitted: this.tasksSubmitted,
      computations: this.computations,
      computeMilliseconds: this.computeMilliseconds,
      solutionsSubmitted: this.solutionsSubmitted,
      solutionsPaid: this.solutionsPaid,
      solutionsFalse: this.solutionsFalse,
      solutionsFalsePaid: this.solutionsFalsePaid,
      contestations: this.contestations,
      votes: this.votes,
      fees: this.fees.money,
      rewards: this.rewards.money,
      modelFees: this.modelFees.money,
      slashesWon: this.slashesWon.money,
      bribesTaken: this.bribesTaken.money,
      bribesPaid: this.bribesPaid.money,
      revenue: this.revenue,
      spent: this.spent.money,
      slashed: this.slashed.money,
      computeCost: this.computeCost,
      gasCost: this.gasCost,
      capitalCost: this.capitalCost,
      standingCost: this.standingCost,
      costs: this.costs.money,
      profit: this.profit,
      lockedSlashes: this.lockedSlashes,
      unclaimedSolutions: this.unclaimedSolutions,
      unclaimedFees: this.unclaimedFees,
      openFees: this.openFees,
      wallet,
      staked,
    };
  }
}
