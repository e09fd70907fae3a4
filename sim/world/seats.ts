/** Where agents sit: what the world keeps for each of them. */
import type { Agent } from "../agents/agent.ts";
import type { Member } from "../agents/crew.ts";
import { Rng } from "../base/random.ts";
import type { NanoUsd } from "../base/types.ts";
import { parseUsd } from "../scenarios/amounts.ts";
import type { Calibration } from "../scenarios/calibration.ts";
import { computes } from "../scenarios/populations.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { Eyes, type Public } from "./eyes.ts";
import { Machine, planOf } from "./machines.ts";

export interface Seat {
  readonly agent: Agent;
  readonly eyes: Eyes;
  /** Stream of the delays of its actions, and what they are drawn from, in milliseconds. */
  readonly latency: Rng;
  readonly delay: Scenario["network"]["latencyMilliseconds"];
  /** Undefined for agents that compute nothing. */
  readonly machine: Machine | undefined;
  /** Class of the machine, where results differ between classes. */
  readonly machineClass: string | undefined;
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
    computes(population) ? planOf(scenario, index, calibration) : undefined,
  );
  return crew.map(({ agent, population }) => {
    const plan = plans[scenario.populations.indexOf(population)];
    const solver = computes(population) ? population : undefined;
    const machine = solver && plan && new Machine(solver, plan, new Rng(seed, `${agent.name}/machine`));
    return {
      agent,
      eyes: new Eyes(all, agent.address, machine),
      latency: new Rng(seed, `${agent.name}/latency`),
      delay: solver?.latencyMilliseconds ?? scenario.network.latencyMilliseconds,
      machine,
      machineClass: solver?.machineClass,
      standingPerDay: solver === undefined ? 0n : parseUsd(solver.standingUsdPerDay),
    };
  });
}
