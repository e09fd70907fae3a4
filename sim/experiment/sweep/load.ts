/** Experiment files, read and checked, with the scenario that they vary. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { checkData, checkScenario, type DataSchema } from "../../run/check.ts";
import { loadFile, loadScenario } from "../../run/load.ts";
import type { Scenario } from "../../scenarios/schema.ts";
import { checkPoints } from "./points.ts";
import { type Experiment, experimentJsonSchema, experimentSchema } from "./schema.ts";
import { withSettings } from "./settings.ts";

export interface LoadedExperiment {
  readonly experiment: Experiment;
  /** What all runs share: the scenario with `set` and `days` applied. */
  readonly base: Scenario;
}

const EXPERIMENT: DataSchema<Experiment> = { zod: experimentSchema, json: experimentJsonSchema };

/** Reads the file and checks every value that the experiment will set. Throws `UserProblem`. */
export async function loadExperiment(path: string): Promise<LoadedExperiment> {
  const { raw, locate } = await loadFile(path, "experiment");
  const experiment = checkData(EXPERIMENT, raw, locate);
  const base = await baseOf(experiment, path);
  checkPoints(experiment, base);
  return { experiment, base };
}

async function baseOf({ scenario, set, days }: Experiment, path: string): Promise<Scenario> {
  const beside = resolve(dirname(path), scenario);
  const { raw, locate } = await loadScenario(existsSync(beside) ? beside : scenario);
  const checked = checkScenario(raw, locate);
  const named = days === undefined ? checked : { ...checked, horizonDays: days };
  return withSettings(named, Object.entries(set));
}
