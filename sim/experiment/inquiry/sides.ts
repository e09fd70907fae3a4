/** A run on either side of the flip, for whoever wants to look into both. */
import type { RunRecord } from "../experiment.ts";
import { assignmentOf } from "../parameter.ts";
import type { Answer, AskedPoint, Flip } from "./ask.ts";

export interface Side {
  readonly value: number;
  readonly seed: number;
  readonly run: string;
  readonly metric: number;
  /** The commands that make this run and open its whole report. */
  readonly command: string;
}

/**
 * The pair of runs with one seed, just below and just above the flip: a seed whose own metric lies on either side like the
 * means do, if there is one, else the seed nearest to both means. `base` is the command up to its last options.
 */
export function sidesOf(answer: Answer, flip: Flip, base: string): readonly [Side, Side] {
  const [low, high] = [flip.low.value, flip.high.value].map((value) => answer.points.find((p) => p.value === value)!);
  const at = typicalSeed(low!, high!, answer.inquiry.threshold);
  return [side(answer, low!, at, base), side(answer, high!, at, base)];
}

function typicalSeed(low: AskedPoint, high: AskedPoint, threshold: number): number {
  const agrees = (point: AskedPoint, i: number) => point.metrics[i]! > threshold === point.mean > threshold;
  const far = (i: number) => Math.abs(low.metrics[i]! - low.mean) + Math.abs(high.metrics[i]! - high.mean);
  const all = low.metrics.map((_, i) => i);
  const telling = all.filter((i) => agrees(low, i) && agrees(high, i));
  return (telling.length > 0 ? telling : all).reduce((best, i) => (far(i) < far(best) ? i : best));
}

function side(answer: Answer, point: AskedPoint, at: number, base: string): Side {
  const record: RunRecord = point.records[at]!;
  const set = assignmentOf({ path: answer.inquiry.parameter, whole: answer.inquiry.whole }, point.value!);
  return {
    value: point.value!,
    seed: record.seed,
    run: record.id,
    metric: point.metrics[at]!,
    command: `${base} --seed ${record.seed} --backend ${record.backend} --set ${set}`,
  };
}
