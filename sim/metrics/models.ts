/** How each model fared, where there are several. */
import type { Hex } from "../base/types.ts";
import type { Happening } from "../ledger/happening.ts";
import type { GenesisRecord } from "../ledger/records.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { count } from "./units.ts";

const TRUTH = "the engine's events and the simulator's knowledge of the true results";

interface Tally {
  readonly name: string;
  submitted: number;
  solved: number;
  falsePaid: number;
  trueRejected: number;
}

export class ModelsFold implements MetricFold {
  #tallies: ReadonlyMap<Hex, Tally> = new Map();

  genesis({ deployment }: GenesisRecord): void {
    this.#tallies = new Map(
      Object.entries(deployment.models).map(([name, id]) => [
        id,
        { name, submitted: 0, solved: 0, falsePaid: 0, trueRejected: 0 },
      ]),
    );
  }

  happening({ kind, task }: Happening): void {
    const tally = this.#tallies.get(task.model);
    if (tally === undefined) return;
    const upheld = kind === "judged" && task.contestation!.verdict === "upheld";
    if (kind === "submitted") tally.submitted++;
    else if (kind === "solved") tally.solved++;
    else if (upheld && task.truthful === true) tally.trueRejected++;
    else if ((kind === "claimed" || (kind === "judged" && !upheld)) && task.truthful === false) tally.falsePaid++;
  }

  metrics(): readonly Metric[] {
    if (this.#tallies.size < 2) return [];
    return [...this.#tallies.values()].flatMap(({ name, submitted, solved, falsePaid, trueRejected }) => [
      count(`model.${name}.submitted`, submitted, `Tasks of ${name} submitted.`, TRUTH),
      count(`model.${name}.solved`, solved, `Tasks of ${name} solved.`, TRUTH),
      count(`model.${name}.false_paid`, falsePaid, `False results of ${name} that were paid.`, TRUTH),
      count(`model.${name}.true_rejected`, trueRejected, `True results of ${name} that were rejected.`, TRUTH),
    ]);
  }
}
