/**
 * Which parameters matter: Morris screening of all of them, then Sobol indices of those that do. A simulation is a random
 * function; every point is run with the same seeds, so what is decomposed is the mean over them, one definite function, in
 * which a parameter that nothing reads has exactly no effect. What the seeds leave uncertain is in the intervals, which
 * draw trajectories or rows, and seeds, again.
 */
import { Rng } from "../../base/random.ts";
import { SOBOL_DIMENSIONS, sobolPoints } from "../designs/sobol.ts";
import type { RunRecord } from "../experiment.ts";
import { mean, variance } from "../statistics/moments.ts";
import { type Axis, checkStudy, type Study, scenarioAt } from "../study.ts";
import { firstSeeds, type Lab, metricOf, requireMetric, runAll, unitOf } from "../trials.ts";
import { type Bounds, percentileBounds, redrawn } from "./bootstrap.ts";
import { elementaryEffects, type MorrisIndex, morrisIndex, type Trajectory, trajectory } from "./morris.ts";
import { type SaltelliDesign, type SaltelliOutputs, type SobolIndex, saltelliDesign, sobolIndices } from "./sobol.ts";

export interface SensitivityRequest {
  readonly study: Study;
  readonly metric: string;
  /** Morris: runs are trajectories x (parameters + 1) x seeds. */
  readonly trajectories: number;
  /** Sobol: runs are points x (parameters kept + 2) x seeds; 0 leaves it at the screening. */
  readonly points: number;
  readonly seeds: number;
  /** At most this many parameters are decomposed. */
  readonly keep: number;
}

/** A run's place in the results: a point of the unit cube, and what every seed gave there. */
export interface Sampled {
  readonly point: readonly number[];
  readonly metrics: readonly number[];
  readonly records: readonly RunRecord[];
}

export interface Screened extends MorrisIndex {
  readonly axis: Axis;
  /** 95 % interval of mu*. */
  readonly bounds: Bounds;
  readonly kept: boolean;
}

export interface Decomposed extends SobolIndex {
  readonly axis: Axis;
  readonly firstBounds: Bounds;
  readonly totalBounds: Bounds;
}

/** Both indices with their intervals, as tables and pictures want them. */
export const indexNumbers = ({ first, firstBounds, total, totalBounds }: Decomposed) => ({
  first,
  firstLow: firstBounds.low,
  firstHigh: firstBounds.high,
  total,
  totalLow: totalBounds.low,
  totalHigh: totalBounds.high,
});

export interface Sensitivity {
  readonly request: SensitivityRequest;
  readonly unit: string;
  /** Largest mu* first. */
  readonly screened: readonly Screened[];
  /** Largest total index first; empty when nothing was decomposed. */
  readonly decomposed: readonly Decomposed[];
  /** Mean and standard deviation of the metric over the box, from the Sobol sample; of the screening without one. */
  readonly mean: number;
  readonly deviation: number;
  /** Share of the variance over the box that is the seeds' doing: what is left of chance in the means. */
  readonly noiseShare: number;
  readonly samples: readonly Sampled[];
}

const RESAMPLES = 1_000;
/** A parameter whose mu* is below this share of the largest is not decomposed. */
const NEGLIGIBLE = 0.05;

/** The most parameters that can be decomposed: Saltelli's design needs two Sobol dimensions for each. */
export const MOST_DECOMPOSED = Math.floor(SOBOL_DIMENSIONS / 2);

/** Throws `UserProblem` for a study or metric that does not fit and `Interrupted` on an abort. */
export async function sensitivity(request: SensitivityRequest, lab: Lab): Promise<Sensitivity> {
  const { study, metric } = request;
  checkStudy(study);
  const rng = new Rng(1, `sensitivity/${study.scenario.name}`);
  const walks = Array.from({ length: request.trajectories }, () => trajectory(study.axes.length, rng));
  const steps = walks.flatMap(({ points }) => points);
  lab.onStage?.(`screening ${study.axes.length} parameters: ${steps.length} points, ${request.seeds} seeds each`);
  const walked = await sample(study, steps, request, lab);
  const records = walked.flatMap((point) => point.records);
  requireMetric(records, metric);
  const screened = screen(request, walks, walked, rng);
  const kept = screened.filter((entry) => entry.kept).map(({ axis }) => axis);
  const rows = kept.length > 0 ? await decompose({ ...study, axes: kept }, request, lab, rng) : undefined;
  const spread = rows === undefined ? walked : rows.samples.slice(0, 2 * request.points);
  return {
    request,
    unit: unitOf(records, metric),
    screened,
    decomposed: rows?.decomposed ?? [],
    ...spreadOf(spread),
    samples: [...walked, ...(rows?.samples ?? []).map((entry) => inStudy(study, kept, entry))],
  };
}

