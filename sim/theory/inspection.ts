/** The inspection game between solvers and checkers: at its mixed equilibrium nobody gains by doing anything else. */
import { Rng } from "../base/random.ts";
import { armOf, EXACT } from "./arm.ts";
import { type Comparison, frequency, twoValued, within } from "./comparison.ts";
import { checkersFigure, type PayoffPoint, payoffFigure } from "./figures/inspection.ts";
import { GAME, type Payoff, playRounds, type Round } from "./rounds.ts";
import { replicates, type TheoryOptions, type TheoryResult, type TheoryRun, type TheorySection } from "./section.ts";

const HONEST = GAME.fee + GAME.reward - GAME.solveCost;
const UNCAUGHT = GAME.fee + GAME.reward;
/** Published for this example. */
const PUBLISHED = { cheating: 0.01667, checking: 0.00667 };

/** Shares at which solver and checker are indifferent, by what the engine paid. */
export interface Equilibrium {
  readonly cheating: number;
  readonly checking: number;
}

export const equilibriumOf = (fee: number, reward: number, penalty: number, win: number): Equilibrium => ({
  cheating: GAME.checkCost / win,
  checking: GAME.solveCost / (fee + reward + penalty),
});

const { cheating: CHEATING, checking: CHECKING } = equilibriumOf(GAME.fee, GAME.reward, GAME.penalty, GAME.win);

/** Shares of the equilibrium's at which payoffs are measured, and the rounds of each; the first is the equilibrium. */
const AT: readonly (readonly [factor: number, rounds: number])[] = [
  [1, 30_000],
  [0.5, 20_000],
  [2, 20_000],
];
interface Collected {
  readonly comparisons: Comparison[];
  readonly points: PayoffPoint[];
  readonly runs: TheoryRun[];
}

const pointOf = (share: number, { simulated, low, high }: Comparison): PayoffPoint => ({ share, simulated, low, high });

/** Every case once: what the engine makes of it. */
async function probe(
  options: TheoryOptions,
): Promise<{ comparisons: readonly Comparison[]; runs: readonly TheoryRun[] }> {
  const rounds: readonly Round[] = [
    { truthful: true, checks: [] },
    { truthful: false, checks: [] },
    { truthful: false, checks: [0] },
    { truthful: false, checks: [0], alone: true },
    { truthful: true, checks: [0], accuses: true },
  ];
  const { payoffs, runs } = await playRounds("inspection game, every case once", rounds, options);
  const [honest, uncaught, caught, lone, falsely] = payoffs as [Payoff, Payoff, Payoff, Payoff, Payoff];
  const penalty = -caught.solver;
  const win = caught.checker + GAME.checkCost;
  const measured = equilibriumOf(GAME.fee, uncaught.solver - GAME.fee, penalty, win);
  const amount = (what: string, predicted: number, simulated: number) =>
    within({ what, predicted, unit: "AIUS" }, simulated, EXACT);
  return {
    comparisons: [
      amount("an honest solution, fee and reward less its cost", HONEST, honest.solver),
      amount("a falsehood that nobody checks", UNCAUGHT, uncaught.solver),
      amount("P: a falsehood that is caught and confirmed", -GAME.penalty, caught.solver),
      amount("Wn: the checker that caught it, its cost apart", GAME.win, win),
      amount("the second yea", GAME.win, caught.second),
      amount(
        "a checker alone ties with the solver's nay and loses a slash",
        -GAME.penalty,
        lone.checker + GAME.checkCost,
      ),
      amount("a contestation of the truth costs a slash", -GAME.penalty, falsely.checker + GAME.checkCost),
      within({ what: "x*: cheating share, from these", predicted: PUBLISHED.cheating }, measured.cheating, 5.1e-6),
      within({ what: "q*: checking share, from these", predicted: PUBLISHED.checking }, measured.checking, 5.1e-6),
    ],
    runs,
  };
}

/** Solvers that always cheat, checked with probability q, against one that never does. */
async function solvers(options: TheoryOptions, onDone: (rounds: number) => void): Promise<Collected> {
  const [comparisons, points, runs]: [Comparison[], PayoffPoint[], TheoryRun[]] = [[], [], []];
  for (const [factor, full] of AT) {
    const q = factor * CHECKING;
    const name = `cheating solver, checked with q = ${q.toFixed(5)}`;
    const rng = new Rng(options.seed, `theory/${name}`);
    const count = replicates(full, options);
    const rounds = Array.from(
      { length: count },
      (): Round => ({ truthful: false, checks: rng.bernoulli(q) ? [0] : [] }),
    );
    const { payoffs, runs: own } = await playRounds(name, rounds, options);
    const arm = armOf(payoffs, ({ solver }) => solver, { hit: -GAME.penalty, miss: UNCAUGHT });
    const predicted = (1 - q) * UNCAUGHT - q * GAME.penalty;
    const gain = { ...arm, hit: arm.hit - HONEST, miss: arm.miss - HONEST };
    const what = `q = ${factor === 1 ? "" : `${factor} `}q*: cheating pays more than honesty by`;
    comparisons.push(twoValued({ what, predicted: factor === 1 ? 0 : predicted - HONEST, unit: "AIUS" }, gain));
    points.push(pointOf(q, twoValued({ what, predicted }, arm)));
    runs.push(...own);
    onDone(count);
  }
  return { comparisons, points, runs };
}

