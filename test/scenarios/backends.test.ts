/** Every scenario that comes with the testbed ends with the same ledger on the contracts and on the model. */
import { expect } from "chai";
import { createLedger, type RunSummary } from "../../sim/metrics/summary.ts";
import { scenarios } from "../../sim/scenarios/index.ts";
import type { Population } from "../../sim/scenarios/populations.ts";
import { type Scenario, scenarioSchema } from "../../sim/scenarios/schema.ts";
import { closeChains, forEachBackend } from "../support/chains.ts";
import { runOn } from "../world/runs.ts";

const DAYS = 0.08;
/** Tasks of a run, about: enough that races, claims and votes happen. */
const TASKS = 40;
/** What attackers do per day is done within the run. */
const HASTE = 1 / DAYS;

const dailyTasks = (population: Population): number =>
  population.kind === "user"
    ? population.count * population.demand.reduce((sum, { tasksPerDay }) => sum + tasksPerDay, 0)
    : 0;

/** A scenario's first two hours, with demand and mischief that would fill a day. */
function hastened(original: Scenario): Scenario {
  const scenario = structuredClone(original);
  scenario.horizonDays = DAYS;
  const daily = scenario.populations.reduce((sum, population) => sum + dailyTasks(population), 0);
  for (const population of scenario.populations) {
    if (population.kind === "user") for (const wish of population.demand) wish.tasksPerDay *= TASKS / (daily * DAYS);
    if (population.kind === "dao") population.payEveryDays = 0.03;
    if (population.kind === "briber") population.bribeAius = "60"; // enough to be taken, and paid
    const rates = population as Record<string, unknown>;
    for (const rate of ["falsePerDay", "contestPerDay", "attacksPerDay"]) {
      if (typeof rates[rate] === "number") rates[rate] = rates[rate] * HASTE * 2;
    }
  }
  for (const outage of scenario.network.outages ?? []) [outage.afterDays, outage.hours] = [0.03, 0.3];
  for (const shock of [...(scenario.prices.aius.shocks ?? []), ...(scenario.costs.tariffShocks ?? [])])
    shock.afterDays = 0.03;
  return scenarioSchema.parse(scenario);
}

/** Hashes and summaries by scenario, of the backends that have run so far. */
const hashes = new Map<string, string>();
const summaries = new Map<string, RunSummary>();

forEachBackend("scenarios' first hours", (backend) => {
  after(closeChains);

  for (const [name, scenario] of Object.entries(scenarios)) {
    it(`${name}: the ledger is what it is on every other backend`, async () => {
      const ledger = createLedger({ onViolation: "stop" });
      const { ending } = await runOn(backend, hastened(scenario), { readers: [ledger] });
      expect(ending.violation?.message, "violation").to.equal(undefined);
      summaries.set(name, ledger.summary());
      const hash = ledger.hash();
      expect(hashes.get(name) ?? hash).to.equal(hash);
      hashes.set(name, hash);
    });
  }
});

describe("scenarios' first hours", () => {
  const value = (scenario: string, metric: string): bigint => {
    const found = summaries.get(scenario)!.metrics.find(({ name }) => name === metric);
    if (found === undefined) throw new Error(`${scenario} has no metric ${metric}`);
    return found.value;
  };

  /** What must happen for the comparison above to say anything about the scenario. */
  const DEEDS = [
    ["frontrun", "transactions.signalCommitment"],
    ["frontrun-bare", "copycat.stolen"],
    ["farming", "farming.solved"],
    ["griefing", "griefing.cases"],
    ["bribery", "bribery.bribes"],
    ["withholding", "withholding.paid"],
    ["emission", "reward.count"],
    ["slashing", "cheat.count"],
    ["majority", "verdicts"],
    ["race", "fees.dearest.wait"],
    ["outage", "false.submitted"],
    ["exodus", "reward.count"],
    ["mismatch", "contestations.submitted"],
    ["treasury", "treasury.spent"],
  ] as const;

  for (const [scenario, metric] of DEEDS) {
    it(`${scenario}: what it is about is in them, ${metric}`, () => {
      expect(value(scenario, metric) > 0n).to.equal(true);
    });
  }
});
