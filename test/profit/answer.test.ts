import { expect } from "chai";
import type { RunRecord } from "../../sim/experiment/experiment.ts";
import { type AnswerInput, answerOf } from "../../sim/profit/answer.ts";
import type { Payment } from "../../sim/profit/offer.ts";

const SERVING: Payment = { kind: "use", tariff: "serving", usdPerSecond: 0.002, usdPerDay: 0, watts: 400 };

const record = (seed: number, metrics: Record<string, number>): RunRecord => ({
  format: 1,
  id: `run-${seed}`,
  scenario: "written",
  seed,
  backend: "model",
  code: "",
  bytecodeHash: "0x",
  ledgerHash: "0x",
  reason: "horizon",
  metrics: Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, { value, unit: "USD" }])),
});

/** Two days of a newcomer that earns `rewards` USD (at 2 USD per AIUS) on the first, loses `slashed` on the second. */
function newcomer(seed: number, { rewards, slashed = 0 }: { rewards: number; slashed?: number }): RunRecord {
  const costs = { compute: 20, gas: 1, capital: 2, standing: 3 };
  const profit = rewards + 4 - slashed - 26;
  const days = [
    { aius: (rewards + 4) / 2, usd: rewards + 4, profit: rewards + 4 - 13 },
    { aius: 0, usd: 0, profit: -slashed - 13 },
  ];
  return record(seed, {
    ...prefixed({
      "fees.usd": 4,
      "rewards.usd": rewards,
      "slashes_won.usd": 0,
      "slashed.usd": slashed,
      ...Object.fromEntries(Object.entries(costs).map(([name, value]) => [`${name}.usd`, value])),
      "profit.usd": profit,
      "compute.time": 10_000,
      computations: 100,
      solutions: 5,
      "solutions.paid": 5,
      ...Object.fromEntries(
        days.flatMap((day, i) => [
          [`day.${i + 1}.revenue.aius`, day.aius],
          [`day.${i + 1}.revenue.usd`, day.usd],
          [`day.${i + 1}.profit.usd`, day.profit],
        ]),
      ),
    }),
    "profit.honest.usd": 90 + profit,
    "agents.honest": 10,
    "reward.mean": 1.2,
    "tasks.solved": 50,
  });
}

const prefixed = (metrics: Record<string, number>) =>
  Object.fromEntries(Object.entries(metrics).map(([name, value]) => [`followed.newcomer-1.${name}`, value]));

const without = (seed: number) =>
  record(seed, { "profit.honest.usd": 108, "agents.honest": 9, "reward.mean": 1, "tasks.solved": 50 });

const input = (change: Partial<AnswerInput> = {}): AnswerInput => ({
  without: [without(1), without(2)],
  with: [newcomer(1, { rewards: 46 }), newcomer(2, { rewards: 16, slashed: 10 })],
  mismatched: undefined,
  payment: SERVING,
  hardwareUsd: 0,
  aiusUsd: 2,
  priceImpact: 0,
  days: 2,
  ...change,
});

/** Mean profit of both runs over their two days: (46 + 4 - 26) = 24 and (16 + 4 - 10 - 26) = -16. */
const MEAN = (24 - 16) / 2;

describe("profit: the answer, against a calculation by hand", () => {
  const answer = answerOf(input());

  it("scales a run's profit to a month, and counts months and days with one", () => {
    expect(answer.month.mean.mean).to.be.closeTo(MEAN * 15, 1e-9);
    expect(answer.month.p50).to.be.closeTo(MEAN * 15, 1e-9);
    expect([answer.month.positive.count, answer.month.positive.of]).to.deep.equal([1, 2]);
    // Days: 37, -13 and 7, -23.
    expect(answer.day.positive).to.equal(0.5);
    expect(answer.day.mean).to.be.closeTo(2, 1e-9);
    expect(answer.fan.map(({ day, p50 }) => [day, p50])).to.deep.equal([
      [1, 22],
      [2, MEAN],
    ]);
  });

  it("has an account that adds up to the profit", () => {
    expect(answer.account.reduce((sum, line) => sum + line.usd, 0)).to.be.closeTo(answer.month.mean.mean, 1e-9);
    expect(answer.account.find(({ item }) => item === "slashes lost")!.usd).to.be.closeTo(-5 * 15, 1e-9);
  });

  it("breaks even where the races run would leave nothing", () => {
    // Computing cost 20 for 10 000 s; a mean profit of 4 allows 24.
    expect(answer.breakEven.tariff).to.be.closeTo(0.0024, 1e-12);
    // 24 USD are fixed (computing, gas, standing), 28 move with the price: 46/2 + 16/2 + 4 - 10/2 - 2.
    expect(answer.breakEven.aiusUsd).to.be.closeTo((2 * 24) / 28, 1e-12);
  });

  it("takes off what selling loses, day by day", () => {
    // 25 and 10 AIUS sold on the first days; at 40 per thousand a sale of q loses 0.04 q / (1 + 0.04 q) of its worth.
    const sold = answerOf(input({ priceImpact: 40 }));
    const losses = [(50 * 1) / 2, (20 * 0.4) / 1.4];
    expect(sold.runs.map(({ saleLoss }) => saleLoss)).to.deep.equal(losses);
    expect(sold.month.mean.mean).to.be.closeTo((MEAN - (losses[0]! + losses[1]!) / 2) * 15, 1e-9);
    expect(sold.account.reduce((sum, line) => sum + line.usd, 0)).to.be.closeTo(sold.month.mean.mean, 1e-9);
  });

  it("tells what slashing and mismatch cost", () => {
    const { risk } = answerOf(
      input({ mismatched: [newcomer(1, { rewards: 40, slashed: 30 }), newcomer(2, { rewards: 16, slashed: 14 })] }),
    );
    expect(risk.slashed).to.be.closeTo(5 * 15, 1e-9);
    expect(risk.runsSlashed.count).to.equal(1);
    expect(risk.mismatch!.mean).to.be.closeTo(((-36 - 4) / 2) * 15, 1e-9);
    expect(risk.mismatchRunsSlashed!.count).to.equal(2);
  });

  it("tells what the entry does to the others", () => {
    // Nine others earn 90 of it with the newcomer, 108 without.
    expect(answer.entry.othersProfit.mean).to.be.closeTo((10 - 12) * 15, 1e-9);
    expect(answer.entry.reward.mean).to.be.closeTo(0.2, 1e-12);
    expect(answer.entry.solvedShare).to.be.closeTo(0.1, 1e-12);
  });

  it("lets rewards halve in a year, and pays hardware back from what is left", () => {
    const { outlook } = answerOf(input({ hardwareUsd: 90 }));
    expect(outlook.months[0]).to.be.closeTo(60, 1e-9);
    // Rewards of 31 in two days are 465 a month; everything else costs 405.
    expect(outlook.months[12]).to.be.closeTo(465 * 2 ** (-360 / 365) - 405, 1e-9);
    expect(outlook.paybackWithoutDecay).to.be.closeTo(1.5, 1e-9);
    const second = 465 * 2 ** (-30 / 365) - 405;
    expect(second).to.be.above(30);
    expect(outlook.payback).to.be.closeTo(1 + 30 / second, 1e-9);
    expect(outlook.firstMonthWithoutProfit).to.equal(outlook.months.findIndex((profit) => profit <= 0) + 1);
    expect(outlook.paidBackInTwoYears.count, "the first run alone").to.equal(1);
  });

  it("refuses the record of a run that knows no newcomer", () => {
    expect(() => answerOf(input({ with: [without(1), without(2)] }))).to.throw(
      "run-1: its record does not tell of newcomer-1",
    );
  });
});
