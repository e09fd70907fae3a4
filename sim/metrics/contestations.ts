/** Contestations, votes, and the slashes they moved. */
import type { Wei } from "../base/types.ts";
import type { Flow, FlowKind } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import { Line } from "./line.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { aius, count } from "./units.ts";

const EVENTS = "the engine's events";

const SLASHES = [
  ["slashLocked", "slashes.locked", "Taken off stakes in votes."],
  ["slashReturned", "slashes.returned", "Returned to the stakes of winners."],
  ["slashLost", "slashes.lost", "Lost by the losers of settled votes."],
  ["slashWon", "slashes.won", "Paid to winners."],
  ["slashDust", "slashes.unclaimable", "Left in the engine by rounding, or stranded there."],
] as const satisfies readonly (readonly [FlowKind, string, string])[];

export class ContestationsFold implements MetricFold {
  readonly flowKinds = SLASHES.map(([kind]) => kind);
  readonly #lost = new Line("slashes.lost", "AIUS", 18);
  readonly #contestedLine = new Line("contestations.submitted", "1", 0);
  readonly lines = [this.#lost, this.#contestedLine];
  readonly #sums = new Map<FlowKind, Wei>(SLASHES.map(([kind]) => [kind, 0n]));
  #submitted = 0;
  #upheld = 0;
  #rejected = 0;
  #settled = 0;
  #yeas = 0;
  #nays = 0;

  flow({ kind, amount }: Flow): void {
    this.#sums.set(kind, this.#sums.get(kind)! + amount);
  }

  happening({ kind, task, yea }: Happening): void {
    if (kind === "contested") this.#submitted++;
    if (kind === "voted") this.#countVote(yea);
    if (kind === "settled") this.#settled++;
    if (kind === "judged") this.#countVerdict(task.contestation!.verdict === "upheld");
  }

  #countVote(yea: boolean): void {
    if (yea) this.#yeas++;
    else this.#nays++;
  }

  #countVerdict(upheld: boolean): void {
    if (upheld) this.#upheld++;
    else this.#rejected++;
  }

  sample(): void {
    this.#lost.push(this.#sums.get("slashLost")!);
    this.#contestedLine.push(this.#submitted);
  }

  metrics(): readonly Metric[] {
    const open = this.#submitted - this.#upheld - this.#rejected;
    return [
      count("contestations.submitted", this.#submitted, "Solutions contested.", EVENTS),
      count("contestations.upheld", this.#upheld, "Contestations that succeeded.", EVENTS),
      count("contestations.rejected", this.#rejected, "Contestations that failed, ties included.", EVENTS),
      count("contestations.open", open, "Contestations without a verdict at the end.", EVENTS),
      count("contestations.settled", this.#settled, "Contestations of which every winner was served.", EVENTS),
      count("votes.yea", this.#yeas, "Votes for contestations, the contesters' included.", EVENTS),
      count("votes.nay", this.#nays, "Votes against, the solvers' own included.", EVENTS),
      ...SLASHES.map(([kind, name, text]) => aius(name, this.#sums.get(kind)!, text, `flows of kind ${kind}`)),
    ];
  }
}
