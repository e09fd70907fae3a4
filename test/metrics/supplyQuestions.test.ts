/** Anniversaries of supply and members over time, read from runs of the model. */
import { expect } from "chai";
import { DAY, YEAR } from "../../sim/base/types.ts";
import { openModelChain } from "../../sim/chain/model/index.ts";
import { createLedger, type RunSummary } from "../../sim/metrics/summary.ts";
import emission from "../../sim/scenarios/emission.ts";
import exodus from "../../sim/scenarios/exodus.ts";
import { type Scenario, scenarioSchema } from "../../sim/scenarios/schema.ts";
import { deploymentPlanOf, simulate } from "../../sim/world/simulate.ts";

async function summaryOf(scenario: Scenario): Promise<RunSummary> {
  const chain = await openModelChain({ plan: deploymentPlanOf(scenarioSchema.parse(scenario)) });
  const ledger = createLedger({ onViolation: "stop" });
  await simulate({ scenario, seed: 1, chain, readers: [ledger] });
  return ledger.summary();
}

const valuesOf = ({ metrics }: RunSummary) =>
  Object.fromEntries(metrics.map(({ name, value, decimals }) => [name, Number(value) / 10 ** decimals]));

describe("anniversaries of supply", () => {
  it("are told for each year that the run passes, from the books of that moment", async () => {
    const { start } = emission;
    const young = structuredClone(emission);
    Object.assign(young, { start: { ...start, ageDays: 364 }, horizonDays: 2 });
    const summary = await summaryOf(young);
    const values = valuesOf(summary);
    expect(values["supply.mined.year1"]).to.be.within(values["supply.mined_before"]!, values["supply.mined"]!);
    expect(values["supply.mined.year1"]).to.be.closeTo(300_000, 3000);
    expect(values["supply.target.ratio.year1"]).to.be.closeTo(1, 0.01);
    expect(values).not.to.have.property("supply.mined.year2");
    const line = summary.series.find(({ name }) => name === "supply.target.ratio")!;
    const measure = summary.series.find(({ name }) => name === "supply.measure")!;
    const target = summary.series.find(({ name }) => name === "supply.target")!;
    line.values.forEach((value, i) => {
      expect(Number(value) / 1e6).to.be.closeTo(Number(measure.values[i]!) / Number(target.values[i]!), 2e-6);
    });
  });

  it("keep the launch weeks apart, in which supply begins with nothing", async () => {
    const values = valuesOf(await summaryOf({ ...emission, horizonDays: 4 }));
    expect(values["supply.mined_before"]).to.equal(0);
    const launched = 600_000 * (1 - 2 ** ((-4 * DAY) / YEAR));
    expect(values["supply.mined"]! / launched).to.be.closeTo(1, 0.05);
    expect(values["supply.target.ratio.launch.least"]).to.be.within(0.85, 1);
    expect(values["supply.target.ratio.launch.most"]).to.be.within(1, 1.1);
    expect(values).not.to.have.property("supply.target.ratio.most");
  });
});

describe("members", () => {
  it("are those whose stake is not asked back: they leave when the price is gone, and the line shows it", async () => {
    const falling = structuredClone(exodus);
    falling.horizonDays = 9;
    falling.prices.aius.shocks = [{ afterDays: 2, factor: 0.001 }];
    const summary = await summaryOf(falling);
    const values = valuesOf(summary);
    expect(values["members.honest.start"]).to.equal(16);
    expect(values["members.honest.share"]).to.equal(1);
    expect(values["members.honest.stake"]).to.equal(16 * 330);
    expect(values["members.honest.end"]).to.equal(0);
    expect(values["members.honest.stayed"]).to.equal(0);
    const line = summary.series.find(({ name }) => name === "members.honest")!;
    expect([line.values[0], line.values.at(-1)]).to.deep.equal([16n, 0n]);
    expect(summary.series.some(({ name }) => name === "members.user")).to.equal(false);
  });
});
