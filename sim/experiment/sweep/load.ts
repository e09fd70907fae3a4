/** Experiment files, read and checked, with the scenario that they vary. */
import { checkData, checkScenario, type DataSchema } from "../../run/check.ts";
import { beside, loadFile, loadScenario } from "../../run/load.ts";
import type { Scenario } from "../../scenarios/schema.ts";
import { checkPoints } from "./points.ts";
import { type Experiment, experimentJsonSchema, experimentSchema } from "./schema.ts";
import { withSettings } from "./settings.ts";

export interface LoadedExperiment {
  readonly experiment: Experiment;
  /** What all runs share: the scenario with `set` and `days` applied. */
  readonly base: Scenario;
  /** Name or file of that scenario, as the command line takes it. */
  readonly source: string;
}

const EXPERIMENT: DataSchema<Experiment> = { zod: experimentSchema, json: experimentJsonSchema };

/** Reads the file and checks every value that the experiment will set. Throws `UserProblem`. */
export async function loadExperiment(path: string): Promise<LoadedExperiment> {
  const { raw, locate } = await loadFile(path, "experiment");
  const experiment = checkData(EXPERIMENT, raw, locate);
  const source = beside(path, experiment.scenario);
  const base = await baseOf(experiment, source);
  checkPoints(experiment, base);
  return { experiment, base, source };
}

async function baseOf({ set, days }: Experiment, source: string): Promise<Scenario> {
  const { raw, locate } = await loadScenario(source);
  const checked = checkScenario(raw, locate);
  const named = days === undefined ? checked : { ...checked, horizonDays: days };
  return withSettings(named, Object.entries(set));
}
