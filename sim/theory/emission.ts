/** Emission settles on a curve: the supply of a protocol with a steady stream of claims, against its own equation. */
import { DAY } from "../base/types.ts";
import { type Comparison, within } from "./comparison.ts";
import { integrate, settledRatio, YEARS } from "./emission-equation.ts";
import { type CoursePoint, emissionFigure, stepFigure } from "./figures/emission.ts";
import type { TheoryOptions, TheoryResult, TheorySection } from "./section.ts";
import { type Course, runSteadily } from "./steady-claims.ts";

/** Demand as a multiple of what keeps emission on schedule. */
export const DEMANDS = [0.5, 1, 2, 10, 100, 1000] as const;
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
        title: "Published numbers against our own arithmetic (no runs)",
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
