import { expect } from "chai";
import fc from "fast-check";
import { Rng } from "../../../sim/base/random.ts";
import { elementaryEffects, morrisIndex, trajectory } from "../../../sim/experiment/sensitivity/morris.ts";

const walks = (dimensions: number, count: number, seed = 1) => {
  const rng = new Rng(seed, "test/morris");
  return Array.from({ length: count }, () => trajectory(dimensions, rng));
};

const indicesOf = (dimensions: number, model: (x: readonly number[]) => number, count = 20) => {
  const trajectories = walks(dimensions, count);
  const outputs = trajectories.map(({ points }) => points.map(model));
  return elementaryEffects(trajectories, outputs).map(morrisIndex);
};

describe("Morris screening", () => {
  it("moves every axis once, by the same step, and stays in the unit cube", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (dimensions, seed) => {
        const [{ points, moved }] = walks(dimensions, 1, seed) as [ReturnType<typeof trajectory>];
        expect([...moved].sort((a, b) => a - b)).to.deep.equal(points[0]!.map((_, axis) => axis));
        for (const x of points.flat()) expect(x).to.be.within(0, 1);
        moved.forEach((axis, step) => {
          points[step]!.forEach((x, i) => {
            expect(Math.abs(points[step + 1]![i]! - x)).to.be.closeTo(i === axis ? 2 / 3 : 0, 1e-12);
          });
        });
      }),
    );
  });

  it("gives mu* = |slope| and no spread on a linear model (theory, section 6)", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 8 }), (slopes) => {
        const indices = indicesOf(
          slopes.length,
          (x) => 3 + slopes.reduce((sum, slope, i) => sum + slope * x[i]!, 0),
          5,
        );
        indices.forEach(({ mu, muStar, sigma }, i) => {
          expect(mu).to.be.closeTo(slopes[i]!, 1e-8);
          expect(muStar).to.be.closeTo(Math.abs(slopes[i]!), 1e-8);
          expect(sigma).to.be.closeTo(0, 1e-8);
        });
      }),
    );
  });

  it("tells an interaction by its spread, and an effect of changing sign by mu* above |mu|", () => {
    const [first, second, idle] = indicesOf(3, ([x, y]) => (x! - 0.5) * (y! - 0.5), 200);
    for (const index of [first!, second!]) {
      expect(index.sigma).to.be.greaterThan(0.2);
      expect(index.muStar).to.be.greaterThan(3 * Math.abs(index.mu));
    }
    expect(idle).to.deep.equal({ mu: 0, muStar: 0, sigma: 0 });
  });

  it("reaches all levels of the grid alike", () => {
    const levels = walks(1, 4_000).flatMap(({ points }) => points.map(([x]) => Math.round(x! * 3)));
    for (const level of [0, 1, 2, 3])
      expect(levels.filter((x) => x === level).length / levels.length).to.be.closeTo(0.25, 0.03);
  });
});
