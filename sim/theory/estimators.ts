/** The statistics themselves, on models whose answers are known. */
import { Rng } from "../base/random.ts";
import { sobolPoints } from "../experiment/designs/sobol.ts";
import { elementaryEffects, morrisIndex, trajectory } from "../experiment/sensitivity/morris.ts";
import { saltelliDesign, sobolIndices } from "../experiment/sensitivity/sobol.ts";
import { type Interval, LEVEL, meanInterval, tInterval } from "../experiment/statistics/interval.ts";
import { type Comparison, frequency, within } from "./comparison.ts";
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

/** Published coverage of 95 % intervals for the mean of a lognormal (sigma = 1) at n = 100. */
const COVERAGE = { n: 100, sigma: 1, t: 0.925, bootstrap: 0.942, band: 0.015 } as const;
const SAMPLES = 2000;

export interface CoveragePoint {
  readonly n: number;
  readonly method: string;
  readonly covered: number;
}

/** How many of so many intervals cover the true mean, by what makes them. */
function coverageOf(n: number, methods: readonly ((values: readonly number[]) => Interval)[], options: TheoryOptions) {
  const rng = new Rng(options.seed, `theory/coverage/${n}`);
  const samples = replicates(SAMPLES, options);
  const truth = Math.exp(COVERAGE.sigma ** 2 / 2);
  const covered = methods.map(() => 0);
  for (let s = 0; s < samples; s++) {
    const values = Array.from({ length: n }, () => rng.lognormal(1, COVERAGE.sigma));
    methods.forEach((method, i) => {
      const { low, high } = method(values);
      if (low <= truth && truth <= high) covered[i]!++;
    });
  }
  return { covered, samples };
}

export function coverageComparisons(options: TheoryOptions): {
  comparisons: readonly Comparison[];
  points: readonly CoveragePoint[];
} {
  const points: CoveragePoint[] = [];
  const methods = [
    (values: readonly number[]) => meanInterval(values),
    (values: readonly number[]) => tInterval(values),
  ] as const;
  for (const n of [10, 20, 40]) {
    const { covered, samples } = coverageOf(n, methods, options);
    points.push(
      { n, method: "bootstrap-t", covered: covered[0]! / samples },
      { n, method: "t", covered: covered[1]! / samples },
    );
  }
  const { n, t, bootstrap, band } = COVERAGE;
  const { covered, samples } = coverageOf(n, methods, options);
  const [own, students] = covered as [number, number];
  points.push({ n, method: "bootstrap-t", covered: own / samples }, { n, method: "t", covered: students / samples });
  return {
    comparisons: [
      frequency({ what: `n = ${n}, bootstrap-t: covers`, predicted: bootstrap }, own, samples),
      frequency({ what: `n = ${n}, Student's t: covers`, predicted: t }, students, samples),
      within({ what: `n = ${n}, the method in use: 95 % within 1.5 %`, predicted: LEVEL }, own / samples, band),
    ],
    points,
  };
}
