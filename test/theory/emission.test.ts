/** Simulated emission against theory: what a year of claims at a steady rate does to the supply. */
import { expect } from "chai";
import { openModelChain } from "../../sim/chain/model/index.ts";
import market from "../../sim/scenarios/market.ts";
import { type Scenario, scenarioSchema } from "../../sim/scenarios/schema.ts";
import { deploymentPlanOf, simulate } from "../../sim/world/simulate.ts";

/** Claims per day of a model with the full rate that keep emission on schedule: S ln2 / tau. */
const ON_TARGET = (600_000 * Math.LN2) / 365;
const TASKS_PER_DAY = 40;

/** One user, one solver that is always first, and a rate that makes `mu` times the demand that keeps to the schedule. */
function steady(mu: number): Scenario {
  const model = { ...market.models[1]!, feeAius: "0", rate: ((mu * ON_TARGET) / TASKS_PER_DAY).toFixed(12) };
  const demand = [{ model: model.name, tasksPerDay: TASKS_PER_DAY, fee: { medianAius: "0.001", sigma: 0 } }];
  return scenarioSchema.parse({
    ...market,
    horizonDays: 365,
    start: { ...market.start, supplyToTarget: "1" },
    models: [model],
    populations: market.populations
      .slice(0, 2)
      .map((population) =>
        population.kind === "user"
          ? { ...population, count: 1, walletAius: "100", demand }
          : { ...population, count: 1, stakeAius: "600", models: [model.name], tariff: "rental", verifyShare: 0 },
      ),
  });
}

/** The engine's supply measure over its target, two years after the start, of a run that began on target at one. */
async function ratioAtYearTwo(mu: number): Promise<number> {
  const scenario = steady(mu);
  const chain = await openModelChain({ plan: deploymentPlanOf(scenario) });
  await simulate({ scenario, seed: 1, chain, readers: [] });
  const [measure] = await chain.call("engine", "getPsuedoTotalSupply");
  return Number(measure) / 450_000e18;
}

describe("emission settles where its equation says", () => {
  // Supply follows demand with a lag of T / (100 ln2 E), 23 days at 285 AIUS a day: the Poisson noise of the claims within
  // it moves the ratio by sqrt(lag / 2 / claims per day) * E / T = 3.4e-4 (one standard deviation).
  const NOISE = 3.4e-4;
  const INTEGRATION = 3e-4;

  // The published values come from integrating the emission numerically: on target at year 1, read at year 2.
  for (const [mu, expected] of [
    [0.5, 0.99052],
    [10, 1.03142],
    [100, 1.06271],
  ] as const) {
    it(`at ${mu} times the demand that keeps to the schedule: ${expected}`, async () => {
      expect(await ratioAtYearTwo(mu)).to.be.closeTo(expected, INTEGRATION + 4 * NOISE);
    });
  }
});
