/** Two results side by side: how much longer, how much more energy, and whether the outputs are the same. */
import { Rng } from "../../sim/base/random.ts";
import { mean } from "../../sim/experiment/statistics/moments.ts";
import { quantile } from "../../sim/experiment/statistics/quantile.ts";
import { canonicalJson } from "../../sim/run/canonical.ts";
import { UserProblem } from "../../sim/run/problem.ts";
import type { BenchResult, CaseSummary } from "./result.ts";

/** B's mean over A's, with a 95 % interval; null where a side has no samples, infinite bounds are null too. */
export interface Ratio {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface CaseComparison {
  readonly case: string;
  readonly wall: Ratio | null;
  readonly joules: number | null;
  /** `unknown` where a side has no output. */
  readonly outputs: "same" | "different" | "unknown";
}

export interface Comparison {
  readonly cases: readonly CaseComparison[];
  /** Why the two should not be compared without thinking; empty when nothing stands against it. */
  readonly cautions: readonly string[];
}

const RESAMPLES = 1_999;

/** Throws `UserProblem` when they have no case in common. */
export function compareResults(a: BenchResult, b: BenchResult): Comparison {
  const shared = a.summary.filter(({ case: name }) => sameInput(a, b, name));
  if (shared.length === 0) throw new UserProblem("the two results have no case in common: same name and same input");
  const cases = shared.map((of) => compareCase(a, b, of, b.summary.find((other) => other.case === of.case)!));
  return { cases, cautions: cautionsOf(a, b) };
}

const inputOf = ({ cases }: BenchResult, name: string) => cases.find((each) => each.name === name)?.input;

const sameInput = (a: BenchResult, b: BenchResult, name: string): boolean =>
  canonicalJson(inputOf(a, name)) === canonicalJson(inputOf(b, name) ?? null);

const wallOf = ({ processes }: BenchResult, name: string): readonly number[] =>
  processes.flatMap(({ samples }) =>
    samples.filter((sample) => sample.case === name && !sample.warmup).map(({ wallSeconds }) => wallSeconds),
  );

function compareCase(a: BenchResult, b: BenchResult, of: CaseSummary, other: CaseSummary): CaseComparison {
  const cids = [of.outputs.cids, other.outputs.cids];
  const isKnown = cids.every((list) => list.length > 0);
  const isSame = canonicalJson(cids[0]) === canonicalJson(cids[1]) && cids[0]!.length === 1;
  return {
    case: of.case,
    wall: ratioOfMeans(wallOf(a, of.case), wallOf(b, of.case)),
    joules: of.joules === null || other.joules === null || of.joules === 0 ? null : other.joules / of.joules,
    outputs: isKnown ? (isSame ? "same" : "different") : "unknown",
  };
}

/** Percentile bootstrap of the ratio of means, both sides resampled, from a fixed seed. */
export function ratioOfMeans(a: readonly number[], b: readonly number[]): Ratio | null {
  if (a.length === 0 || b.length === 0) return null;
  const value = mean(b) / mean(a);
  if (a.length < 2 || b.length < 2) return { value, low: null, high: null };
  const rng = new Rng(a.length, `ratio-${b.length}`);
  const resampled = (values: readonly number[]) => mean(values.map(() => values[rng.below(values.length)]!));
  const ratios = Array.from({ length: RESAMPLES }, () => resampled(b) / resampled(a));
  return { value, low: quantile(ratios, 0.025), high: quantile(ratios, 0.975) };
}

function cautionsOf(a: BenchResult, b: BenchResult): readonly string[] {
  const [from, to] = [a.target, b.target];
  const differ = (what: string, left: unknown, right: unknown) =>
    left === right ? [] : [`${what}: ${String(left)} against ${String(right)}`];
  return [
    ...differ("image", imageOf(a), imageOf(b)),
    ...differ("schema", from?.schema, to?.schema),
    ...differ("predict_time counts from", from?.predictTimeFrom, to?.predictTimeFrom),
    ...[a, b].flatMap(({ complete, reason }, i) => (complete ? [] : [`${"AB"[i]} is incomplete (${reason})`])),
    ...[a, b].flatMap(({ target }, i) => (target?.claims?.fake ? [`${"AB"[i]} was measured on a fake server`] : [])),
  ];
}

const imageOf = ({ target }: BenchResult): string | undefined =>
  target?.image?.digest ?? target?.image?.id ?? undefined;
