/** Emission settles on a curve: the supply of a protocol with a steady stream of claims, against its own equation. */
import { DAY, type Hex, type Seconds, type Wei, YEAR } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import { type Comparison, within } from "./comparison.ts";
import { type CoursePoint, emissionFigure, stepFigure } from "./figures/emission.ts";
import type { TheoryOptions, TheoryResult, TheoryRun, TheorySection } from "./section.ts";
import { aius, Stage } from "./stage.ts";

const S = 600_000;
/** AIUS a day that the schedule would emit from a full pool. */
const FULL_EMISSION_PER_DAY = (S * Math.LN2 * DAY) / YEAR;
/** Ratio of supply to target below which the multiplier is cut to 100, and from which it is 0. Source: protocol section 5. */
const [CAPPED_BELOW, NOTHING_FROM] = [0.9335614381022527, 1.2];

/** Demand as a multiple of what keeps emission on schedule. */
export const DEMANDS = [0.5, 1, 2, 10, 100, 1000] as const;
export const YEARS = [2, 3, 4] as const;
const FROM_YEAR = 1;
/** By which a run may miss the integrated value. */
const TOLERANCE = 3e-4;
/** What doubles and 18 decimals may differ by after three years of claims. */
const ARITHMETIC = 1e-12;
/** Half of the last digit that was published. */
const LAST_DIGIT = 5.1e-6;

/** Supply over target as published, at the end of years 2, 3 and 4: integrated in steps of 30 s, and by the formula. */
const PUBLISHED: Readonly<Record<number, readonly (readonly [integrated: number, formula: number])[]>> = {
  0.5: [
    [0.99052, 0.99054],
    [0.99094, 0.99101],
    [0.99159, 0.99179],
  ],
  1: [
    [1, 1],
    [1, 1],
    [1, 1],
  ],
  2: [
    [1.00947, 1.00945],
    [1.00902, 1.00894],
    [1.00826, 1.00803],
  ],
  10: [
    [1.03142, 1.03135],
    [1.02975, 1.02947],
    [1.02671, 1.02579],
  ],
  100: [
    [1.06271, 1.06256],
    [1.05877, 1.05809],
    [1.05008, 1.04766],
  ],
  1000: [
    [1.09385, 1.09361],
    [1.08662, 1.08535],
    [1.06498, 1.0616],
  ],
};

const targetAt = (year: number): number => S * (1 - 2 ** -year);

const multiplier = (ratio: number): number =>
  ratio < CAPPED_BELOW ? 100 : ratio >= NOTHING_FROM ? 0 : 2 ** (-100 * (ratio - 1));

/**
 * Supply over target at the end of `YEARS`, on target at year 1, when the emission equation is integrated in steps of so
 * many seconds: each step's claims are paid at its end, at the supply before it. A step of one claim is the protocol itself.
 */
export function integrate(
  mu: number,
  step: Seconds,
  onPoint?: (year: number, ratio: number) => void,
): readonly number[] {
  const ratios: number[] = [];
  let supply = targetAt(FROM_YEAR);
  const perYear = YEAR / step;
  const perStep = (mu * FULL_EMISSION_PER_DAY * step) / DAY;
  for (let k = 1; ratios.length < YEARS.length; k++) {
    const year = FROM_YEAR + k / perYear;
    const target = targetAt(year);
    supply += perStep * (1 - supply / S) * multiplier(supply / target);
    onPoint?.(year, supply / target);
    if (k % perYear === 0) ratios.push(supply / target);
  }
  return ratios;
}

