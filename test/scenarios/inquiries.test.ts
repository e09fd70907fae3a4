/** Every inquiry can be followed: its metric is told by a run, its parameter is a value of the scenario. */
import { expect } from "chai";
import { openModelChain } from "../../sim/chain/model/index.ts";
import { createLedger } from "../../sim/metrics/summary.ts";
import { scenarios } from "../../sim/scenarios/index.ts";
import type { Scenario } from "../../sim/scenarios/schema.ts";
import { deploymentPlanOf, simulate } from "../../sim/world/simulate.ts";

/** A metric of an anniversary needs a run that passes it. */
function short(original: Scenario): Scenario {
  const scenario = structuredClone(original);
  scenario.horizonDays = 0.05;
  const year = /year(\d+)$/.exec(scenario.inquiry!.metric)?.[1];
  if (year !== undefined) scenario.start.ageDays = Number(year) * 365 - 0.01;
  return scenario;
}

const valueAt = (scenario: Scenario, path: string): unknown =>
  path.split(".").reduce<unknown>((holder, key) => (holder as Record<string, unknown>)[key], scenario);

describe("inquiries of scenarios", () => {
  for (const [name, scenario] of Object.entries(scenarios).filter(([, { inquiry }]) => inquiry !== undefined)) {
    it(`${name}: the metric is among those of a run, and the parameter is one of its numbers`, async () => {
      const { metric, parameter, from, to } = scenario.inquiry!;
      expect(Number(valueAt(scenario, parameter))).to.be.at.least(0);
      expect(from).to.be.below(to);
      const ledger = createLedger({ onViolation: "stop" });
      const run = short(scenario);
      const chain = await openModelChain({ plan: deploymentPlanOf(run) });
      await simulate({ scenario: run, seed: 1, chain, readers: [ledger] });
      expect(ledger.summary().metrics.map((one) => one.name)).to.include(metric);
    });
  }
});
