/** Emission settles on a curve: runs at a steady demand against the emission equation, integrated by code of its own. */
import { expect } from "chai";
import { integrate, settledRatio } from "../../sim/theory/emission-equation.ts";
import { runSteadily } from "../../sim/theory/steady-claims.ts";

const OPTIONS = { seed: 1, effort: 1 };
const TOLERANCE = 3e-4;
const TASKS_PER_DAY = 12;
/** The protocol's own recursion, in doubles and in wei. */
const ARITHMETIC = 1e-12;

/** Supply over target at the end of year 2, of a run that began on target at year 1. */
async function yearTwo(mu: number): Promise<number> {
  const { readings } = await runSteadily({ mu, tasksPerDay: TASKS_PER_DAY, years: 1 }, OPTIONS);
  return readings[0]!.ratio;
}

describe("emission settles on a curve", () => {
  for (const [mu, integrated, formula] of [
    [0.5, 0.99052, 0.99054],
    [10, 1.03142, 1.03135],
    [1000, 1.09385, 1.09361],
  ] as const) {
    it(`at ${mu} times the demand: ${integrated} when integrated, ${formula} by the formula`, async () => {
      const ratio = await yearTwo(mu);
      expect(ratio).to.be.closeTo(integrated, TOLERANCE);
      expect(ratio).to.be.closeTo(integrate(mu, 86_400 / TASKS_PER_DAY)[0]!, ARITHMETIC);
      expect(integrate(mu, 300)[0]).to.be.closeTo(integrated, 1e-5);
      expect(settledRatio(mu, 2)).to.be.closeTo(formula, 5.1e-6);
    });
  }

  it("notices a demand that is a tenth off", async () => {
    const [off, supposed] = [await yearTwo(11), integrate(10, 300)[0]!];
    expect(Math.abs(off - supposed)).to.be.greaterThan(TOLERANCE);
  });

  it("reports what was mined apart: ahead of the measure by the one stake that the engine holds", async () => {
    const { readings } = await runSteadily({ mu: 1, tasksPerDay: 6, years: 1 }, OPTIONS);
    expect(readings[0]!.mined - readings[0]!.ratio).to.be.closeTo(600 / 450_000, 1e-12);
  });
});