/** The fixed point d of 100 (d - 1) = log2(mu) - log2(d (S - T) / (S - d T)), by bisection: the left side grows faster. */
export function settledRatio(mu: number, year: number): number {
  const target = targetAt(year);
  const excess = (d: number) => 100 * (d - 1) - Math.log2(mu) + Math.log2((d * (S - target)) / (S - d * target));
  let [low, high] = [0.9, Math.min(1.2, S / target)];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** What the ledger showed at the end of a year. */
export interface Reading {
  readonly year: number;
  /** The engine's own supply measure over target. */
  readonly ratio: number;
  /** What was mined over target: more by what the engine holds for others, here one stake. */
  readonly mined: number;
}

export interface Steady {
  readonly mu: number;
  readonly tasksPerDay: number;
  /** How long, in years from year 1. */
  readonly years: number;
}

export interface Course extends Steady {
  readonly readings: readonly Reading[];
  /** Every thirty days. */
  readonly points: readonly CoursePoint[];
  readonly run: TheoryRun;
}

/** A run with one rewarded claim every 1 / tasksPerDay of a day, each of a task submitted and solved before. */
export async function runSteadily({ mu, tasksPerDay, years }: Steady, options: TheoryOptions): Promise<Course> {
  const name = `emission at ${mu} times the demand, ${tasksPerDay} claims a day`;
  const stage = await Stage.open({
    name,
    seed: options.seed,
    age: FROM_YEAR * YEAR,
    rate: aius((mu * FULL_EMISSION_PER_DAY) / tasksPerDay),
    cast: [
      { name: "user", stake: 0n },
      { name: "solver", stake: aius(600) },
    ],
    parameters: options.parameters,
  });
  const start = stage.now;
  const step = DAY / tasksPerDay;
  // A solution can be claimed after 2000 s: in the next step, or so many steps later.
  const delay = Math.floor(2000 / step) + 1;
  const solved: Hex[] = [];
  const readings: Reading[] = [];
  const points: CoursePoint[] = [];
  const count = Math.round(years * 365 * tasksPerDay);
  for (let k = 1 - delay; k <= count; k++) {
    stage.now = start + k * step;
    if (k > 0) await stage.mine([engine.claimSolution(stage.address("solver"), solved.shift()!)]);
    const tasks = await stage.submitTasks("user", 1);
    await stage.solve(
      tasks,
      () => "solver",
      () => true,
    );
    solved.push(...tasks);
    if (k <= 0) continue;
    const year = FROM_YEAR + k / (365 * tasksPerDay);
    if (k % (30 * tasksPerDay) === 0) points.push({ mu, year, ratio: ratioOf(stage.supply, year) });
    if (k % (365 * tasksPerDay) === 0)
      readings.push({ year, ratio: ratioOf(stage.supply, year), mined: ratioOf(stage.scene.books.mined, year) });
  }
  return {
    mu,
    tasksPerDay,
    years,
    readings,
    points,
    run: { name, ledger: await stage.close(), actions: stage.actions },
  };
}

const ratioOf = (supply: Wei, year: number): number => Number(supply) / 1e18 / targetAt(year);

/** Claims a day at which the cost of coarse steps is measured, and the demand that asks most of them. */
const STEPS = [3, 6, 12] as const;
const STEPS_AT = 1000;
/** Points of a curve that is drawn: one in five days. */
const DRAWN = (5 * DAY) / 30;

/** Our own numbers against the published ones. */
const published = (mu: number, fine: readonly number[]): readonly Comparison[] =>
  YEARS.flatMap((year, i) => {
    const [integral, formula] = PUBLISHED[mu]![i]!;
    return [
      within({ what: `mu = ${mu}, year ${year}, integrated`, predicted: integral }, fine[i]!, LAST_DIGIT),
      within({ what: `mu = ${mu}, year ${year}, formula`, predicted: formula }, settledRatio(mu, year), LAST_DIGIT),
    ];
  });

const against = (
  course: Course,
  label: string,
  predicted: readonly number[],
  tolerance: number,
): readonly Comparison[] =>
  course.readings.map(({ year, ratio }, i) =>
    within({ what: `${label}, year ${year}`, predicted: predicted[i]! }, ratio, tolerance),
  );

/** What a run needs to know of the equation at one demand. */
interface Fine {
  readonly mu: number;
  readonly ratios: readonly number[];
  readonly curve: readonly CoursePoint[];
}

function finely(mu: number): Fine {
  const curve: CoursePoint[] = [];
  let seen = 0;
  const ratios = integrate(mu, 30, (year, ratio) => {
    if (seen++ % DRAWN === 0) curve.push({ mu, year, ratio });
  });
  return { mu, ratios, curve };
}

/** Fewer claims a day when less effort is asked for; what that costs is in the second figure. */
const claimsPerDay = ({ effort }: TheoryOptions): number => (effort >= 1 ? 24 : effort >= 0.4 ? 12 : 6);

async function run(options: TheoryOptions): Promise<TheoryResult> {
  const fine = DEMANDS.map(finely);
  const total = DEMANDS.length + STEPS.length;
  const courses: Course[] = [];
  const go = async (mu: number, tasksPerDay: number) => {
    const course = await runSteadily({ mu, tasksPerDay, years: 3 }, options);
    courses.push(course);
    options.onProgress?.(courses.length / total);
    return course;
  };
  const perDay = claimsPerDay(options);
  const runs = [];
  for (const { mu } of fine) runs.push(await go(mu, perDay));
  const coarse = [];
  for (const steps of STEPS) coarse.push(await go(STEPS_AT, steps));
  const hardest = fine.find(({ mu }) => mu === STEPS_AT)!.ratios;
  const stepPoints = [...coarse, runs[DEMANDS.indexOf(STEPS_AT)]!].flatMap(({ readings, tasksPerDay }) =>
    readings.map(({ year, ratio }, i) => ({ claimsPerDay: tasksPerDay, year, error: Math.abs(ratio - hardest[i]!) })),
  );
  return {
    tables: [
      {
        title: `Runs with ${perDay} claims a day against the integrated equation`,
        comparisons: runs.flatMap((course, i) => against(course, `mu = ${course.mu}`, fine[i]!.ratios, TOLERANCE)),
      },
      {
        title: "All runs against the equation in steps of one claim",
        comparisons: courses.flatMap((course) =>
          against(
            course,
            `mu = ${course.mu}, ${course.tasksPerDay} a day`,
            integrate(course.mu, DAY / course.tasksPerDay),
            ARITHMETIC,
          ),
        ),
      },
      {
        title: "Published numbers against our own arithmetic",
        comparisons: fine.flatMap(({ mu, ratios }) => published(mu, ratios)),
      },
    ],
    figures: [
      emissionFigure(
        fine.flatMap(({ curve }) => curve),
        runs.flatMap(({ points }) => points),
      ),
      stepFigure(STEPS_AT, stepPoints, TOLERANCE),
    ],
    runs: courses.map((course) => course.run),
    notes: [minedNote(runs)],
  };
}

function minedNote(runs: readonly Course[]): string {
  const gaps = runs.flatMap(({ readings }) => readings.map(({ ratio, mined }) => mined - ratio));
  return (
    "Supply here is the engine's own measure, S less what the engine holds. Mined tokens are ahead of it by what the engine holds for " +
    `others, in these runs one stake of 600 AIUS: ${Math.min(...gaps).toFixed(5)} to ${Math.max(...gaps).toFixed(5)} of the target.`
  );
}

export const emission: TheorySection = {
  id: "emission",
  title: "Emission settles on a curve",
  claim:
    "With rewarded claims at a steady rate, mu times what the schedule needs, supply settles at d times its target where " +
    "100 (d - 1) = log2(mu) - log2(d (S - T) / (S - d T)): a thousandfold demand emits less than ten percent above schedule.",
  method:
    "Each run starts a year after the protocol, on target, with one stake of 600 AIUS. One task is submitted, committed to, solved and claimed " +
    "at every step, at a model rate that makes it mu times the schedule's demand, for three years. Nothing in it is random, so it has no noise of its own. " +
    "It must meet the equation integrated in steps of 30 s within 0.0003, and the same equation in steps of one claim, which is the protocol's own recursion, within 1e-12.",
  run,
};
