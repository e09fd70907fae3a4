import { expect } from "chai";
import { emissionFigure } from "../../sim/theory/figures/emission.ts";

/** How high each ring is drawn, from the top. */
const ringsOf = (svg: string): readonly number[] =>
  [...svg.matchAll(/<circle[^>]*cy="([-\d.]+)"/g)].map(([, y]) => Number(y));

describe("figures of theory", () => {
  const course = (ratio: number) => [1, 2, 3, 4].map((year) => ({ mu: 1, year, ratio }));

  it("hold what strays far from the formula within the frame", () => {
    const { svg, caption } = emissionFigure(course(1.02), [
      { mu: 1, year: 2, ratio: 1.02 },
      { mu: 1, year: 3, ratio: 1.2 },
    ]);
    const rings = ringsOf(svg);
    expect(rings.length).to.be.at.least(2);
    expect(Math.min(...rings)).to.be.greaterThan(0);
    expect(svg).to.match(/>20 %</);
    expect(caption).to.match(/the farthest lies 18 % of the target off its line/);
  });

  it("keep their usual axis otherwise", () => {
    const { svg, caption } = emissionFigure(course(1.02), course(1.02));
    expect(svg)
      .to.match(/>10 %</)
      .and.not.match(/>12 %</);
    expect(caption).to.match(/they lie on the lines\.$/);
  });
});
