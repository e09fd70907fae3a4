import { expect } from "chai";
import { Quantiles } from "../../sim/metrics/quantiles.ts";

const of = (values: readonly bigint[]): Quantiles => {
  const quantiles = new Quantiles();
  for (const value of values) quantiles.add(value);
  return quantiles;
};

describe("metrics/quantiles", () => {
  it("are exact for small values", () => {
    const quantiles = of(Array.from({ length: 100 }, (_, i) => BigInt(i + 1)));
    expect([1, 50, 95, 100].map((percent) => quantiles.quantile(percent))).to.deep.equal([1n, 50n, 95n, 100n]);
    expect({ mean: quantiles.mean, min: quantiles.min, max: quantiles.max }).to.deep.equal({
      mean: 50n,
      min: 1n,
      max: 100n,
    });
  });

  it("are within 1/64 below any value, also of wei", () => {
    for (let bits = 0n; bits < 90n; bits++) {
      for (const value of [1n << bits, (1n << bits) + 1n, (3n << bits) - 1n]) {
        const quantile = of([value]).quantile(50);
        expect(quantile <= value && value - quantile <= value / 64n, `${value}: ${quantile}`).to.equal(true);
      }
    }
  });

  it("do not depend on the order", () => {
    const values = Array.from({ length: 500 }, (_, i) => BigInt((i * 7919) % 5003) ** 3n);
    const forward = of(values);
    const backward = of(values.toReversed());
    for (const percent of [5, 50, 99]) expect(forward.quantile(percent)).to.equal(backward.quantile(percent));
  });

  it("of nothing are 0", () => {
    expect({ median: of([]).quantile(50), mean: of([]).mean }).to.deep.equal({ median: 0n, mean: 0n });
  });
});
