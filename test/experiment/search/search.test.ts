import { expect } from "chai";
import { Rng } from "../../../sim/base/random.ts";
import { compareScores, type Objective, parseBound, scoreOf } from "../../../sim/experiment/search/objective.ts";
import { type SearchRequest, search } from "../../../sim/experiment/search/search.ts";
import { parseAxis, type Study } from "../../../sim/experiment/study.ts";
import { UserProblem } from "../../../sim/run/problem.ts";
import { type Formula, METRIC, market, priceOf, syntheticLab, volatilityOf } from "../synthetic.ts";

const study: Study = {
  scenario: market,
  axes: ["price=prices.aius.usd=0:10", "volatility=prices.aius.dailyVolatility=0:1"].map(parseAxis),
};
const objective: Objective = { metric: METRIC, sense: "maximise", bounds: [] };
const request: SearchRequest = { study, objective, generations: 15, seeds: 3, finalists: 4, freshSeeds: 40 };

const noise = (seed: number, name: string): number => new Rng(seed, name).normal();
/** Noise that differs from point to point, as a chaotic simulation's does. */
const own: Formula = (scenario, seed) => noise(seed, `${priceOf(scenario)}/${volatilityOf(scenario)}`);
const peak: Formula = (scenario) => -((priceOf(scenario) - 7) ** 2) - 30 * (volatilityOf(scenario) - 0.2) ** 2;

describe("testbed search", () => {
  it("finds a maximum under noise, and says how much better than the scenario it is", async () => {
    const found = await search(
      request,
      syntheticLab((scenario, seed) => peak(scenario, seed) + own(scenario, seed)),
    );
    const [price, volatility] = found.winner.values;
    expect(price).to.be.closeTo(7, 0.8);
    expect(volatility).to.be.closeTo(0.2, 0.15);
    const [{ winner, own: before, difference }] = found.measured as [(typeof found.measured)[0]];
    expect(before.mean).to.be.closeTo(peak(market, 0), 1);
    expect(difference.mean).to.be.closeTo(winner.mean - before.mean, 1e-9);
    expect(difference.low).to.be.greaterThan(14);
  });

  it("minimises too", async () => {
    const found = await search(
      { ...request, objective: { ...objective, sense: "minimise" } },
      syntheticLab((scenario, seed) => -peak(scenario, seed)),
    );
    expect(found.winner.values[0]).to.be.closeTo(7, 0.3);
    expect(found.promised).to.be.closeTo(found.measured[0]!.winner.mean, 1e-9);
  });

  it("does not report the winner's curse: where all is noise, the winner is as good as any", async () => {
    const found = await search(request, syntheticLab(own));
    const { low, high, mean } = found.measured[0]!.winner;
    expect(found.promised).to.be.greaterThan(0.8);
    expect(low).to.be.lessThan(0);
    expect(high).to.be.greaterThan(0);
    expect(mean).to.be.lessThan(found.promised / 2);
  });

  it("chooses on seeds that no generation saw, and reports from seeds that chose nothing", async () => {
    const lab = syntheticLab(peak);
    const found = await search({ ...request, generations: 3 }, lab);
    const seen = found.generations.flatMap(({ candidates }) =>
      candidates.flatMap(({ records }) => records.map(({ seed }) => seed)),
    );
    const met = found.finalists.flatMap(({ records }) => records.map(({ seed }) => seed));
    const told = found.winner.records.map(({ seed }) => seed);
    expect(new Set(seen)).to.deep.equal(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(met.some((seed) => seen.includes(seed))).to.equal(false);
    expect(told.some((seed) => seen.includes(seed) || met.includes(seed))).to.equal(false);
    for (const { candidates } of found.generations)
      expect(new Set(candidates.map(({ records }) => records.map(({ seed }) => seed).join())).size).to.equal(1);
  });

  it("keeps bounds before it maximises", async () => {
    const bounded: Objective = { ...objective, bounds: [{ metric: "cost", sense: "<=", value: 4 }] };
    const lab = syntheticLab(peak);
    const { execute } = lab.executor;
    const withCost: typeof lab.executor = {
      ...lab.executor,
      async *execute(specs, store, options) {
        for await (const { spec, record } of execute(specs, store, options))
          yield {
            spec,
            record: { ...record, metrics: { ...record.metrics, cost: { value: priceOf(spec.scenario), unit: "USD" } } },
          };
      },
    };
    const found = await search({ ...request, objective: bounded, generations: 25 }, { ...lab, executor: withCost });
    expect(found.winner.values[0]).to.be.at.most(4).and.closeTo(4, 0.3);
    expect(found.measured.map(({ metric }) => metric)).to.deep.equal([METRIC, "cost"]);
  });

  it("takes the feasible before the infeasible, and the less infeasible before the more", () => {
    const scores = [
      { violation: 0.5, value: 100 },
      { violation: 0, value: 1 },
      { violation: 0.1, value: 50 },
      { violation: 0, value: 2 },
    ];
    expect(scores.sort(compareScores).map(({ value }) => value)).to.deep.equal([2, 1, 50, 100]);
    expect(scoreOf({ metric: undefined, sense: "maximise", bounds: [] }, [])).to.deep.equal({ violation: 0, value: 0 });
  });

  it("is the same search for the same request", async () => {
    const formula: Formula = (scenario, seed) => peak(scenario, seed) + own(scenario, seed);
    const short = { ...request, generations: 4 };
    expect(await search(short, syntheticLab(formula))).to.deep.equal(await search(short, syntheticLab(formula)));
  });

  it("reads bounds", () => {
    expect(parseBound("false.share <= 0.01")).to.deep.equal({ metric: "false.share", sense: "<=", value: 0.01 });
    expect(() => parseBound("false.share<0.01")).to.throw(UserProblem, /metric<=number/);
  });

  it("refuses a metric that no run has", async () => {
    const problem = await search(
      { ...request, objective: { ...objective, metric: "profit" } },
      syntheticLab(peak),
    ).catch((error: unknown) => error);
    expect((problem as Error).message).to.match(/metric profit: no run of market has it; known: synthetic/);
  });
});
