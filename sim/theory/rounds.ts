/**
 * Rounds of the inspection game, each a task on a real engine: a solver computes or cheats, checkers look or do not, who sees a
 * falsehood contests it, and a second validator confirms it. What everyone made of a round is read from the ledger.
 *
 * Amounts are AIUS; computing is paid in USD, at a price of one, so that all payoffs are in one unit.
 */
import { type Address, type Hex, type Seconds, type Wei, YEAR } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { EngineParameters } from "../chain/port.ts";
import type { Flow } from "../ledger/flow.ts";
import type { ComputeRecord } from "../ledger/records.ts";
import type { Listener } from "../ledger/scene.ts";
import type { TheoryRun } from "./section.ts";
import { aius, CONTEST_WINDOW, Stage, VOTE_PERIOD } from "./stage.ts";

/** The published example, in AIUS. */
export const GAME = {
  /** What a solution costs to compute, and what checking one does. */
  solveCost: 0.02,
  checkCost: 0.02,
  /** What the solver gets of the user's fee, and of the emission. */
  fee: 0.1,
  reward: 0.5,
  /** Lost by a solver that is caught, and won by the checker that catches it. */
  penalty: 2.4,
  win: 1.2,
} as const;

/** Supply at which the slash is 2.4 AIUS, and the protocol's age when that is on schedule. */
const SUPPLY = 24_000;
const S = 600_000;
const AGE: Seconds = Math.round(-Math.log2(1 - SUPPLY / S) * YEAR);
/** After a solution: when it is contested, and when it is claimed. */
const CONTESTED_AFTER: Seconds = 60;
const CLAIMED_AFTER: Seconds = CONTEST_WINDOW + 60;
/** Of fee and reward, a tenth goes to the treasury. */
const SOLVERS_SHARE = 0.9;
const targetAt = (age: Seconds): number => S * (1 - 2 ** (-age / YEAR));
/** The rate at which a claim on schedule pays the solver the example's reward. */
const RATE = GAME.reward / SOLVERS_SHARE / (1 - targetAt(AGE + CLAIMED_AFTER) / S);
const FEE: Wei = aius(GAME.fee / SOLVERS_SHARE);
const STAKE: Wei = aius(20_000);
const NANO = 1e9;
const cost = (amount: number): bigint => BigInt(Math.round(amount * NANO));

/** How a round is played. */
export interface Round {
  readonly truthful: boolean;
  /** Which checkers look, by number. */
  readonly checks: readonly number[];
  /** Whether the first of them contests although it saw the truth. */
  readonly accuses?: boolean;
  /** Whether no second validator confirms what a checker saw. */
  readonly alone?: boolean;
}

/** What a round came to, in AIUS. */
export interface Payoff {
  readonly solver: number;
  /** Checker number 0. */
  readonly checker: number;
  /** The one who confirms. */
  readonly second: number;
  readonly contested: boolean;
}

/** Sums what each participant gained and spent on each task. */
class Accounts implements Listener {
  readonly flowKinds = ["solverFee", "rewardSolver", "slashWon", "slashLost"] as const;
  readonly #sums = new Map<string, number>();
  #add(task: Hex, who: Address, amount: number): void {
    const key = `${task}/${who}`;
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + amount);
  }
  flow({ kind, from, to, amount, task }: Flow): void {
    const tokens = Number(amount) / 1e18;
    if (kind === "slashLost") this.#add(task!.id, from, -tokens);
    else this.#add(task!.id, to, tokens);
  }
  compute({ task, cost: nano }: ComputeRecord, who: Address): void {
    this.#add(task, who, -Number(nano) / NANO);
  }
  of(task: Hex, who: Address): number {
    return this.#sums.get(`${task}/${who}`) ?? 0;
  }
}

export interface Played {
  readonly payoffs: readonly Payoff[];
  readonly runs: readonly TheoryRun[];
}

/** Rounds of one run: more would take more from the engine than was mined by then. */
const RUN_SIZE = 10_000;

/** What is played, and under which parameters. */
type Rules = { readonly seed: number; readonly parameters?: Partial<EngineParameters> };

