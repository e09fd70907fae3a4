/** What copycats take from those who computed: a copycat computes nothing, so every solution of its own is another's. */
import type { Wei } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import type { BlockRecord, GenesisRecord } from "../ledger/records.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { Participants } from "./participants.ts";
import { aius, count, ratio, shareOf } from "./units.ts";

const COPYCAT = "copycat";
const SOURCE = "solutions and payments of copycats, who never compute";

export class CopyingFold implements MetricFold {
  readonly flowKinds = ["solverFee", "rewardSolver"] as const;
  #participants = new Participants([]);
  #names: ReadonlySet<string> = new Set();
  #attempts = 0;
  #solved = 0;
  #stolen = 0;
  #taken: Wei = 0n;
  #paid: Wei = 0n;

  genesis({ participants }: GenesisRecord): void {
    this.#participants = new Participants(participants);
    this.#names = new Set(participants.filter(({ kind }) => kind === COPYCAT).map(({ name }) => name));
  }

  /** Their tries: a commitment where one is needed, a solution where none is. */
  block({ phase, steps }: BlockRecord): void {
    if (phase === "setup" || this.#names.size === 0) return;
    for (const { agent, action } of steps) {
      if (action.method === "submitSolution" && this.#names.has(agent)) this.#attempts++;
    }
  }

  happening({ kind, by }: Happening): void {
    if (kind !== "solved") return;
    this.#solved++;
    if (this.#participants.kindOf(by) === COPYCAT) this.#stolen++;
  }

  flow({ to, amount }: Flow): void {
    this.#paid += amount;
    if (this.#participants.kindOf(to) === COPYCAT) this.#taken += amount;
  }

  metrics(): readonly Metric[] {
    if (this.#names.size === 0) return [];
    return [
      count("copycat.attempts", this.#attempts, "Solutions that copycats sent.", SOURCE),
      count("copycat.stolen", this.#stolen, "Tasks for which a copycat's copy came first.", SOURCE),
      ratio("copycat.stolen.share", shareOf(this.#stolen, this.#solved), "Their share of all solved tasks.", SOURCE),
      aius("copycat.taken.aius", this.#taken, "Fees and rewards paid to copycats.", SOURCE),
      ratio("copycat.taken.share", shareOf(this.#taken, this.#paid), "Their share of what all solvers got.", SOURCE),
    ];
  }
}
