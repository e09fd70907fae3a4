import { expect } from "chai";
import { Rng } from "../../../sim/base/random.ts";
import { ask } from "../../../sim/experiment/inquiry/ask.ts";
import { answerReport } from "../../../sim/experiment/inquiry/page.ts";
import { leadOf, verdictOf } from "../../../sim/experiment/inquiry/prose.ts";
import { answerJson } from "../../../sim/experiment/inquiry/result.ts";
import { answersMarkdown } from "../../../sim/experiment/inquiry/summary.ts";
import { UserProblem } from "../../../sim/run/problem.ts";
import type { Inquiry } from "../../../sim/scenarios/inquiry.ts";
import type { Scenario } from "../../../sim/scenarios/schema.ts";
import { type Formula, METRIC, market, priceOf, syntheticLab } from "../synthetic.ts";

const inquiry: Inquiry = {
  metric: METRIC,
  threshold: 0,
  above: "Cheating pays.",
  below: "cheating does not pay",
  parameter: "prices.aius.usd",
  label: "price of AIUS in USD",
  from: 0.5,
  to: 8,
  scale: "log",
  seeds: 8,
};

const asked = (change: Partial<Inquiry> = {}): Scenario => ({ ...market, inquiry: { ...inquiry, ...change } });

const noise = (seed: number): number => new Rng(seed, "test/noise").normal();

const answer = (formula: Formula, change: Partial<Inquiry> = {}, confirm = 0) => {
  const lab = syntheticLab(formula);
  return ask({ scenario: asked(change), confirm }, lab);
};

