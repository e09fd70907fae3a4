import { expect } from "chai";
import { Rng } from "../../../sim/base/random.ts";
import { leadOf } from "../../../sim/experiment/sensitivity/page.ts";
import { sensitivity } from "../../../sim/experiment/sensitivity/sensitivity.ts";
import { parseAxis, type Study } from "../../../sim/experiment/study.ts";
import { UserProblem } from "../../../sim/run/problem.ts";
import { type Formula, METRIC, market, priceOf, syntheticLab, volatilityOf } from "../synthetic.ts";

const study: Study = {
  scenario: market,
  axes: [
    "price=prices.aius.usd=0:10",
    "volatility=prices.aius.dailyVolatility=0:1",
    "capital=costs.capitalRatePerYear=0:1",
  ].map(parseAxis),
};

const request = { study, metric: METRIC, trajectories: 8, points: 256, seeds: 2, keep: 6 };
const noise = (seed: number): number => new Rng(seed, "test/noise").normal();
const find = (formula: Formula, change: Partial<typeof request> = {}) =>
  sensitivity({ ...request, ...change }, syntheticLab(formula));

describe("testbed sensitivity", () => {
  it("screens by effects over the whole range, and decomposes only what matters", async () => {
    const found = await find((scenario) => 3 * priceOf(scenario) + 40 * volatilityOf(scenario));
    expect(found.screened.map(({ axis, kept }) => [axis.name, kept])).to.deep.equal([
      ["volatility", true],
      ["price", true],
      ["capital", false],
    ]);
    expect(found.screened[0]!.muStar).to.be.closeTo(40, 1e-3);
    expect(found.screened[1]!.muStar).to.be.closeTo(30, 1e-3);
    expect(found.screened[2]).to.include({ mu: 0, muStar: 0, sigma: 0 });
    expect(found.decomposed.map(({ axis }) => axis.name)).to.deep.equal(["volatility", "price"]);
    expect(found.decomposed[0]!.total).to.be.closeTo(0.64, 0.02);
    expect(found.decomposed[1]!.first).to.be.closeTo(0.36, 0.02);
  });

  it("gives intervals that hold the true indices, and grow with noise", async () => {
    const formula: Formula = (scenario) => 3 * priceOf(scenario) + 40 * volatilityOf(scenario);
    const noisy: Formula = (scenario, seed) => formula(scenario, seed) * (1 + 0.5 * noise(seed));
    const [exact, rough] = [await find(formula, { points: 64 }), await find(noisy, { points: 64, seeds: 6 })];
    for (const { decomposed } of [exact, rough]) {
      const [volatility, price] = decomposed;
      expect(volatility!.totalBounds.low).to.be.lessThan(0.64);
      expect(volatility!.totalBounds.high).to.be.greaterThan(0.64);
      expect(price!.firstBounds.low).to.be.lessThan(0.36);
      expect(price!.firstBounds.high).to.be.greaterThan(0.36);
    }
    const width = ({ screened }: typeof exact) => screened[0]!.bounds.high - screened[0]!.bounds.low;
    expect(width(rough)).to.be.greaterThan(width(exact) + 1);
    expect(exact.noiseShare).to.equal(0);
    expect(rough.noiseShare).to.be.greaterThan(0.01);
  });

  it("takes a seed's own noise, common to all points, for no effect of any parameter", async () => {
    const found = await find((_, seed) => 100 * noise(seed));
    for (const { muStar } of found.screened) expect(muStar).to.be.closeTo(0, 1e-9);
    expect(found.decomposed).to.deep.equal([]);
  });

  it("says so where the points are too few for shares to be shares", async () => {
    const found = await find((scenario) => 3 * priceOf(scenario) + 40 * volatilityOf(scenario));
    const [first, ...rest] = found.decomposed;
    expect(leadOf(found)).not.to.match(/too few points/);
    expect(leadOf({ ...found, decomposed: [{ ...first!, total: 1.4 }, ...rest] })).to.match(
      /give more with --points\.$/,
    );
  });

  it("keeps at most as many as asked for, and none where the points are 0", async () => {
    const formula: Formula = (scenario) => priceOf(scenario) + 10 * volatilityOf(scenario);
    expect((await find(formula, { keep: 1 })).decomposed).to.have.length(1);
    expect((await find(formula, { points: 0 })).decomposed).to.deep.equal([]);
  });

  it("runs all points with the same seeds, trajectories and rows first", async () => {
    const lab = syntheticLab(priceOf);
    await sensitivity({ ...request, points: 4, keep: 1 }, lab);
    expect(lab.runs).to.have.length(2 * (8 * 4 + 4 * 3));
    expect(lab.runs.filter(({ seed }) => seed === 1)).to.have.length(lab.runs.length / 2);
  });

  for (const [text, pattern] of [
    ["prices.aius.usd", /write path=from:to/],
    ["prices.aius.usd=1-5", /write path=from:to/],
    ["a=b=c=1:2", /write path=from:to/],
  ] as const)
    it(`refuses --vary ${text}`, () => {
      expect(() => parseAxis(text)).to.throw(UserProblem, pattern);
    });

  it("reads names, several paths, scales and whole numbers", () => {
    expect(parseAxis("solvers=populations.1.count,populations.2.count=2:40:log:whole")).to.deep.equal({
      name: "solvers",
      label: "solvers",
      paths: ["populations.1.count", "populations.2.count"],
      from: 2,
      to: 40,
      scale: "log",
      whole: true,
    });
  });

  for (const [axes, pattern] of [
    [["prices.aius.usd=5:1"], /no range/],
    [["prices.aius.usd=0:1:log"], /begins above 0/],
    [["prices.aius.usd=1:2", "prices.aius.usd=1:3"], /named twice/],
    [["prices.aus.usd=1:2"], /did you mean aius/],
    [["populations.1.count=1:20000:whole"], /populations\.1\.count/],
    [[], /at least one/],
  ] as const)
    it(`refuses the study ${axes.join(" ")}`, async () => {
      const problem = await sensitivity(
        { ...request, study: { ...study, axes: axes.map(parseAxis) } },
        syntheticLab(priceOf),
      ).catch((error: unknown) => error);
      expect(problem).to.be.instanceOf(UserProblem);
      expect((problem as Error).message).to.match(pattern);
    });
});
