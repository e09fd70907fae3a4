import { expect } from "chai";
import { Quantiles } from "../../sim/metrics/quantiles.ts";

const histogramOf = (...values: number[]) => {
  const quantiles = new Quantiles();
  for (const value of values) quantiles.add(BigInt(value));
  return quantiles.histogram();
};

describe("metrics/quantiles, histogram", () => {
  it("is empty of an empty stream", () => {
    expect(histogramOf()).to.deep.equal({ edges: [], counts: [] });
  });

  it("has whole edges below 8 and four to a doubling above", () => {
    expect(histogramOf(6, 17).edges.map(Number)).to.deep.equal([6, 7, 8, 10, 12, 14, 16, 20]);
    expect(histogramOf(6, 17).counts).to.deep.equal([1, 0, 0, 0, 0, 0, 1]);
  });

  it("puts a value that equals an edge above it", () => {
    expect(histogramOf(9, 10)).to.deep.equal({ edges: [8n, 10n, 12n], counts: [1, 1] });
  });

  it("loses nothing, also where bins are no longer exact", () => {
    const values = Array.from({ length: 5_000 }, (_, i) => (i * i * 7) % 100_003);
    const { edges, counts } = histogramOf(...values);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(values.length);
    for (const [i, count] of counts.entries()) {
      const within = values.filter((value) => BigInt(value) >= edges[i]! && BigInt(value) < edges[i + 1]!);
      expect(count).to.equal(within.length);
    }
  });
});
