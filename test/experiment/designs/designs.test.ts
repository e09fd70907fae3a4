import { expect } from "chai";
import { Rng } from "../../../sim/base/random.ts";
import { grid, zip } from "../../../sim/experiment/designs/combinations.ts";
import { latinHypercube } from "../../../sim/experiment/designs/latin-hypercube.ts";
import { SOBOL_DIMENSIONS, sobolPoints } from "../../../sim/experiment/designs/sobol.ts";

describe("designs", () => {
  it("Sobol points are those of Joe and Kuo in all 21 dimensions", () => {
    const points = sobolPoints(16, SOBOL_DIMENSIONS);
    expect(points.slice(0, 4).map((point) => point.slice(0, 5))).to.deep.equal([
      [0, 0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25, 0.75],
      [0.25, 0.75, 0.75, 0.75, 0.25],
    ]);
    // SciPy 1.17.1, scipy.stats.qmc.Sobol(21, scramble=False, bits=32), its sixteenth point in sixteenths.
    const last = [1, 15, 9, 5, 11, 3, 13, 5, 5, 11, 1, 3, 5, 9, 15, 13, 15, 15, 5, 11, 13];
    expect(points[15]!.map((value) => value * 16)).to.deep.equal(last);
  });

  it("every Sobol dimension visits each of 2^k equal slices once, shifted or not", () => {
    for (const rng of [undefined, new Rng(1, "shift")]) {
      const points = sobolPoints(256, SOBOL_DIMENSIONS, rng);
      for (let dimension = 0; dimension < SOBOL_DIMENSIONS; dimension++) {
        const slices = new Set(points.map((point) => Math.floor(point[dimension]! * 256)));
        expect(slices.size, `dimension ${dimension}`).to.equal(256);
      }
    }
    expect(() => sobolPoints(4, SOBOL_DIMENSIONS + 1)).to.throw(RangeError, "1 to 21 dimensions, not 22");
  });

  it("a Latin hypercube visits each slice of each dimension once, paired at random", () => {
    const points = latinHypercube(50, 3, new Rng(7, "design"));
    for (const dimension of [0, 1, 2])
      expect(new Set(points.map((point) => Math.floor(point[dimension]! * 50))).size).to.equal(50);
    const order = (dimension: number) => points.map((point) => Math.floor(point[dimension]! * 50));
    expect(order(0)).to.not.deep.equal(order(1));
    expect(latinHypercube(50, 3, new Rng(7, "design"))).to.deep.equal(points);
  });

  it("a grid has every combination, a zip goes in step", () => {
    expect(
      grid([
        [1, 2],
        ["a", "b", "c"],
      ] as (number | string)[][]),
    ).to.deep.equal([
      [1, "a"],
      [1, "b"],
      [1, "c"],
      [2, "a"],
      [2, "b"],
      [2, "c"],
    ]);
    expect(grid([])).to.deep.equal([[]]);
    expect(
      zip([
        [1, 2],
        [3, 4],
      ]),
    ).to.deep.equal([
      [1, 3],
      [2, 4],
    ]);
    expect(() => zip([[1], [3, 4]])).to.throw(RangeError);
  });
});
