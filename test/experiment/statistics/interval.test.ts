import { expect } from "chai";
import { Rng } from "../../../sim/base/random.ts";
import {
  bootstrapInterval,
  halfWidth,
  type Interval,
  meanInterval,
  TRUSTED_RUNS,
  tInterval,
} from "../../../sim/experiment/statistics/interval.ts";
import { mean, RunningMoments, standardError, variance } from "../../../sim/experiment/statistics/moments.ts";
import { pairedDifference } from "../../../sim/experiment/statistics/paired.ts";
import { quantile } from "../../../sim/experiment/statistics/quantile.ts";

const REPETITIONS = 2_000;

/** How often the interval of the mean of `n` values holds `truth`, in percent. */
function coverage(
  n: number,
  draw: (rng: Rng) => number,
  truth: number,
  interval: (values: number[]) => Interval,
): number {
  const rng = new Rng(11, `coverage/${n}`);
  let held = 0;
  for (let i = 0; i < REPETITIONS; i++) {
    const { low, high } = interval(Array.from({ length: n }, () => draw(rng)));
    if (low <= truth && truth <= high) held++;
  }
  return (100 * held) / REPETITIONS;
}

const lognormal = (rng: Rng): number => rng.lognormal(1, 1);
const LOGNORMAL_MEAN = Math.exp(0.5);

describe("intervals of a mean", () => {
  it(`cover 95 +- 1.5 % of lognormal means from ${TRUSTED_RUNS} values on, where Student's t does not`, () => {
    for (const n of [TRUSTED_RUNS, 100])
      expect(coverage(n, lognormal, LOGNORMAL_MEAN, meanInterval), `n = ${n}`).to.be.within(93.5, 96.5);
    expect(coverage(TRUSTED_RUNS, lognormal, LOGNORMAL_MEAN, tInterval)).to.be.lessThan(91);
  });

  it("cover 95 +- 1.5 % of normal means too", () => {
    expect(coverage(TRUSTED_RUNS, (rng) => rng.normal(), 0, meanInterval)).to.be.within(93.5, 96.5);
  });

  it("are the same for the same values, and Student's beyond a thousand", () => {
    const rng = new Rng(1, "values");
    const values = Array.from({ length: 1_001 }, () => rng.lognormal(1, 1));
    expect(meanInterval(values)).to.deep.equal(tInterval(values));
    const few = values.slice(0, 50);
    expect(meanInterval(few)).to.deep.equal(meanInterval([...few]));
    expect(meanInterval(few).method).to.equal("bootstrap-t");
    expect(halfWidth({ low: 1, high: 4 })).to.equal(1.5);
  });

  it("are Student's for fewer than ten values, whose bootstrap-t interval has no bound worth the name", () => {
    const profits = [2_900, 3_000, 3_100, 3_150, 3_200, 12_000];
    expect(bootstrapInterval(profits)).to.deep.include({ method: "bootstrap-t" });
    expect(halfWidth(bootstrapInterval(profits))).to.be.greaterThan(10 * halfWidth(tInterval(profits)));
    expect(meanInterval(profits)).to.deep.equal(tInterval(profits));
    const ten = [...profits, 2_950, 3_050, 3_120, 3_180];
    expect(meanInterval(ten.slice(1))).to.deep.equal(tInterval(ten.slice(1)));
    expect(meanInterval(ten)).to.deep.equal(bootstrapInterval(ten));
  });

  it("Student's is that of the tables", () => {
    // t(0.975, 9) = 2.262157; mean 5.5, s = 3.027650, n = 10.
    const interval = tInterval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(interval.low).to.be.closeTo(3.334149, 1e-6);
    expect(interval.high).to.be.closeTo(7.665851, 1e-6);
  });

  it("have no width where nothing varies, and no ends for a single value", () => {
    expect(meanInterval([3, 3, 3])).to.include({ mean: 3, low: 3, high: 3 });
    expect(meanInterval([3])).to.include({ mean: 3, low: -Infinity, high: Infinity });
  });

  it("stay within reason where most values are the same, though their mean is rounded", () => {
    for (const values of [
      [...Array(11).fill(0.1), 5],
      [...Array(17).fill(0.1), 5, 2, 1],
      [...Array(35).fill(0.1), 5, 4, 3, 2, 1],
    ]) {
      const { low, high } = meanInterval(values);
      expect(low).to.be.within(-5, mean(values));
      expect(high).to.be.within(mean(values), 5);
    }
  });

  it("of a paired difference: exactly zero of the same, chance common to both gone", () => {
    const rng = new Rng(2, "pairs");
    const a = Array.from({ length: 30 }, () => rng.lognormal(100, 1));
    expect(pairedDifference(a, a)).to.include({ mean: 0, low: 0, high: 0 });
    const b = a.map((value) => value + 1 + 0.01 * rng.normal());
    expect(halfWidth(pairedDifference(a, b))).to.be.lessThan(0.02);
    expect(halfWidth(meanInterval(a))).to.be.greaterThan(10);
    expect(() => pairedDifference([1], [1, 2])).to.throw(RangeError);
  });
});

describe("moments and quantiles", () => {
  it("in one pass as in two, far from zero too", () => {
    const values = [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16];
    const running = new RunningMoments();
    for (const value of values) running.add(value);
    expect([running.count, running.mean, running.variance]).to.deep.equal([4, 1e9 + 10, 30]);
    expect([mean(values), variance(values)]).to.deep.equal([1e9 + 10, 30]);
    expect(standardError(values)).to.equal(Math.sqrt(7.5));
    expect([variance([1]), new RunningMoments().mean]).to.deep.equal([Number.NaN, Number.NaN]);
  });

  it("quantiles are R's type 7", () => {
    // R: quantile(c(1, 2, 4, 8), c(0, .1, .5, .9, 1)) gives 1.0 1.3 3.0 6.8 8.0
    const found = [0, 0.1, 0.5, 0.9, 1].map((probability) => quantile([8, 1, 4, 2], probability));
    for (const [i, expected] of [1, 1.3, 3, 6.8, 8].entries()) expect(found[i]).to.be.closeTo(expected, 1e-12);
    expect(quantile([], 0.5)).to.be.NaN;
  });
});
