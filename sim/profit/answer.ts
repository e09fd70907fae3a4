/** From the records of all arms to the answer: what one more solver would earn. Pure. */
import type { RunRecord } from "../experiment/experiment.ts";
import { type Band, bandOf } from "../experiment/statistics/band.ts";
import { type Interval, meanInterval } from "../experiment/statistics/interval.ts";
import { mean } from "../experiment/statistics/moments.ts";
import { pairedDifference } from "../experiment/statistics/paired.ts";
import { type Books, booksOf } from "./books.ts";
import { type BreakEven, breakEvenOf } from "./breakEven.ts";
import { type Distribution, distributionOf } from "./distribution.ts";
import type { Payment } from "./offer.ts";
import { firstMonthWithout, monthlyProfits, paybackMonths } from "./outlook.ts";
import { type Proportion, proportionOf } from "./proportion.ts";
import { saleLoss } from "./sale.ts";

const MONTH_DAYS = 30;

export interface AnswerInput {
  /** One record per seed, the same seeds in the same order. */
  readonly without: readonly RunRecord[];
  readonly with: readonly RunRecord[];
  readonly mismatched: readonly RunRecord[] | undefined;
  readonly payment: Payment;
  readonly hardwareUsd: number;
  readonly aiusUsd: number;
  /** Share of the price lost on selling a thousand AIUS. */
  readonly priceImpact: number;
  /** Length of every run. */
  readonly days: number;
}

/** A run of the newcomer, in USD for its whole length, what selling costs taken off. */
export interface NewcomerRun {
  readonly seed: number;
  readonly books: Books;
  readonly saleLoss: number;
  readonly profit: number;
  /** Profit up to the end of each day. */
  readonly course: readonly number[];
}

export interface ProfitAnswer {
  readonly days: number;
  readonly runs: readonly NewcomerRun[];
  /** Profit scaled to 30 days, over the runs. */
  readonly month: Distribution;
  /** Profit of single days of all runs, and the share of days with one. */
  readonly day: Band & { readonly mean: number; readonly positive: number };
  /** Means over the runs, USD per 30 days; costs are negative. They sum to the mean of `month`. */
  readonly account: readonly { readonly item: string; readonly usd: number }[];
  /** Over the runs: profit up to the end of each day. */
  readonly fan: readonly (Band & { readonly day: number })[];
  readonly breakEven: BreakEven;
  readonly outlook: {
    /** Mean profit of each month, rewards halving yearly. */
    readonly months: readonly number[];
    readonly firstMonthWithoutProfit: number | undefined;
    /** Months until the hardware is earned, with rewards as they decay and as if they stayed. */
    readonly payback: number | undefined;
    readonly paybackWithoutDecay: number | undefined;
    /** Runs whose newcomer, going on like that, has its hardware back within two years. */
    readonly paidBackInTwoYears: Proportion;
  };
  readonly risk: {
    /** USD per 30 days. */
    readonly slashed: number;
    readonly slashesWon: number;
    readonly runsSlashed: Proportion;
    /** Profit with differing results less profit without, per 30 days, on the same seeds. */
    readonly mismatch: Interval | undefined;
    readonly mismatchRunsSlashed: Proportion | undefined;
  };
  readonly entry: {
    /** Share of the tasks solved that the newcomer solved. */
    readonly solvedShare: number;
    /** Profit of another honest solver per 30 days, with the newcomer less without, on the same seeds. */
    readonly othersProfit: Interval;
    /** Mean reward of a task in AIUS, with less without. */
    readonly reward: Interval;
  };
}

export function answerOf(input: AnswerInput): ProfitAnswer {
  const runs = input.with.map((record) => runOf(record, input.priceImpact));
  const perMonth = MONTH_DAYS / input.days;
  const average = (of: (run: NewcomerRun) => number) => mean(runs.map(of));
  const monthly = (of: (run: NewcomerRun) => number) => average(of) * perMonth;
  return {
    days: input.days,
    runs,
    month: distributionOf(runs.map(({ profit }) => profit * perMonth)),
    day: daysOf(runs),
    account: accountOf(monthly),
    fan: fanOf(runs),
    breakEven: breakEvenOf(
      {
        profit: average(({ profit }) => profit),
        compute: average(({ books }) => books.compute),
        gas: average(({ books }) => books.gas),
        standing: average(({ books }) => books.standing),
        computeSeconds: average(({ books }) => books.computeSeconds),
        days: input.days,
      },
      input.payment,
      input.aiusUsd,
    ),
    outlook: outlookOf(runs, input, perMonth),
    risk: {
      slashed: monthly(({ books }) => books.slashed),
      slashesWon: monthly(({ books }) => books.slashesWon),
      runsSlashed: slashedRuns(runs),
      ...mismatchOf(runs, input, perMonth),
    },
    entry: entryOf(input, perMonth),
  };
}

