/** What a search is for: a metric as large or as small as can be, within bounds on others. */
import { UserProblem } from "../../run/problem.ts";
import type { RunRecord } from "../experiment.ts";
import { mean } from "../statistics/moments.ts";
import { metricOf, requireMetric } from "../trials.ts";

export interface Bound {
  readonly metric: string;
  readonly sense: "<=" | ">=";
  readonly value: number;
}

export interface Objective {
  /** Undefined when all that is wanted is to keep the bounds. */
  readonly metric: string | undefined;
  readonly sense: "maximise" | "minimise";
  readonly bounds: readonly Bound[];
}

/** How good a candidate is: what it violates counts before what it reaches. */
export interface Score {
  /** Sum of what the means miss the bounds by, each as a share of its bound's size; 0 when all are kept. */
  readonly violation: number;
  /** Mean of the metric, its sign turned where it is minimised; 0 without one. */
  readonly value: number;
}

/** Reads "false.share<=0.01". Throws `UserProblem`. */
export function parseBound(text: string): Bound {
  const found = /^\s*([\w.-]+)\s*(<=|>=)\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*$/i.exec(text);
  if (found === null) throw new UserProblem(`--bound ${text}: write metric<=number or metric>=number, in quotes`);
  return { metric: found[1]!, sense: found[2] as Bound["sense"], value: Number(found[3]) };
}

/** All metrics that matter, the objective's own first. */
export const metricsOf = ({ metric, bounds }: Objective): readonly string[] => [
  ...new Set([...(metric === undefined ? [] : [metric]), ...bounds.map((bound) => bound.metric)]),
];

/** Throws `UserProblem` when no record has one of them. */
export function requireMetrics(records: readonly RunRecord[], objective: Objective): void {
  for (const name of metricsOf(objective)) requireMetric(records, name);
}

export function scoreOf({ metric, sense, bounds }: Objective, records: readonly RunRecord[]): Score {
  const missed = bounds.map((bound) => {
    const excess = mean(metricOf(records, bound.metric)) - bound.value;
    return Math.max(0, bound.sense === "<=" ? excess : -excess) / Math.max(Math.abs(bound.value), 1e-9);
  });
  const reached = metric === undefined ? 0 : mean(metricOf(records, metric));
  return { violation: missed.reduce((sum, miss) => sum + miss, 0), value: sense === "maximise" ? reached : -reached };
}

/** Feasible before infeasible (Deb, 2000): negative when `a` is better. */
export const compareScores = (a: Score, b: Score): number => a.violation - b.violation || b.value - a.value;
