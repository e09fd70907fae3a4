/** A solver's machine: how long a computation takes on it, and what it costs its owner. */
import type { MachineFacts } from "../agents/view.ts";
import { exp } from "../base/elementary.ts";
import type { Rng } from "../base/random.ts";
import type { NanoUsd } from "../base/types.ts";
import { parseUsd } from "../scenarios/amounts.ts";
import type { Calibration } from "../scenarios/calibration.ts";
import type { SolverPopulation } from "../scenarios/populations.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { scaled } from "./prices.ts";

/** A scenario that its schema accepts but that cannot be run. `path` is the value's place in the scenario. */
export class ScenarioError extends RangeError {
  readonly path: readonly (string | number)[];
  constructor(path: readonly (string | number)[], message: string) {
    super(`${path.join(".")}: ${message}`);
    this.name = "ScenarioError";
    this.path = path;
  }
}

export interface Bill {
  readonly milliseconds: number;
  readonly joules: number;
  readonly cost: NanoUsd;
}

interface Program {
  readonly load: number;
  readonly median: number;
  readonly sigma: number;
  readonly facts: MachineFacts;
}

export class Machine {
  #programs: ReadonlyMap<string, Program>;
  readonly #slowness: number;
  #price: NanoUsd;
  readonly #runs: readonly PlannedRun[];
  readonly #watts: number;

  constructor(population: SolverPopulation, plan: Plan, rng: Rng) {
    this.#slowness = rng.lognormal(population.slowness.median, population.slowness.sigma);
    this.#price = scaled(plan.price, rng.lognormal(population.priceFactor.median, population.priceFactor.sigma));
    this.#watts = plan.watts;
    this.#runs = plan.runs;
    this.#programs = this.#programsNow();
  }

  /** From now on a second costs that many times as much. */
  reprice(factor: number): void {
    this.#price = scaled(this.#price, factor);
    this.#programs = this.#programsNow();
  }

  #programsNow(): ReadonlyMap<string, Program> {
    return new Map(this.#runs.map((run) => [run.model, this.#programOf(run)]));
  }

  /** What its owner knows of a model before a computation. */
  facts(model: string): MachineFacts {
    return this.#program(model).facts;
  }

  /** The computation of a task of that length (a standard normal deviate on the model's own scale). */
  run(model: string, length: number): Bill {
    const { load, median, sigma } = this.#program(model);
    const seconds = load + median * this.#slowness * exp(sigma * length);
    const milliseconds = Math.max(1, Math.round(seconds * 1000));
    return {
      milliseconds,
      joules: Math.round((milliseconds * this.#watts) / 1000),
      cost: (this.#price * BigInt(milliseconds)) / 1000n,
    };
  }

  #program(model: string): Program {
    const program = this.#programs.get(model);
    if (program === undefined) throw new RangeError(`the machine does not serve ${model}`);
    return program;
  }

  #programOf({ load, median, sigma }: PlannedRun): Program {
    const mean = median * this.#slowness * exp((sigma * sigma) / 2);
    const usdPerSecond = Number(this.#price) * 1e-9;
    const facts = { seconds: load + median * this.#slowness, cost: (load + mean) * usdPerSecond };
    return { load, median, sigma, facts };
  }
}

interface PlannedRun {
  readonly model: string;
  readonly load: number;
  readonly median: number;
  readonly sigma: number;
}

/** What a population's machines have in common. */
export interface Plan {
  readonly price: NanoUsd;
  readonly watts: number;
  readonly runs: readonly PlannedRun[];
}

/** Looks a population's device, tariff and models up in the calibration. Throws a ScenarioError for what is not there. */
export function planOf(scenario: Scenario, index: number, calibration: Calibration): Plan {
  const population = scenario.populations[index] as SolverPopulation;
  const fail = (field: string, message: string): never => {
    throw new ScenarioError(["populations", index, field], `${message} in calibration ${calibration.name}`);
  };
  const device = calibration.devices[population.device] ?? fail("device", `there is no device ${population.device}`);
  const tariff =
    device.tariffs.find(({ name }) => name === population.tariff) ??
    fail("tariff", `${population.device} has no tariff ${population.tariff}`);
  const runs = population.models.map((model) => {
    const entry = scenario.models.find(({ name }) => name === model)!.calibration;
    const run =
      calibration.models[entry]?.runs.find((candidate) => candidate.device === population.device) ??
      fail("device", `there is no run of ${entry} on ${population.device}`);
    const load = tariff.coldStart ? run.loadSeconds.value : 0;
    return { model, load, median: run.seconds.median, sigma: run.seconds.sigma };
  });
  return { price: parseUsd(population.usdPerSecond ?? tariff.usdPerSecond), watts: device.watts.value, runs };
}
