/** The statistics themselves, on models whose answers are known. */
import { Rng } from "../base/random.ts";
import { sobolPoints } from "../experiment/designs/sobol.ts";
import { elementaryEffects, morrisIndex, trajectory } from "../experiment/sensitivity/morris.ts";
import { saltelliDesign, sobolIndices } from "../experiment/sensitivity/sobol.ts";
import { bootstrapInterval, type Interval, LEVEL, meanInterval, tInterval } from "../experiment/statistics/interval.ts";
import { type Comparison, frequency, frequencyWithin, within } from "./comparison.ts";
import { replicates, type TheoryOptions } from "./section.ts";

/** Ishigami's function with a = 7 and b = 0.1, on the unit cube stretched to [-pi, pi]^3. */
function ishigami(point: readonly number[]): number {
  const [x, y, z] = point.map((u) => Math.PI * (2 * u - 1)) as [number, number, number];
  return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
}

/** Published: first-order and total index of each of its parameters. */
const ISHIGAMI = [
  [0.3139, 0.5576],
  [0.4424, 0.4424],
  [0, 0.2437],
] as const;
const SOBOL_POINTS = 2 ** 14;
/** Quasi-random points leave an error of about 1 / points, times what the function varies; this is generous. */
const SOBOL_TOLERANCE = 2e-3;

export function sobolComparisons(): readonly Comparison[] {
  const design = saltelliDesign(sobolPoints(SOBOL_POINTS, 6));
  const outputs = {
    a: design.a.map(ishigami),
    b: design.b.map(ishigami),
    ab: design.ab.map((rows) => rows.map(ishigami)),
  };
  return sobolIndices(outputs).flatMap(({ first, total }, i) => [
    within({ what: `Ishigami, S${i + 1}`, predicted: ISHIGAMI[i]![0] }, first, SOBOL_TOLERANCE),
    within({ what: `Ishigami, ST${i + 1}`, predicted: ISHIGAMI[i]![1] }, total, SOBOL_TOLERANCE),
  ]);
}

const SLOPES = [3, -2, 0.5, 0] as const;

/** On a linear model every elementary effect is the slope, so mu* is its size to the last bit but rounding. */
export function morrisComparisons({ seed }: TheoryOptions): readonly Comparison[] {
  const rng = new Rng(seed, "theory/morris");
  const walks = Array.from({ length: 10 }, () => trajectory(SLOPES.length, rng));
  const linear = (point: readonly number[]) => point.reduce((sum, x, i) => sum + SLOPES[i]! * x, 1);
  const effects = elementaryEffects(
    walks,
    walks.map(({ points }) => points.map(linear)),
  );
  return SLOPES.map((slope, i) =>
    within(
      { what: `linear model with slope ${slope}, mu*`, predicted: Math.abs(slope) },
      morrisIndex(effects[i]!).muStar,
      1e-12,
    ),
  );
}

/** Published coverage of 95 % intervals for the mean of a lognormal (sigma = 1) at n = 100, from so many repetitions. */
const COVERAGE = { n: 100, sigma: 1, t: 0.925, bootstrap: 0.942, repetitions: 2000, band: 0.015 } as const;
const SAMPLES = 2000;
const SIZES = [10, 20, 40, COVERAGE.n] as const;

/** What makes an interval of 95 %. The method in use takes smaller tails than bootstrap-t as published, which is at this level. */
const METHODS = {
  "in use": (values: readonly number[]): Interval => meanInterval(values),
  "Student's t": (values: readonly number[]): Interval => tInterval(values),
} as const;
const PLAIN_LEVEL = 0.9375;

export interface CoveragePoint {
  readonly n: number;
  readonly method: string;
  readonly covered: number;
}

/** How many of `samples` intervals of lognormal values cover the true mean. */
function coveredBy(n: number, method: (values: readonly number[]) => Interval, samples: number, seed: number): number {
  const rng = new Rng(seed, `theory/coverage/${n}`);
  const truth = Math.exp(COVERAGE.sigma ** 2 / 2);
  let covered = 0;
  for (let s = 0; s < samples; s++) {
    const { low, high } = method(Array.from({ length: n }, () => rng.lognormal(1, COVERAGE.sigma)));
    if (low <= truth && truth <= high) covered++;
  }
  return covered;
}

/** A published share is itself from chance: both are worth as many repetitions as their difference has. */
function againstPublished(what: string, predicted: number, covered: number, samples: number): Comparison {
  const worth = Math.round(1 / (1 / samples + 1 / COVERAGE.repetitions));
  return frequency({ what, predicted }, Math.round((covered / samples) * worth), worth);
}

export function coverageComparisons(options: TheoryOptions): {
  comparisons: readonly Comparison[];
  points: readonly CoveragePoint[];
} {
  const { seed } = options;
  const samples = replicates(SAMPLES, options);
  const points = SIZES.flatMap((n) =>
    Object.entries(METHODS).map(
      ([name, method]): CoveragePoint => ({ n, method: name, covered: coveredBy(n, method, samples, seed) / samples }),
    ),
  );
  const { n, t, bootstrap, band } = COVERAGE;
  const at = (method: string) => points.find((point) => point.n === n && point.method === method)!.covered;
  const plain = coveredBy(n, (values) => bootstrapInterval(values, PLAIN_LEVEL), samples, seed);
  return {
    comparisons: [
      againstPublished(`n = ${n}, bootstrap-t: covers`, bootstrap, plain, samples),
      againstPublished(`n = ${n}, Student's t: covers`, t, Math.round(at("Student's t") * samples), samples),
      ...[40, n].map((size) => {
        const { covered } = points.find((point) => point.n === size && point.method === "in use")!;
        const what = `n = ${size}, the method in use: 95 % within 1.5 %`;
        return frequencyWithin({ what, predicted: LEVEL }, Math.round(covered * samples), samples, band);
      }),
    ],
    points,
  };
}
