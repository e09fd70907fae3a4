/** The newcomer's books of one run, read from its record. */

import type { RunRecord } from "../experiment/experiment.ts";
import { followedMetric } from "../metrics/followed.ts";
import { UserProblem } from "../run/problem.ts";
import { NEWCOMER_NAME } from "./offer.ts";

/** What a day brought; tokens in AIUS, money in USD at the price of the moment. */
export interface Day {
  readonly revenueAius: number;
  readonly revenueUsd: number;
  readonly profitUsd: number;
}

/** A run's account of the newcomer in USD, before the price impact of its sales. */
export interface Books {
  readonly fees: number;
  readonly rewards: number;
  readonly slashesWon: number;
  readonly slashed: number;
  readonly compute: number;
  readonly gas: number;
  readonly capital: number;
  readonly standing: number;
  readonly profit: number;
  readonly computeSeconds: number;
  readonly computations: number;
  readonly solutions: number;
  readonly solutionsPaid: number;
  readonly days: readonly Day[];
}

/** Throws `UserProblem` for a record that does not tell of the newcomer. */
export function booksOf(record: RunRecord): Books {
  const value = (what: string): number => {
    const metric = record.metrics[followedMetric(NEWCOMER_NAME, what)];
    if (metric === undefined)
      throw new UserProblem(
        `run ${record.id}: its record does not tell of ${NEWCOMER_NAME} (${what}); it was made for another question`,
      );
    return metric.value;
  };
  return {
    fees: value("fees.usd"),
    rewards: value("rewards.usd"),
    slashesWon: value("slashes_won.usd"),
    slashed: value("slashed.usd"),
    compute: value("compute.usd"),
    gas: value("gas.usd"),
    capital: value("capital.usd"),
    standing: value("standing.usd"),
    profit: value("profit.usd"),
    computeSeconds: value("compute.time"),
    computations: value("computations"),
    solutions: value("solutions"),
    solutionsPaid: value("solutions.paid"),
    days: daysOf(record, value),
  };
}

function daysOf(record: RunRecord, value: (what: string) => number): readonly Day[] {
  const days: Day[] = [];
  while (Object.hasOwn(record.metrics, followedMetric(NEWCOMER_NAME, `day.${days.length + 1}.profit.usd`))) {
    const day = (what: string) => value(`day.${days.length + 1}.${what}`);
    days.push({
      revenueAius: day("revenue.aius"),
      revenueUsd: day("revenue.usd"),
      profitUsd: day("profit.usd"),
    });
  }
  return days;
}
