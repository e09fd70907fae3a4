/** Who solves, and how true it is. */
import type { Flow } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import type { GenesisRecord, TruthRecord } from "../ledger/records.ts";
import { Line } from "./line.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { OTHER, Participants } from "./participants.ts";
import { count, ratio, shareOf } from "./units.ts";

const EVENTS = "the engine's events";
const TRUTH = "the engine's events and the simulator's knowledge of the true results";

interface Tally {
  staked: boolean;
  solved: number;
  paid: number;
  false: number;
  falsePaid: number;
  caught: number;
  readonly line: Line;
}

export class SolvingFold implements MetricFold {
  readonly flowKinds = ["stakeDeposit"] as const;
  readonly #tallies = new Map<string, Tally>();
  readonly #falsePaidLine = new Line("false.paid", "1", 0);
  readonly #falseLine = new Line("false.submitted", "1", 0);
  #participants = new Participants([]);
  #kindOfSolver: ReadonlyMap<string, string> = new Map();
  #trueRejected = 0;

  genesis({ participants }: GenesisRecord): void {
    this.#participants = new Participants(participants);
    this.#kindOfSolver = new Map(participants.map(({ name, kind }) => [name, kind]));
    for (const kind of this.#participants.kinds) this.#tally(kind);
  }

  truth({ solver, truthful }: TruthRecord): void {
    if (!truthful) this.#tally(this.#kindOfSolver.get(solver) ?? OTHER).false++;
  }

  happening({ kind, task }: Happening): void {
    if (kind !== "solved" && kind !== "claimed" && kind !== "judged") return;
    const tally = this.#tally(this.#participants.kindOf(task.solver!));
    if (kind === "solved") tally.solved++;
    else if (kind === "judged" && task.contestation!.verdict === "upheld") this.#rejected(tally, task.truthful);
    else {
      tally.paid++;
      if (task.truthful === false) tally.falsePaid++;
    }
  }

  #rejected(tally: Tally, truthful: boolean | undefined): void {
    if (truthful === true) this.#trueRejected++;
    if (truthful === false) tally.caught++;
  }

  /** Whoever stakes may solve: such kinds are shown, also when they solved nothing. */
  flow({ to }: Flow): void {
    this.#tally(this.#participants.kindOf(to)).staked = true;
  }

  #tally(kind: string): Tally {
    const known = this.#tallies.get(kind);
    if (known) return known;
    const line = new Line(`solved.${kind}`, "1", 0);
    const tally: Tally = { staked: false, solved: 0, paid: 0, false: 0, falsePaid: 0, caught: 0, line };
    this.#tallies.set(kind, tally);
    return tally;
  }

  get #solvers(): readonly (readonly [string, Tally])[] {
    return [...this.#tallies].filter(([, { staked, solved }]) => staked || solved > 0);
  }

  /** Strangers have no line: they may come after the first sample. */
  get lines(): readonly Line[] {
    const solved = this.#solvers.filter(([kind]) => kind !== OTHER).map(([, { line }]) => line);
    return [this.#falseLine, this.#falsePaidLine, ...solved];
  }

  #sum(of: "solved" | "false" | "falsePaid" | "caught"): number {
    let sum = 0;
    for (const tally of this.#tallies.values()) sum += tally[of];
    return sum;
  }

  sample(): void {
    this.#falseLine.push(this.#sum("false"));
    this.#falsePaidLine.push(this.#sum("falsePaid"));
    for (const { line, solved } of this.#tallies.values()) line.push(solved);
  }

  metrics(): readonly Metric[] {
    const all = this.#sum("solved");
    const wrong = this.#sum("false");
    const byKind = this.#solvers.flatMap(([kind, tally]) => ofKind(kind, tally, all));
    return [
      count("false.submitted", wrong, "Solutions that are not what the model yields.", TRUTH),
      count("false.caught", this.#sum("caught"), "False solutions rejected by a contestation.", TRUTH),
      count("false.paid", this.#sum("falsePaid"), "False solutions that were paid.", TRUTH),
      ratio("false.share", shareOf(wrong, all), "False solutions of all solutions.", TRUTH),
      ratio("false.caught_share", shareOf(this.#sum("caught"), wrong), "Rejected of the false solutions.", TRUTH),
      count("true.rejected", this.#trueRejected, "True solutions rejected by a contestation.", TRUTH),
      ...byKind,
    ];
  }
}

const ofKind = (kind: string, tally: Tally, all: number): readonly Metric[] => [
  count(`solved.${kind}`, tally.solved, `Tasks solved by ${kind} participants.`, EVENTS),
  ratio(
    `solved.share.${kind}`,
    shareOf(tally.solved, all),
    `Share of the tasks solved by ${kind} participants.`,
    EVENTS,
  ),
  count(`paid.${kind}`, tally.paid, `Solutions of ${kind} participants that were paid.`, EVENTS),
  count(`false.submitted.${kind}`, tally.false, `False solutions of ${kind} participants.`, TRUTH),
  count(`false.caught.${kind}`, tally.caught, `False solutions of ${kind} participants rejected.`, TRUTH),
  count(`false.paid.${kind}`, tally.falsePaid, `False solutions of ${kind} participants that were paid.`, TRUTH),
];