/** Plays these rounds, in as many runs as it takes. */
export async function playRounds(name: string, rounds: readonly Round[], rules: Rules): Promise<Played> {
  const [payoffs, runs]: [Payoff[], TheoryRun[]] = [[], []];
  for (let at = 0; at < rounds.length; at += RUN_SIZE) {
    const part = rounds.length > RUN_SIZE ? `, part ${at / RUN_SIZE + 1}` : "";
    const played = await playTogether(`${name}${part}`, rounds.slice(at, at + RUN_SIZE), rules);
    payoffs.push(...played.payoffs);
    runs.push(played.run);
  }
  return { payoffs, runs };
}

const checkerName = (number: number): string => `checker-${number + 1}`;

/** Who contests a round, and who else votes yea; nobody when it stays uncontested. */
function accusersOf({ truthful, checks, accuses = false, alone = false }: Round): readonly string[] {
  if (checks.length === 0 || (truthful && !accuses)) return [];
  const seen = truthful ? checks.slice(0, 1) : checks;
  return [...seen.map(checkerName), ...(alone || truthful ? [] : ["second"])];
}

/**
 * Plays these rounds side by side: all tasks are solved at one moment, contested at the next, claimed or settled after the
 * periods. Before each claim the stage hands bring supply back on schedule, so that every claim pays the same reward.
 */
async function playTogether(
  name: string,
  rounds: readonly Round[],
  { seed, parameters }: Rules,
): Promise<{ payoffs: readonly Payoff[]; run: TheoryRun }> {
  const accounts = new Accounts();
  const checkers = Math.max(1, ...rounds.flatMap(({ checks }) => checks.map((number) => number + 1)));
  const validators = ["solver", "second", ...Array.from({ length: checkers }, (_, i) => checkerName(i))];
  const stage: Stage = await Stage.open({
    name,
    seed,
    age: AGE,
    supply: aius(SUPPLY),
    rate: aius(RATE),
    cast: [
      { name: "user", stake: 0n, wallet: FEE * BigInt(rounds.length) },
      ...validators.map((validator) => ({ name: validator, stake: STAKE })),
    ],
    listeners: [accounts],
    onCompute: (record) => accounts.compute(record, stage.address(record.agent)),
    parameters,
  });
  const start = stage.now;
  const tasks = await stage.submitTasks("user", rounds.length, FEE);
  await stage.solve(
    tasks,
    () => "solver",
    (i) => rounds[i]!.truthful,
  );
  for (const [i, { truthful, checks }] of rounds.entries()) {
    if (truthful) stage.compute("solver", tasks[i]!, "solve", cost(GAME.solveCost));
    for (const number of checks) stage.compute(checkerName(number), tasks[i]!, "verify", cost(GAME.checkCost));
  }
  stage.now = start + CONTESTED_AFTER;
  const accusers = rounds.map(accusersOf);
  const contested = [...tasks.keys()].filter((i) => accusers[i]!.length > 0);
  await stage.setSupply(aius(SUPPLY));
  await stage.contest(
    contested.map((i) => tasks[i]!),
    (at) => accusers[contested[at]!]![0]!,
  );
  await stage.mine(
    contested.flatMap((i) =>
      accusers[i]!.slice(1).map((voter) => engine.voteOnContestation(stage.address(voter), tasks[i]!, true)),
    ),
  );
  stage.now = start + CLAIMED_AFTER;
  // The reward is computed after the solver's part of the fee has left the engine.
  const onSchedule = (await stage.target()) - aius(GAME.fee);
  for (const i of tasks.keys()) {
    if (accusers[i]!.length > 0) continue;
    await stage.setSupply(onSchedule);
    await stage.mine([engine.claimSolution(stage.address("solver"), tasks[i]!)]);
  }
  stage.now = start + CONTESTED_AFTER + VOTE_PERIOD;
  for (const i of contested) {
    await stage.setSupply((await stage.target()) - aius(GAME.fee));
    await stage.finish([tasks[i]!]);
  }
  const payoffs = tasks.map((task, i): Payoff => {
    const of = (who: string) => accounts.of(task, stage.address(who));
    return {
      solver: of("solver"),
      checker: of(checkerName(0)),
      second: of("second"),
      contested: accusers[i]!.length > 0,
    };
  });
  return { payoffs, run: { name, ledger: await stage.close(), actions: stage.actions } };
}
