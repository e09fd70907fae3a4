/** The agents of a scenario, in the order of its populations. A new kind is one file, one schema and one line here. */
import { addressOf } from "../base/identity.ts";
import { Rng } from "../base/random.ts";
import type { Population } from "../scenarios/populations.ts";
import type { Scenario } from "../scenarios/schema.ts";
import type { Agent, Birth } from "./agent.ts";
import { Group } from "./group.ts";
import { Honest } from "./honest.ts";
import { Lazy } from "./lazy.ts";
import { Malicious } from "./malicious.ts";
import { User } from "./user.ts";

export interface Member {
  readonly agent: Agent;
  readonly population: Population;
}

/** Makes agents of one population; what they share among themselves is made here too. */
function makerOf(population: Population): (birth: Birth) => Agent {
  switch (population.kind) {
    case "user":
      return (birth) => new User(birth, population);
    case "honest":
      return (birth) => new Honest(birth, population);
    case "lazy":
      return (birth) => new Lazy(birth, population);
    case "malicious": {
      const group = new Group();
      return (birth) => new Malicious(birth, population, group);
    }
  }
}

export function crewOf(scenario: Scenario, seed: number): readonly Member[] {
  return scenario.populations.flatMap((population) => {
    const make = makerOf(population);
    return Array.from({ length: population.count }, (_, index) => {
      const name = `${population.name ?? population.kind}-${index + 1}`;
      const stream = (purpose: string) => new Rng(seed, `${name}/${purpose}`);
      return { agent: make({ name, address: addressOf(name), stream }), population };
    });
  });
}
