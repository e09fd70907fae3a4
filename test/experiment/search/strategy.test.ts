import { expect } from "chai";
import fc from "fast-check";
import { Rng } from "../../../sim/base/random.ts";
import { EvolutionStrategy, reflected } from "../../../sim/experiment/search/strategy.ts";

type Cost = (x: readonly number[]) => number;

function minimise(cost: Cost, start: readonly number[], generations: number, seed = 1): readonly number[] {
  const strategy = new EvolutionStrategy(start, new Rng(seed, "test/strategy"));
  for (let generation = 0; generation < generations; generation++) {
    const ranked = strategy
      .ask()
      .map((candidate) => ({ candidate, cost: cost(candidate.x) }))
      .sort((a, b) => a.cost - b.cost)
      .map(({ candidate }) => candidate);
    strategy.tell(ranked);
  }
  return strategy.centre;
}

const target = [0.2, 0.7, 0.4, 0.9];
const square = (x: number) => x * x;
const sphere: Cost = (x) => x.reduce((sum, xi, i) => sum + square(xi - target[i]!), 0);
const distance = (x: readonly number[]) => Math.sqrt(x.reduce((sum, xi, i) => sum + square(xi - target[i]!), 0));

describe("Evolution strategy (separable CMA-ES)", () => {
  it("finds the optimum of a sphere", () => {
    expect(distance(minimise(sphere, [0.5, 0.5, 0.5, 0.5], 60))).to.be.lessThan(1e-3);
  });

  it("learns axes of different scales: an ellipsoid with a condition of 10,000", () => {
    const ellipsoid: Cost = (x) => x.reduce((sum, xi, i) => sum + 10 ** ((4 * i) / 3) * square(xi - target[i]!), 0);
    expect(distance(minimise(ellipsoid, [0.5, 0.5, 0.5, 0.5], 200))).to.be.lessThan(1e-2);
  });

  it("comes near the optimum through noise as large as the distance", () => {
    const rng = new Rng(1, "test/noise");
    const found = Array.from({ length: 10 }, (_, seed) =>
      distance(minimise((x) => sphere(x) + 0.05 * rng.normal(), [0.5, 0.5, 0.5, 0.5], 60, seed)),
    );
    expect(found.reduce((sum, far) => sum + far, 0) / 10).to.be.lessThan(0.2);
  });

  it("finds an optimum on the border", () => {
    const [x, y] = minimise(([a, b]) => a! + 1 - b!, [0.5, 0.5], 60);
    expect(x).to.be.lessThan(0.01);
    expect(y).to.be.greaterThan(0.99);
  });

  it("only ranks: a monotone change of the cost changes nothing", () => {
    const start = [0.5, 0.5, 0.5, 0.5];
    expect(minimise((x) => 1e6 * sphere(x) ** 3 - 5, start, 20)).to.deep.equal(minimise(sphere, start, 20));
  });

  it("keeps candidates in the unit cube by reflection", () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (x) => {
        const folded = reflected(x);
        expect(folded).to.be.within(0, 1);
        expect(reflected(-x)).to.equal(folded);
        expect(reflected(x + 2)).to.be.closeTo(folded, 1e-9);
      }),
    );
    expect([0.3, 1.2, -0.1, 2.3].map((x) => Number(reflected(x).toFixed(6)))).to.deep.equal([0.3, 0.8, 0.1, 0.3]);
  });
});