function runOf(record: RunRecord, impact: number): NewcomerRun {
  const books = booksOf(record);
  const losses = books.days.map(({ revenueAius, revenueUsd }) => saleLoss(revenueAius, revenueUsd, impact));
  let sum = 0;
  const course = books.days.map(({ profitUsd }, i) => (sum += profitUsd - losses[i]!));
  const loss = losses.reduce((total, one) => total + one, 0);
  return { seed: record.seed, books, saleLoss: loss, profit: books.profit - loss, course };
}

function daysOf(runs: readonly NewcomerRun[]): ProfitAnswer["day"] {
  const days = runs.flatMap(({ course }) => course.map((sum, i) => sum - (course[i - 1] ?? 0)));
  return { ...bandOf(days), mean: mean(days), positive: days.filter((day) => day > 0).length / days.length };
}

const accountOf = (monthly: (of: (run: NewcomerRun) => number) => number): ProfitAnswer["account"] => [
  { item: "rewards", usd: monthly(({ books }) => books.rewards) },
  { item: "fees", usd: monthly(({ books }) => books.fees) },
  { item: "slashes won", usd: monthly(({ books }) => books.slashesWon) },
  { item: "slashes lost", usd: -monthly(({ books }) => books.slashed) },
  { item: "computing", usd: -monthly(({ books }) => books.compute) },
  { item: "standing", usd: -monthly(({ books }) => books.standing) },
  { item: "capital", usd: -monthly(({ books }) => books.capital) },
  { item: "gas", usd: -monthly(({ books }) => books.gas) },
  { item: "price impact of selling", usd: -monthly(({ saleLoss: loss }) => loss) },
];

const fanOf = (runs: readonly NewcomerRun[]): ProfitAnswer["fan"] =>
  (runs[0]?.course ?? []).map((_, i) => ({ day: i + 1, ...bandOf(runs.map(({ course }) => course[i]!)) }));

function outlookOf(runs: readonly NewcomerRun[], input: AnswerInput, perMonth: number): ProfitAnswer["outlook"] {
  const monthsOf = (some: readonly NewcomerRun[]) => {
    const rewards = mean(some.map(({ books }) => books.rewards));
    const revenue = mean(some.map(({ books }) => books.rewards + books.fees + books.slashesWon));
    const loss = mean(some.map(({ saleLoss: one }) => one));
    return monthlyProfits({
      profit: mean(some.map(({ profit }) => profit)) * perMonth,
      rewards: rewards * perMonth,
      keptOfRewards: revenue === 0 ? 1 : 1 - loss / revenue,
    });
  };
  const months = monthsOf(runs);
  const inTwoYears = runs.filter((run) => {
    const payback = paybackMonths(input.hardwareUsd, monthsOf([run]));
    return payback !== undefined && payback <= 24;
  });
  return {
    months,
    firstMonthWithoutProfit: firstMonthWithout(months),
    payback: paybackMonths(input.hardwareUsd, months),
    paybackWithoutDecay: paybackMonths(
      input.hardwareUsd,
      months.map(() => months[0]!),
    ),
    paidBackInTwoYears: proportionOf(inTwoYears.length, runs.length),
  };
}

const slashedRuns = (runs: readonly NewcomerRun[]): Proportion =>
  proportionOf(runs.filter(({ books }) => books.slashed > 0).length, runs.length);

function mismatchOf(
  runs: readonly NewcomerRun[],
  { mismatched, priceImpact }: AnswerInput,
  perMonth: number,
): Pick<ProfitAnswer["risk"], "mismatch" | "mismatchRunsSlashed"> {
  if (mismatched === undefined) return { mismatch: undefined, mismatchRunsSlashed: undefined };
  const others = mismatched.map((record) => runOf(record, priceImpact));
  const profits = (some: readonly NewcomerRun[]) => some.map(({ profit }) => profit * perMonth);
  return { mismatch: pairedDifference(profits(runs), profits(others)), mismatchRunsSlashed: slashedRuns(others) };
}

function entryOf(input: AnswerInput, perMonth: number): ProfitAnswer["entry"] {
  const metric = (record: RunRecord, name: string) => record.metrics[name]?.value ?? 0;
  const before = input.without.map((one) => metric(one, "profit.honest.usd") / metric(one, "agents.honest"));
  const after = input.with.map(
    (one) => (metric(one, "profit.honest.usd") - booksOf(one).profit) / (metric(one, "agents.honest") - 1),
  );
  const rewards = (records: readonly RunRecord[]) => records.map((one) => metric(one, "reward.mean"));
  const solved = input.with.map((one) => booksOf(one).solutions / Math.max(1, metric(one, "tasks.solved")));
  return {
    solvedShare: meanInterval(solved).mean,
    othersProfit: pairedDifference(
      before.map((profit) => profit * perMonth),
      after.map((profit) => profit * perMonth),
    ),
    reward: pairedDifference(rewards(input.without), rewards(input.with)),
  };
}
