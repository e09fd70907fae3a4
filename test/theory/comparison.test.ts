/** Arithmetic and judgement behind the comparisons. */
import { expect } from "chai";
import { atLeast, atLeastExactly, clopperPearson, log2, toNumber } from "../../sim/theory/binomial.ts";
import { exactly, frequency, twoValued, within } from "../../sim/theory/comparison.ts";

describe("binomial", () => {
  it("is exact as a fraction", () => {
    expect(atLeastExactly(2, 3, { numerator: 3n, denominator: 10n })).to.deep.equal({
      numerator: 216n,
      denominator: 1000n,
    });
  });

  it("agrees in floating point with the fraction", () => {
    for (const [least, trials] of [
      [0, 5],
      [3, 5],
      [256, 511],
      [300, 511],
    ] as const) {
      const exact = toNumber(atLeastExactly(least, trials, { numerator: 51n, denominator: 100n }));
      expect(atLeast(least, trials, 0.51)).to.be.closeTo(exact, 1e-10);
    }
  });

  it("keeps the logarithm of what no double holds", () => {
    expect(log2({ numerator: 3n, denominator: 2n ** 5000n })).to.be.closeTo(Math.log2(3) - 5000, 1e-9);
  });

  // The 95 % interval of 5 in 100 as tables give it.
  it("has the interval of Clopper and Pearson", () => {
    const [low, high] = clopperPearson(5, 100, 0.95);
    expect(low).to.be.closeTo(0.0164, 5e-5);
    expect(high).to.be.closeTo(0.1128, 5e-5);
    expect(clopperPearson(0, 10, 0.95)[0]).to.equal(0);
    expect(clopperPearson(10, 10, 0.95)[1]).to.equal(1);
  });
});

describe("comparison", () => {
  it("agrees within a tolerance and not beyond it", () => {
    expect(within({ what: "", predicted: 1 }, 1.0002, 3e-4).agrees).to.equal(true);
    expect(within({ what: "", predicted: 1 }, 1.0004, 3e-4).agrees).to.equal(false);
  });

  it("asks chance for 99.99 %", () => {
    expect(frequency({ what: "", predicted: 0.5 }, 540, 1000).agrees).to.equal(true);
    expect(frequency({ what: "", predicted: 0.5 }, 580, 1000).agrees).to.equal(false);
  });

  it("turns the interval of a share into that of a mean, whichever payoff is larger", () => {
    const { simulated, low, high } = twoValued(
      { what: "", predicted: 0 },
      { hits: 20, trials: 100, hit: -2.4, miss: 0.6 },
    );
    expect(simulated).to.be.closeTo(0, 1e-12);
    expect(low).to.be.lessThan(0);
    expect(high).to.be.greaterThan(0);
  });

  it("takes the word of integers over that of their numbers", () => {
    expect(exactly({ what: "", predicted: 1 }, 1, false).agrees).to.equal(false);
  });
});
