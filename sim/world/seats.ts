/** Where agents sit: what the world keeps for each of them. */
import type { Agent } from "../agents/agent.ts";
import type { Member } from "../agents/crew.ts";
import { Rng } from "../base/random.ts";
import type { NanoUsd } from "../base/types.ts";
import { parseUsd } from "../scenarios/amounts.ts";
import type { Calibration } from "../scenarios/calibration.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { Eyes, type Public } from "./eyes.ts";
import { Machine, planOf } from "./machines.ts";

export interface Seat {
  readonly agent: Agent;
  readonly eyes: Eyes;
  /** Stream of the delays of its actions. */
  readonly latency: Rng;
  /** Undefined for agents that compute nothing. */
  readonly machine: Machine | undefined;
  readonly standingPerDay: NanoUsd;
}

/** One seat per agent, in the crew's order. Throws a ScenarioError when the calibration lacks what a machine needs. */
export function seatsOf(
  scenario: Scenario,
  seed: number,
  crew: readonly Member[],
  calibration: Calibration,
  all: Public,
): readonly Seat[] {
  const plans = scenario.populations.map((population, index) =>
    population.kind === "user" ? undefined : planOf(scenario, index, calibration),
  );
  return crew.map(({ agent, population }) => {
    const plan = plans[scenario.populations.indexOf(population)];
    const machine =
      population.kind === "user" || plan === undefined
        ? undefined
        : new Machine(population, plan, new Rng(seed, `${agent.name}/machine`));
    return {
      agent,
      eyes: new Eyes(all, agent.address, machine),
      latency: new Rng(seed, `${agent.name}/latency`),
      machine,
      standingPerDay: population.kind === "user" ? 0n : parseUsd(population.standingUsdPerDay),
    };
  });
}
