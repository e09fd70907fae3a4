/** What a scenario puts on the chain before its first block. */
import { bytesToHex } from "../base/hex.ts";
import { addressOf } from "../base/identity.ts";
import { type Address, DAY, type Seconds } from "../base/types.ts";
import type { DeploymentPlan, EngineParameters } from "../chain/port.ts";
import { parseWad } from "../scenarios/amounts.ts";
import type { Scenario } from "../scenarios/schema.ts";

const utf8 = new TextEncoder();

/** First moment of the simulated time, where no fork moves it. */
export const startOf = (scenario: Scenario): Seconds => Date.parse(`${scenario.start.date}T00:00:00Z`) / 1000;

/** Age of the protocol at the start of the run, in whole seconds. */
export const ageOf = (scenario: Scenario): Seconds => Math.round(scenario.start.ageDays * DAY);

/** Who receives a model's fees. */
export const modelOwner = (model: string): Address => addressOf(`model-owner/${model}`);

/** The plan that deploys `scenario`: the engine starts an age before the run does. */
export const deploymentPlanOf = (scenario: Scenario): DeploymentPlan => ({
  timestamp: startOf(scenario) - ageOf(scenario),
  parameters: parametersOf(scenario),
  ...(scenario.engine && { engine: scenario.engine }),
  models: scenario.models.map(({ name, feeAius, rate, calibration }) => ({
    name,
    addr: modelOwner(name),
    fee: parseWad(feeAius),
    rate: parseWad(rate),
    template: bytesToHex(utf8.encode(JSON.stringify({ name, calibration }))),
  })),
});

function parametersOf({ protocol }: Scenario): Partial<EngineParameters> {
  return Object.fromEntries(
    Object.entries(protocol).map(([name, value]) => [
      name,
      typeof value === "string" ? parseWad(value) : BigInt(value as number),
    ]),
  );
}