describe("testbed ask: the answer and where it turns", () => {
  it("answers above, and finds a crossing without noise to 1/32 of a step", async () => {
    const found = await answer((scenario) => priceOf(scenario) - 2);
    expect(verdictOf(found)).to.equal("above");
    expect(found.own).to.include({ value: 3, mean: 1 });
    expect(found.crossings).to.equal(1);
    expect(found.flips[0]!.value).to.be.closeTo(2, 1e-3);
    expect(found.flips[0]).to.include({ direction: "rises" });
    expect(found.flips[0]!.interval).to.include({ found: 1 });
    expect(leadOf(found)).to.equal(
      "Cheating pays: synthetic is $1.00 on average over 8 runs of 30 days (95 % interval $1.00 to $1.00), above the threshold of $0. " +
        "Price of AIUS in USD: the answer turns at 2 (95 % interval 2 to 2; the scenario has 3). Below that: cheating does not pay. Above it: Cheating pays.",
    );
  });

  it("answers below where the mean falls through the threshold, with the words on the right sides", async () => {
    const found = await answer((scenario) => 1 - priceOf(scenario), { scale: "linear" });
    expect(verdictOf(found)).to.equal("below");
    expect(found.flips[0]).to.include({ direction: "falls" });
    expect(leadOf(found)).to.match(
      /^Cheating does not pay: .*Below that: Cheating pays\. Above it: cheating does not pay\.$/,
    );
  });

  it("leaves undecided what the interval does not decide, and gives the turn an interval that holds the true one", async () => {
    const found = await answer((scenario, seed) => priceOf(scenario) - 3 + noise(seed), { seeds: 12 });
    expect(verdictOf(found)).to.equal("undecided");
    expect(leadOf(found)).to.match(/^Too close to tell: /);
    const { low, high } = found.flips[0]!.interval;
    expect(low).to.be.lessThan(3);
    expect(high).to.be.greaterThan(3);
    expect(high - low).to.be.within(0.3, 2.5);
  });

  it("says honestly that the answer never turns in the range", async () => {
    const found = await answer(() => 5);
    expect(found).to.deep.include({ flips: [], crossings: 0 });
    expect(leadOf(found)).to.match(
      /Price of AIUS in USD: the answer never turns between 0\.5 and 8; the mean stays above the threshold at all seven values tried\.$/,
    );
  });

  it("tells of several crossings, the nearest first", async () => {
    const found = await answer((scenario) => Math.sin(priceOf(scenario)) + 0.01, { scale: "linear", from: 0.5, to: 8 });
    expect(found.crossings).to.equal(2);
    expect(found.flips.map(({ value }) => value)[0]).to.be.closeTo(Math.PI + 0.01, 0.01);
    expect(found.flips.map(({ value }) => value)[1]).to.be.closeTo(2 * Math.PI - 0.01, 0.01);
    expect(leadOf(found)).to.match(/it turns two times, at 3\.15 and at 6\.27; the nearest is told\.$/);
  });

  it("leaves the interval open where resamples do not turn within the range", async () => {
    const found = await answer((scenario, seed) => 0.01 * (priceOf(scenario) - 4) + 0.1 * noise(seed), { seeds: 10 });
    const flip = found.flips[0];
    if (flip === undefined) expect(found.crossings).to.equal(0);
    else {
      expect([flip.interval.low, flip.interval.high].some((end) => !Number.isFinite(end))).to.equal(true);
      expect(leadOf(found)).to.match(/below 0\.5|beyond 8/);
    }
    expect(JSON.stringify(answerJson(found, "testbed run market"))).not.to.include("NaN");
  });

  it("tries whole numbers only where the parameter takes no others", async () => {
    const lab = syntheticLab(({ populations }) => populations[1]!.count - 6.5);
    const found = await ask(
      {
        scenario: asked({ parameter: "populations.1.count", whole: true, from: 0, to: 20, scale: "linear" }),
        confirm: 0,
      },
      lab,
    );
    for (const { value } of found.points) expect(Number.isInteger(value)).to.equal(true);
    expect([found.flips[0]!.low.value, found.flips[0]!.high.value]).to.deep.equal([6, 7]);
    expect(leadOf(found)).to.match(/Price of AIUS in USD: the answer turns between 6 and 7 /);
  });

  it("gives a pair of runs with one seed on either side, and the commands that make them", async () => {
    const found = await answer((scenario, seed) => priceOf(scenario) - 2 + 0.001 * noise(seed));
    const [low, high] = answerJson(found, "npx testbed run market").flips[0]!.sides;
    expect(low.seed).to.equal(high.seed);
    expect(low.metric).to.be.at.most(0);
    expect(high.metric).to.be.greaterThan(0);
    expect(low.command).to.equal(
      `npx testbed run market --seed ${low.seed} --backend model --set prices.aius.usd=${low.value}`,
    );
    expect(low.run).to.match(/^[0-9a-f]{16}$/);
  });

  it("runs all values with the same seeds", async () => {
    const lab = syntheticLab((scenario) => priceOf(scenario) - 2);
    await ask({ scenario: asked(), seeds: 3, confirm: 0 }, lab);
    const seedsAt = Map.groupBy(lab.runs, ({ scenario }) => priceOf(scenario));
    for (const runs of seedsAt.values()) expect(runs.map(({ seed }) => seed)).to.deep.equal([1, 2, 3]);
  });

  it("runs a share again on the contracts, and sees when they end differently", async () => {
    const formula: Formula = (scenario) => priceOf(scenario) - 2;
    const request = { scenario: asked(), seeds: 4, confirm: 0.1 };
    const fine = await ask(request, syntheticLab(formula));
    expect(fine.confirmations).to.have.length(Math.round(0.1 * 4 * fine.points.length));
    expect(answerReport(fine, "run", "ask").html).to.match(/ended with the same ledger, byte for byte/);
    const wrong = await ask(request, syntheticLab(formula, true));
    expect(answerReport(wrong, "run", "ask").html).to.match(/did not end with the same ledger/);
    expect(answerJson(wrong, "run").confirmed.every(({ same }) => same)).to.equal(false);
  });

  it("draws a picture with the table behind it, the same bytes for the same answer", async () => {
    const found = await answer((scenario, seed) => priceOf(scenario) - 2 + noise(seed));
    const { html, figures } = answerReport(found, "npx testbed run market", "npx testbed ask market");
    expect(figures).to.have.length(1);
    expect(html).not.to.match(/NaN|undefined|\[object|Infinity/);
    expect(html).to.include("The table behind it").and.include("npx testbed ask market");
    expect(answerReport(found, "npx testbed run market", "npx testbed ask market").html).to.equal(html);
  });

  it("sums many answers up in one table", async () => {
    const found = await answer((scenario) => priceOf(scenario) - 2);
    const text = answersMarkdown([answerJson(found, "run")], "npx testbed ask all");
    expect(text).to.match(/\| \*\*market\*\* \| .* \| above \| `synthetic`: \$1\.00 \(\$1\.00 to \$1\.00\) \| \$0 \|/);
  });

  for (const [what, change, pattern] of [
    [
      "a metric that no run has",
      { metric: "synthetik" },
      /metric synthetik: no run of market has it; did you mean synthetic/,
    ],
    ["a parameter that does not exist", { parameter: "prices.aus.usd" }, /did you mean aius/],
    [
      "a range that the schema refuses",
      { parameter: "protocol.slashAmountPercentage", from: 0.1, to: 2 },
      /a share lies between 0 and 1/,
    ],
    ["an empty range", { from: 8 }, /no range/],
    ["a logarithmic range from 0", { from: 0 }, /begins above 0/],
  ] as const)
    it(`refuses ${what}`, async () => {
      const problem = await answer(priceOf, change).catch((error: unknown) => error);
      expect(problem).to.be.instanceOf(UserProblem);
      expect((problem as Error).message).to.match(pattern);
    });

  it("refuses a scenario without an inquiry", async () => {
    const { inquiry: _, ...plain } = asked();
    const problem = await ask({ scenario: plain as Scenario, confirm: 0 }, syntheticLab(priceOf)).catch(
      (e: unknown) => e,
    );
    expect((problem as Error).message).to.match(/market: has no inquiry/);
  });
});
