/**
 * Looks for the values that make a metric largest or smallest, by an evolution strategy. All candidates of a generation see
 * the same seeds, every generation sees new ones, so that nothing is fitted to a seed. What a search found best looks better
 * than it is, since luck helped it win: the finalists therefore meet again on fresh seeds, and the winner is reported from
 * seeds that are fresh once more.
 */
import { Rng } from "../../base/random.ts";
import type { RunRecord } from "../experiment.ts";
import { type Interval, meanInterval } from "../statistics/interval.ts";
import { pairedDifference } from "../statistics/paired.ts";
import { checkStudy, ownPoint, type Study, scenarioAt, valuesAt } from "../study.ts";
import { type Lab, metricOf, runAll, unitOf } from "../trials.ts";
import { compareScores, metricsOf, type Objective, requireMetrics, type Score, scoreOf } from "./objective.ts";
import { EvolutionStrategy } from "./strategy.ts";

export interface SearchRequest {
  readonly study: Study;
  readonly objective: Objective;
  readonly generations: number;
  /** Candidates per generation; the strategy's own number if absent. */
  readonly population?: number | undefined;
  /** Runs per candidate. */
  readonly seeds: number;
  /** Candidates that meet again. */
  readonly finalists: number;
  /** Runs of each finalist, and as many again of the winner. */
  readonly freshSeeds: number;
}

export interface Evaluated {
  /** In the unit cube. */
  readonly point: readonly number[];
  readonly values: readonly number[];
  readonly records: readonly RunRecord[];
  readonly score: Score;
}

export interface Generation {
  readonly number: number;
  /** Best first. */
  readonly candidates: readonly Evaluated[];
  /** The strategy's step when it chose them. */
  readonly step: number;
}

/** What a metric is at one point, from seeds that chose nothing. */
export interface Measured {
  readonly metric: string;
  readonly unit: string;
  readonly winner: Interval;
  readonly own: Interval;
  /** Winner minus the scenario as it stands, seed by seed. */
  readonly difference: Interval;
}

export interface Found {
  readonly request: SearchRequest;
  readonly generations: readonly Generation[];
  /** On fresh seeds, best first. */
  readonly finalists: readonly Evaluated[];
  readonly winner: Evaluated;
  /** The scenario as it stands, with the winner's seeds. */
  readonly own: readonly RunRecord[];
  /** The objective's metric first, then those of the bounds. */
  readonly measured: readonly Measured[];
  /** Mean score with which the winner won its generation: what would be reported if nobody looked again. */
  readonly promised: number;
}

/** First of the seeds on which finalists meet, and of those that the winner is reported from. */
const MEETING_SEED = 1_000_001;
const REPORT_SEED = 2_000_001;
/** Below this step all candidates are alike. */
const LEAST_STEP = 1e-3;

const seedsFrom = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => first + i);

/** Throws `UserProblem` for a study or metric that does not fit and `Interrupted` on an abort. */
export async function search(request: SearchRequest, lab: Lab): Promise<Found> {
  const { study, objective } = request;
  checkStudy(study);
  const generations = await evolve(request, lab);
  const contenders = contendersOf(request, generations);
  lab.onStage?.(`${contenders.length} finalists on ${request.freshSeeds} fresh seeds`);
  const met = await evaluate(study, contenders, seedsFrom(MEETING_SEED, request.freshSeeds), objective, lab);
  const finalists = [...met].sort((a, b) => compareScores(a.score, b.score));
  lab.onStage?.("the winner and the scenario as it stands on seeds that chose nothing");
  const seeds = seedsFrom(REPORT_SEED, request.freshSeeds);
  const [winner] = await evaluate(study, [finalists[0]!.point], seeds, objective, lab);
  const [own] = await runAll([study.scenario], seeds, lab);
  const measured = metricsOf(objective).map((metric) => measure(metric, winner!.records, own!));
  return {
    request,
    generations,
    finalists,
    winner: winner!,
    own: own!,
    measured,
    promised: promisedBy(winner!, generations, objective),
  };
}

async function evolve(request: SearchRequest, lab: Lab): Promise<readonly Generation[]> {
  const { study, objective, seeds } = request;
  const start = ownPoint(study).map((share) => share ?? 0.5);
  const strategy = new EvolutionStrategy(start, new Rng(1, `search/${study.scenario.name}`), request.population);
  const generations: Generation[] = [];
  while (generations.length < request.generations && strategy.step > LEAST_STEP) {
    const number = generations.length + 1;
    const { step } = strategy;
    lab.onStage?.(`generation ${number}: ${strategy.size} candidates, ${seeds} seeds each`);
    const asked = strategy.ask();
    const points = asked.map(({ x }) => x);
    const found = await evaluate(study, points, seedsFrom((number - 1) * seeds + 1, seeds), objective, lab);
    if (number === 1)
      requireMetrics(
        found.flatMap(({ records }) => records),
        objective,
      );
    const order = [...found.keys()].sort((a, b) => compareScores(found[a]!.score, found[b]!.score));
    strategy.tell(order.map((i) => asked[i]!));
    generations.push({ number, step, candidates: order.map((i) => found[i]!) });
  }
  return generations;
}

async function evaluate(
  study: Study,
  points: readonly (readonly number[])[],
  seeds: readonly number[],
  objective: Objective,
  lab: Lab,
): Promise<readonly Evaluated[]> {
  const rows = await runAll(
    points.map((point) => scenarioAt(study, point)),
    seeds,
    lab,
  );
  return rows.map((records, i) => ({
    point: points[i]!,
    values: valuesAt(study, points[i]!),
    records,
    score: scoreOf(objective, records),
  }));
}

/** The best of all generations, no two with the same values; half of the places are kept for the last generation. */
function contendersOf(
  { finalists }: SearchRequest,
  generations: readonly Generation[],
): readonly (readonly number[])[] {
  const all = generations.flatMap(({ candidates }) => candidates).sort((a, b) => compareScores(a.score, b.score));
  const ranked = [...generations.at(-1)!.candidates.slice(0, Math.ceil(finalists / 2)), ...all];
  const chosen = new Map<string, readonly number[]>();
  for (const { values, point } of ranked)
    if (chosen.size < finalists && !chosen.has(values.join())) chosen.set(values.join(), point);
  return [...chosen.values()];
}

function measure(metric: string, winner: readonly RunRecord[], own: readonly RunRecord[]): Measured {
  const [here, there] = [metricOf(winner, metric), metricOf(own, metric)];
  return {
    metric,
    unit: unitOf([...winner, ...own], metric),
    winner: meanInterval(here),
    own: meanInterval(there),
    difference: pairedDifference(there, here),
  };
}

function promisedBy(winner: Evaluated, generations: readonly Generation[], { sense }: Objective): number {
  const same = generations
    .flatMap(({ candidates }) => candidates)
    .filter(({ values }) => values.join() === winner.values.join())
    .map(({ score }) => score.value);
  const best = Math.max(...same);
  return sense === "maximise" ? best : -best;
}
