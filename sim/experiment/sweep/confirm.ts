/** A sample of a sweep's runs, once more on the contracts. */

import { type Confirmation, confirmOnEvm, sampleOf } from "../confirm.ts";
import type { RunStore } from "../experiment.ts";
import type { Lab } from "../trials.ts";
import { scenarioAt } from "./points.ts";
import type { Sweep } from "./run.ts";

interface DoneRun {
  readonly id: string;
  readonly point: number;
  readonly seed: number;
}

const doneRuns = ({ points }: Sweep): DoneRun[] =>
  points.flatMap(({ runs }, point) =>
    runs.flatMap((id, replicate) => (id === undefined ? [] : [{ id, point, seed: replicate + 1 }])),
  );

/** Nothing is confirmed of a sweep that ran on the contracts. Throws `Interrupted` on an abort. */
export async function confirmSweep(sweep: Sweep, share: number, lab: Lab): Promise<readonly Confirmation[]> {
  const { experiment, base, points } = sweep;
  if (experiment.backend === "evm") return [];
  const chosen = sampleOf(doneRuns(sweep), share, `${sweep.experiment.name}/confirm`);
  if (chosen.length > 0) lab.onStage?.(`${chosen.length} of the runs again on the contracts`);
  const specs = chosen.map(({ id, point, seed }) => ({
    spec: { scenario: scenarioAt(base, experiment, points[point]!.values), seed, backend: experiment.backend },
    model: recordOf(lab.store, id),
  }));
  return confirmOnEvm(specs, lab);
}

function recordOf(store: RunStore, id: string) {
  const record = store.read(id);
  if (record === undefined) throw new Error(`run ${id} was done and is gone`);
  return record;
}
