/** Short runs of the market for tests, with their records. */
import type { Chain } from "../../sim/chain/port.ts";
import type { BlockRecord, LedgerRecord, Step } from "../../sim/ledger/records.ts";
import market from "../../sim/scenarios/market.ts";
import { type Scenario, scenarioSchema } from "../../sim/scenarios/schema.ts";
import { deploymentPlanOf, type Ending, type SimulateOptions, simulate } from "../../sim/world/simulate.ts";
import type { Backend } from "../support/chains.ts";

/** A busy half day of the market: more demand and more mischief than in the scenario itself, so that all of it happens. */
export function busyMarket(change: (scenario: Scenario) => void = () => {}): Scenario {
  const scenario = structuredClone(market);
  scenario.horizonDays = 0.25;
  for (const population of scenario.populations) {
    if (population.kind === "lazy") population.tryShare = 0.02;
    if (population.kind === "malicious") [population.falsePerDay, population.contestPerDay] = [4, 1];
  }
  change(scenario);
  return scenarioSchema.parse(scenario);
}

export interface Run {
  readonly records: readonly LedgerRecord[];
  readonly ending: Ending;
  readonly chain: Chain;
}

export async function runOn(
  backend: Backend,
  scenario: Scenario,
  options: Partial<SimulateOptions> = {},
): Promise<Run> {
  const chain = await backend.open(deploymentPlanOf(scenario));
  const records: LedgerRecord[] = [];
  const readers = [{ read: (record: LedgerRecord) => void records.push(record) }, ...(options.readers ?? [])];
  const ending = await simulate({ seed: 1, ...options, scenario, chain, readers });
  return { records, ending, chain };
}

export const ofType = <T extends LedgerRecord["type"]>(records: readonly LedgerRecord[], type: T) =>
  records.filter((record): record is LedgerRecord & { type: T } => record.type === type);

export const runBlocks = (records: readonly LedgerRecord[]): readonly BlockRecord[] =>
  ofType(records, "block").filter(({ phase }) => phase === "run");

/** Every action of the run with its time. */
export const stepsOf = (records: readonly LedgerRecord[]): readonly (Step & { readonly timestamp: number })[] =>
  runBlocks(records).flatMap(({ timestamp, steps }) => steps.map((step) => ({ ...step, timestamp })));

/** The records as text, the EVM's own gas figures left out: equal text is an equal run. */
export const textOf = (records: readonly LedgerRecord[]): string =>
  JSON.stringify(records, (key, value) => {
    if (typeof value === "bigint") return `${value}n`;
    return key === "outcome" ? { ...value, gas: undefined } : value;
  });
