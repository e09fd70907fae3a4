/** What false results brought, what they cost and whom, and how long those lived who submitted them. */
import { type Address, DAY, type Seconds, type Wei } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import type { EndRecord, GenesisRecord } from "../ledger/records.ts";
import type { TaskState } from "../ledger/state.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { aius, count, ratio, shareOf } from "./units.ts";

const TRUTH = "the engine's events and the simulator's knowledge of the true results";

/** From the first false result of a solver on. */
interface Life {
  readonly since: Seconds;
  convictedAt: Seconds | undefined;
}

export class CheatingFold implements MetricFold {
  readonly flowKinds = ["solverFee", "rewardSolver", "slashLost"] as const;
  readonly #lives = new Map<Address, Life>();
  #end: Seconds = 0;
  #verdicts = 0;
  #wrongVerdicts = 0;
  #fees: Wei = 0n;
  #rewards: Wei = 0n;
  #finedLiars: Wei = 0n;
  #finedRight: Wei = 0n;
  #finedWrong: Wei = 0n;

  genesis({ start }: GenesisRecord): void {
    this.#end = start;
  }

  end({ timestamp }: EndRecord): void {
    this.#end = timestamp;
  }

  /** Truth is told after the block of the solution, so a life is dated by its task and looked at when money moves. */
  flow({ kind, from, amount, task }: Flow): void {
    if (task?.truthful === undefined) return;
    if (kind === "slashLost") this.#fine(from, amount, task);
    else if (!task.truthful && kind === "solverFee") this.#fees += amount;
    else if (!task.truthful && kind === "rewardSolver") this.#rewards += amount;
  }

  #fine(loser: Address, amount: Wei, task: TaskState): void {
    const forTruth = task.contestation!.nays.includes(loser) === task.truthful;
    if (forTruth) this.#finedRight += amount;
    else this.#finedWrong += amount;
    if (!task.truthful && loser === task.solver) this.#finedLiars += amount;
  }

  happening({ kind, time, task }: Happening): void {
    if (kind !== "claimed" && kind !== "judged") return;
    if (task.truthful === false) this.#live(task);
    if (kind !== "judged" || task.truthful === undefined) return;
    const upheld = task.contestation!.verdict === "upheld";
    this.#verdicts++;
    if (upheld === task.truthful) this.#wrongVerdicts++;
    if (upheld && !task.truthful) this.#lives.get(task.solver!)!.convictedAt ??= time;
  }

  #live({ solver, solvedAt }: TaskState): void {
    const life = this.#lives.get(solver!);
    if (life === undefined) this.#lives.set(solver!, { since: solvedAt, convictedAt: undefined });
    else if (solvedAt < life.since) this.#lives.set(solver!, { ...life, since: solvedAt });
  }

  /** Days at risk over convictions: the mean of an exponential life of which some outlast the run. 0 without a conviction. */
  #lifetime(): bigint {
    const lives = [...this.#lives.values()];
    const convicted = lives.filter(({ convictedAt }) => convictedAt !== undefined).length;
    const atRisk = lives.reduce((sum, { since, convictedAt }) => sum + (convictedAt ?? this.#end) - since, 0);
    return convicted === 0 ? 0n : (BigInt(atRisk) * 1_000_000n) / BigInt(convicted * DAY);
  }

  metrics(): readonly Metric[] {
    const lives = [...this.#lives.values()];
    const convicted = lives.filter(({ convictedAt }) => convictedAt !== undefined).length;
    return [
      count("cheat.count", lives.length, "Solvers with a false result that was paid or judged.", TRUTH),
      count("cheat.convicted", convicted, "Those of them that a contestation convicted at least once.", TRUTH),
      {
        name: "cheat.lifetime.days",
        unit: "d",
        value: this.#lifetime(),
        decimals: 6,
        description:
          "Mean time from a cheat's first false result to its first conviction: days at risk over convictions.",
        source: TRUTH,
      },
      aius("cheat.fees.aius", this.#fees, "Users' fees paid to the solvers of false results.", TRUTH),
      aius("cheat.rewards.aius", this.#rewards, "Emission paid to the solvers of false results.", TRUTH),
      aius("cheat.fined.aius", this.#finedLiars, "Slashes that solvers of false results lost over them.", TRUTH),
      aius(
        "cheat.balance.aius",
        this.#fees + this.#rewards - this.#finedLiars,
        "Fees and rewards of false results, less the slashes lost over them.",
        TRUTH,
      ),
      count("verdicts", this.#verdicts, "Contestations with a verdict and a known truth.", TRUTH),
      count("verdicts.wrong", this.#wrongVerdicts, "Verdicts against the truth.", TRUTH),
      ratio("verdicts.wrong_share", shareOf(this.#wrongVerdicts, this.#verdicts), "Their share of all.", TRUTH),
      aius("slashes.lost.right", this.#finedRight, "Lost by those who voted for the truth.", TRUTH),
      aius("slashes.lost.wrong", this.#finedWrong, "Lost by those who voted against the truth.", TRUTH),
    ];
  }
}
