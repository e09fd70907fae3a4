import { expect } from "chai";
import { Rng } from "../../../sim/base/random.ts";
import { brackets, crossingOf, flipInterval, halve, type Point } from "../../../sim/experiment/inquiry/flip.ts";

const SEEDS = 30;
const VALUES = [0, 1, 2, 3, 4, 5, 6];

/** A straight line through 3 with the same noise of a seed at every value, and some of each value's own. */
function line(repetition: number): readonly Point[] {
  const rng = new Rng(repetition, "test/flip");
  const common = Array.from({ length: SEEDS }, () => rng.normal());
  return VALUES.map((value) => ({ value, metrics: common.map((noise) => value - 3 + noise + 0.3 * rng.normal()) }));
}

describe("Where a mean crosses a threshold", () => {
  it("is between neighbours on opposite sides; at the threshold itself counts as below", () => {
    const points = [-1, 0, 1, 2, -3].map((height, value) => ({ value, metrics: [height, height] }));
    const found = brackets(points, 0).map(({ low, high }) => [low.value, high.value]);
    expect(found).to.deep.equal([
      [1, 2],
      [3, 4],
    ]);
    expect(crossingOf({ low: points[1]!, high: points[2]! }, 0)).to.include({ value: 1, direction: "rises" });
    expect(crossingOf({ low: points[3]!, high: points[4]! }, 0)).to.include({ value: 3.4, direction: "falls" });
  });

  it("keeps the half with the crossing", () => {
    const at = (value: number, height: number): Point => ({ value, metrics: [height] });
    const bracket = { low: at(0, -1), high: at(4, 1) };
    expect(halve(bracket, at(2, -0.5), 0).low.value).to.equal(2);
    expect(halve(bracket, at(2, 0.5), 0).high.value).to.equal(2);
  });

  it("has an interval that covers the true crossing in 95 % of repetitions", () => {
    const repetitions = 100;
    let covered = 0;
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const points = line(repetition);
      const crossing = crossingOf(brackets(points, 0)[0]!, 0);
      const { low, high } = flipInterval(points, crossing, 0, new Rng(repetition, "test/resample"));
      if (low <= 3 && 3 <= high) covered++;
    }
    // Of 100 at 95 %: 95, with a standard deviation of 2.2; the percentile bootstrap covers a little less at 30 seeds.
    expect(covered).to.be.within(88, 99);
  });
});