async function sample(
  study: Study,
  points: readonly (readonly number[])[],
  { seeds, metric }: SensitivityRequest,
  lab: Lab,
): Promise<readonly Sampled[]> {
  const scenarios = points.map((point) => scenarioAt(study, point));
  const rows = await runAll(scenarios, firstSeeds(seeds), lab);
  return rows.map((records, i) => ({ point: points[i]!, records, metrics: metricOf(records, metric) }));
}

/** Means over the seeds drawn: one number per point. */
const meansOf = (samples: readonly Sampled[], seeds: readonly number[]): readonly number[] =>
  samples.map(({ metrics }) => mean(seeds.map((seed) => metrics[seed]!)));

function screen(
  { study, seeds, points, keep }: SensitivityRequest,
  walks: readonly Trajectory[],
  samples: readonly Sampled[],
  rng: Rng,
): readonly Screened[] {
  const length = study.axes.length + 1;
  const effectsOf = (drawn: readonly number[], chosen: readonly number[]) => {
    const means = meansOf(samples, drawn);
    const outputs = chosen.map((walk) => means.slice(walk * length, (walk + 1) * length));
    return elementaryEffects(
      chosen.map((walk) => walks[walk]!),
      outputs,
    );
  };
  const all = firstSeeds(seeds).map((seed) => seed - 1);
  const indices = effectsOf(all, [...walks.keys()]).map(morrisIndex);
  const bounds = percentileBounds(RESAMPLES, () =>
    effectsOf(redrawn(seeds, rng), redrawn(walks.length, rng)).map((effects) => morrisIndex(effects).muStar),
  );
  const ranked = indices
    .map((index, i) => ({ ...index, axis: study.axes[i]!, bounds: bounds[i]! }))
    .sort((a, b) => b.muStar - a.muStar);
  const least = NEGLIGIBLE * ranked[0]!.muStar;
  return ranked.map((entry, rank) => ({
    ...entry,
    kept: points > 0 && rank < keep && entry.muStar > 0 && entry.muStar >= least,
  }));
}

async function decompose(study: Study, request: SensitivityRequest, lab: Lab, rng: Rng) {
  const { points, seeds } = request;
  const dimensions = study.axes.length;
  const design = saltelliDesign(sobolPoints(points, 2 * dimensions, rng));
  const rows = [...design.a, ...design.b, ...design.ab.flat()];
  lab.onStage?.(`decomposing ${dimensions} of them: ${rows.length} points, ${seeds} seeds each`);
  const samples = await sample(study, rows, request, lab);
  const all = firstSeeds(seeds).map((seed) => seed - 1);
  const indices = sobolIndices(outputsOf(design, meansOf(samples, all)));
  const bounds = percentileBounds(RESAMPLES, () => {
    const outputs = outputsOf(design, meansOf(samples, redrawn(seeds, rng)));
    return sobolIndices(outputs, redrawn(points, rng)).flatMap(({ first, total }) => [first, total]);
  });
  const decomposed = indices
    .map((index, i) => ({
      ...index,
      axis: study.axes[i]!,
      firstBounds: bounds[2 * i]!,
      totalBounds: bounds[2 * i + 1]!,
    }))
    .sort((a, b) => b.total - a.total);
  return { decomposed, samples };
}

function outputsOf({ a, ab }: SaltelliDesign, means: readonly number[]): SaltelliOutputs {
  const n = a.length;
  const block = (index: number) => means.slice(index * n, (index + 1) * n);
  return { a: block(0), b: block(1), ab: ab.map((_, i) => block(2 + i)) };
}

/** Mean, spread over the points, and how much of that spread is left of chance in each point's mean. */
function spreadOf(samples: readonly Sampled[]): Pick<Sensitivity, "mean" | "deviation" | "noiseShare"> {
  const means = samples.map(({ metrics }) => mean(metrics));
  const over = variance(means);
  const seeds = samples[0]!.metrics.length;
  const within = seeds < 2 ? Number.NaN : mean(samples.map(({ metrics }) => variance(metrics))) / seeds;
  return { mean: mean(means), deviation: Math.sqrt(over), noiseShare: over > 0 ? Math.min(1, within / over) : 0 };
}

/** A point of the parameters kept as one of all: NaN where a parameter stayed at the scenario's own value. */
const inStudy = ({ axes }: Study, kept: readonly Axis[], entry: Sampled): Sampled => ({
  ...entry,
  point: axes.map((axis) => entry.point[kept.indexOf(axis)] ?? Number.NaN),
});
