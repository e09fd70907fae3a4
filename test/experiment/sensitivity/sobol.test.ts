import { expect } from "chai";
import { Rng } from "../../../sim/base/random.ts";
import { sobolPoints } from "../../../sim/experiment/designs/sobol.ts";
import { type Sample, saltelliDesign, sobolIndices } from "../../../sim/experiment/sensitivity/sobol.ts";

type Model = (x: readonly number[]) => number;

function indicesOf(model: Model, dimensions: number, points: number, seed = 1) {
  const design = saltelliDesign(sobolPoints(points, 2 * dimensions, new Rng(seed, "test/sobol")));
  const run = (sample: Sample) => sample.map(model);
  return sobolIndices({ a: run(design.a), b: run(design.b), ab: design.ab.map(run) });
}

/** Ishigami and Homma (1990), a = 7, b = 0.1, on [-pi, pi]^3. */
const ishigami: Model = (unit) => {
  const [x, y, z] = unit.map((u) => Math.PI * (2 * u - 1));
  return Math.sin(x!) + 7 * Math.sin(y!) ** 2 + 0.1 * z! ** 4 * Math.sin(x!);
};

describe("Sobol indices", () => {
  it("crosses A with one column of B at a time", () => {
    const { a, b, ab } = saltelliDesign([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    expect({ a, b }).to.deep.equal({
      a: [
        [1, 2],
        [5, 6],
      ],
      b: [
        [3, 4],
        [7, 8],
      ],
    });
    expect(ab).to.deep.equal([
      [
        [3, 2],
        [7, 6],
      ],
      [
        [1, 4],
        [5, 8],
      ],
    ]);
  });

  it("are those of the Ishigami function (theory, section 6)", () => {
    const indices = indicesOf(ishigami, 3, 1 << 13);
    const [first, total] = [indices.map((index) => index.first), indices.map((index) => index.total)];
    [0.3139, 0.4424, 0].forEach((index, i) => {
      expect(first[i]).to.be.closeTo(index, 5e-3);
    });
    [0.5576, 0.4424, 0.2437].forEach((index, i) => {
      expect(total[i]).to.be.closeTo(index, 5e-3);
    });
  });

  it("share a linear model's variance by the squares of the slopes, whatever its mean", () => {
    const indices = indicesOf(([x, y, z]) => 1e6 + 3 * x! + 4 * y! + 0 * z!, 3, 1 << 10);
    [9 / 25, 16 / 25, 0].forEach((share, i) => {
      expect(indices[i]!.first).to.be.closeTo(share, 5e-3);
      expect(indices[i]!.total).to.be.closeTo(share, 5e-3);
    });
    expect(indices[2]!.total).to.equal(0);
  });

  it("are all zero where the output does not vary", () => {
    expect(indicesOf(() => 7, 2, 8)).to.deep.equal([
      { first: 0, total: 0 },
      { first: 0, total: 0 },
    ]);
  });

  it("count rows as often as they are drawn", () => {
    const outputs = { a: [1, 2, 4], b: [2, 0, 1], ab: [[0, 3, 2]] };
    const twice = { a: [1, 2, 2], b: [2, 0, 0], ab: [[0, 3, 3]] };
    expect(sobolIndices(outputs, [0, 1, 1])).to.deep.equal(sobolIndices(twice));
  });
});
