/**
 * Morris screening: which parameters matter at all, at the price of a few runs each. Every trajectory starts at a random
 * grid point of the unit cube and moves one parameter after another by the same step; what the output then changes by,
 * divided by the step, is an elementary effect. Source: Morris (1991); mu* is Campolongo, Cariboni and Saltelli (2007).
 */
import type { Rng } from "../../base/random.ts";

/** Levels of the grid on each axis; an even number, so that the step below reaches all of them alike. */
const LEVELS = 4;
/** LEVELS / (2 (LEVELS - 1)): the step that gives every level the same chance. */
const STEP = LEVELS / (2 * (LEVELS - 1));

/** A walk through the unit cube: `points` has one more entry than `moved`, which names the axis of each step. */
export interface Trajectory {
  readonly points: readonly (readonly number[])[];
  readonly moved: readonly number[];
}

export function trajectory(dimensions: number, rng: Rng): Trajectory {
  const start = Array.from({ length: dimensions }, () => rng.below(LEVELS) / (LEVELS - 1));
  const moved = rng.shuffled(start.map((_, axis) => axis));
  const points = [start];
  for (const axis of moved) {
    const at = points.at(-1)!;
    points.push(at.map((x, i) => (i !== axis ? x : x < 0.5 ? x + STEP : x - STEP)));
  }
  return { points, moved };
}

/** Effects of each axis over all trajectories: what the output changes by over the axis' whole range, if it went on alike. */
export function elementaryEffects(
  trajectories: readonly Trajectory[],
  outputs: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const dimensions = trajectories[0]!.moved.length;
  const effects: number[][] = Array.from({ length: dimensions }, () => []);
  trajectories.forEach(({ points, moved }, t) => {
    moved.forEach((axis, step) => {
      const run = points[step + 1]![axis]! - points[step]![axis]!;
      effects[axis]!.push((outputs[t]![step + 1]! - outputs[t]![step]!) / run);
    });
  });
  return effects;
}

export interface MorrisIndex {
  /** Mean effect: its sign tells the direction, as far as there is one. */
  readonly mu: number;
  /** Mean size of the effect. */
  readonly muStar: number;
  /** Standard deviation of the effects: interaction or curvature, and noise. */
  readonly sigma: number;
}

export function morrisIndex(effects: readonly number[]): MorrisIndex {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const mu = mean(effects);
  const squares = effects.reduce((sum, effect) => sum + (effect - mu) ** 2, 0);
  return { mu, muStar: mean(effects.map(Math.abs)), sigma: Math.sqrt(squares / Math.max(effects.length - 1, 1)) };
}