/** Checkers that always check, with a solver that cheats with probability x, against one that never does. */
async function checkers(options: TheoryOptions, onDone: (rounds: number) => void): Promise<Collected> {
  const [comparisons, points, runs]: [Comparison[], PayoffPoint[], TheoryRun[]] = [[], [], []];
  for (const [factor, full] of AT) {
    const x = factor * CHEATING;
    const name = `checking a solver that cheats with x = ${x.toFixed(5)}`;
    const rng = new Rng(options.seed, `theory/${name}`);
    const count = replicates(0.6 * full, options);
    const rounds = Array.from({ length: count }, (): Round => ({ truthful: !rng.bernoulli(x), checks: [0] }));
    const { payoffs, runs: own } = await playRounds(name, rounds, options);
    const arm = armOf(payoffs, ({ checker }) => checker, { hit: GAME.win - GAME.checkCost, miss: -GAME.checkCost });
    const what = `x = ${factor === 1 ? "" : `${factor} `}x*: checking pays more than not checking by`;
    const comparison = twoValued({ what, predicted: x * GAME.win - GAME.checkCost, unit: "AIUS" }, arm);
    comparisons.push(comparison);
    points.push(pointOf(x, comparison));
    runs.push(...own);
    onDone(count);
  }
  return { comparisons, points, runs };
}

const NUMBERS = [1, 2, 4, 8] as const;
const MANY_ROUNDS = 6000;

/** `n` checkers that each look with the probability at which an attacker of gain G and loss D is indifferent. */
async function many(options: TheoryOptions, onDone: (rounds: number) => void): Promise<Collected> {
  const [comparisons, points, runs]: [Comparison[], PayoffPoint[], TheoryRun[]] = [[], [], []];
  const unseen = GAME.penalty / (UNCAUGHT + GAME.penalty);
  for (const n of NUMBERS) {
    const q = 1 - unseen ** (1 / n);
    const name = `cheating solver, ${n} checkers with q = ${q.toFixed(5)} each`;
    const rng = new Rng(options.seed, `theory/${name}`);
    const count = replicates(MANY_ROUNDS, options);
    const draw = () => [...Array(n).keys()].filter(() => rng.bernoulli(q));
    const rounds = Array.from({ length: count }, (): Round => ({ truthful: false, checks: draw() }));
    const { payoffs, runs: own } = await playRounds(name, rounds, options);
    const arm = armOf(payoffs, ({ solver }) => solver, { hit: -GAME.penalty, miss: UNCAUGHT });
    const caught = frequency(
      { what: `n = ${n}, q = ${q.toFixed(5)}: caught`, predicted: 1 - unseen },
      arm.hits,
      arm.trials,
    );
    comparisons.push(
      caught,
      twoValued({ what: `n = ${n}: the attacker's mean payoff`, predicted: 0, unit: "AIUS" }, arm),
    );
    points.push(pointOf(n, caught));
    runs.push(...own);
    onDone(count);
  }
  return { comparisons, points, runs };
}

async function run(options: TheoryOptions): Promise<TheoryResult> {
  const total = (AT.reduce((sum, [, rounds]) => sum + 1.6 * rounds, 0) + NUMBERS.length * MANY_ROUNDS) * options.effort;
  let done = 0;
  const onDone = (rounds: number) => {
    done += rounds;
    options.onProgress?.(done / total);
  };
  const cases = await probe(options);
  const solver = await solvers(options, onDone);
  const checker = await checkers(options, onDone);
  const crowd = await many(options, onDone);
  return {
    tables: [
      { title: "What the engine pays in each case", comparisons: cases.comparisons },
      { title: "The solver's choice", comparisons: solver.comparisons },
      { title: "The checker's choice", comparisons: checker.comparisons },
      { title: "More checkers", comparisons: crowd.comparisons },
    ],
    figures: [
      payoffFigure(
        "solver",
        solver.points,
        [
          { at: 0, value: UNCAUGHT },
          { at: 2.4 * CHECKING, value: UNCAUGHT - 2.4 * CHECKING * (UNCAUGHT + GAME.penalty) },
        ],
        HONEST,
      ),
      payoffFigure(
        "checker",
        checker.points,
        [
          { at: 0, value: -GAME.checkCost },
          { at: 2.4 * CHEATING, value: 2.4 * CHEATING * GAME.win - GAME.checkCost },
        ],
        0,
      ),
      checkersFigure(crowd.points, UNCAUGHT / (UNCAUGHT + GAME.penalty)),
    ],
    runs: [...cases.runs, ...solver.runs, ...checker.runs, ...crowd.runs],
    notes: [
      "P and Wn are the engine's: a lone contester's yea ties with the nay that is cast for the solver, a tie fails, and the contester pays a slash. Only with a second yea is a check worth anything: solver loses one slash, contester and second voter get half of it each. " +
        "At a supply of 24,000 AIUS the slash is 2.4 AIUS, so that the example's P = 2.4 and Wn = 1.2 are what the protocol pays three weeks after its start.",
    ],
  };
}

export const inspection: TheorySection = {
  id: "inspection",
  title: "The inspection game",
  claim:
    "A solver saves its computing cost c by cheating and loses fee, reward and P when it is caught; a checker spends cv and wins Wn when it catches. Nobody gains by changing when solvers cheat with x* = cv / Wn and checkers check with q* = c / (f + R + P). " +
    "With n independent checkers an attacker is indifferent when (1 - q)^n = D / (G + D): the chance of being caught does not depend on n.",
  method:
    "Rounds of the published example (c = cv = 0.02, f = 0.1, R = 0.5 AIUS), each a task on a real engine at the supply where a slash is 2.4 AIUS. It is a test by indifference, not by convergence: at the equilibrium the payoffs of both choices must be equal, and away from it differ as predicted. " +
    "Payoffs are the flows of the ledger less the computations booked in it, a USD being worth an AIUS; whoever is caught is contested by the checker and voted against by a second validator. Payoffs take two values, so that their mean has an exact interval.",
  run,
};
