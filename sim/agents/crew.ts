/** The agents of a scenario, in the order of its populations. A new kind is one file, one schema and one line here. */
import { addressOf } from "../base/identity.ts";
import { Rng } from "../base/random.ts";
import type { Population } from "../scenarios/populations.ts";
import type { Scenario } from "../scenarios/schema.ts";
import type { Agent, Birth } from "./agent.ts";
import { Briber } from "./briber.ts";
import { Bribes } from "./bribes.ts";
import { Copycat } from "./copycat.ts";
import { Dao } from "./dao.ts";
import { Farmer } from "./farmer.ts";
import { Griefer } from "./griefer.ts";
import { Group } from "./group.ts";
import { Honest } from "./honest.ts";
import { Lazy } from "./lazy.ts";
import { Malicious } from "./malicious.ts";
import { Steward } from "./steward.ts";
import { User } from "./user.ts";
import { Venal } from "./venal.ts";
import { Withholder } from "./withholder.ts";

export interface Member {
  readonly agent: Agent;
  readonly population: Population;
}

/** Makes agents of one population; what its members share is made here too, what populations share comes in. */
function makerOf(population: Population, bribes: Bribes): (birth: Birth) => Agent {
  switch (population.kind) {
    case "user":
      return (birth) => new User(birth, population);
    case "dao":
      return (birth) => new Dao(birth, population);
    case "honest":
      return (birth) => new Honest(birth, population);
    case "lazy":
      return (birth) => new Lazy(birth, population);
    case "malicious": {
      const group = new Group();
      return (birth) => new Malicious(birth, population, group);
    }
    case "copycat": {
      const group = new Group();
      return (birth) => new Copycat(birth, population, group);
    }
    case "farmer":
      return (birth) => new Farmer(birth, population);
    case "griefer": {
      const group = new Group();
      return (birth) => new Griefer(birth, population, group);
    }
    case "briber":
      return (birth) => new Briber(birth, population, bribes);
    case "venal":
      return (birth) => new Venal(birth, population, bribes);
    case "withholder":
      return (birth) => new Withholder(birth, population);
    case "steward":
      return (birth) => new Steward(birth, population);
  }
}

export function crewOf(scenario: Scenario, seed: number): readonly Member[] {
  const bribes = new Bribes();
  return scenario.populations.flatMap((population) => {
    const make = makerOf(population, bribes);
    return Array.from({ length: population.count }, (_, index) => {
      const name = `${population.name ?? population.kind}-${index + 1}`;
      const stream = (purpose: string) => new Rng(seed, `${name}/${purpose}`);
      return { agent: make({ name, address: addressOf(name), stream }), population };
    });
  });
}
