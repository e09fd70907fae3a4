/**
 * An evolution strategy for noisy functions on the unit cube: separable CMA-ES, which learns a step for each axis and keeps
 * one overall step by the length of its path. It only ranks candidates, so noise and scale of the objective matter little.
 * Source: Ros and Hansen (2008), with the constants of Hansen's tutorial (2016).
 */
import { exp, ln } from "../../base/elementary.ts";
import type { Rng } from "../../base/random.ts";

/** A point of the unit cube and the unreflected draw that it came from. */
export interface Candidate {
  readonly x: readonly number[];
  readonly draw: readonly number[];
}

const FIRST_STEP = 0.3;

/** The overall step stays within these: the cube's edge is 1, and below the lower nothing changes any more. */
const STEP_BOUNDS = [1e-6, 0.5] as const;

/** Folds a number back into [0, 1] at both ends, so that no density piles up on the border. */
export function reflected(x: number): number {
  const folded = Math.abs(x) % 2;
  return folded > 1 ? 2 - folded : folded;
}

const square = (x: number): number => x * x;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export class EvolutionStrategy {
  readonly #rng: Rng;
  readonly #dimensions: number;
  readonly size: number;
  readonly #weights: readonly number[];
  /** Variance-effective number of parents. */
  readonly #parents: number;
  #mean: readonly number[];
  #step = FIRST_STEP;
  #variances: readonly number[];
  #stepPath: readonly number[];
  #rankPath: readonly number[];
  #generation = 0;

  /** @param start where the search begins, in the unit cube. @param size candidates per generation; Hansen's default if absent */
  constructor(start: readonly number[], rng: Rng, size = 4 + Math.floor(3 * ln(start.length))) {
    this.#rng = rng;
    this.#dimensions = start.length;
    this.size = Math.max(size, 4);
    const raw = Array.from({ length: Math.floor(this.size / 2) }, (_, i) => ln((this.size + 1) / 2 / (i + 1)));
    this.#weights = raw.map((weight) => weight / sum(raw));
    this.#parents = 1 / sum(this.#weights.map((weight) => weight * weight));
    this.#mean = start;
    this.#variances = start.map(() => 1);
    this.#stepPath = start.map(() => 0);
    this.#rankPath = start.map(() => 0);
  }

  /** Centre of the search, in the unit cube. */
  get centre(): readonly number[] {
    return this.#mean.map(reflected);
  }

  /** Overall step: the standard deviation of a new candidate, before the axes' own factors. */
  get step(): number {
    return this.#step;
  }

  /** The next generation's candidates. */
  ask(): readonly Candidate[] {
    return Array.from({ length: this.size }, () => {
      const draw = this.#mean.map((m, i) => m + this.#step * Math.sqrt(this.#variances[i]!) * this.#rng.normal());
      return { draw, x: draw.map(reflected) };
    });
  }

  /** Moves on. `ranked` are the generation's candidates, best first. */
  tell(ranked: readonly Candidate[]): void {
    this.#generation++;
    const n = this.#dimensions;
    const before = this.#mean;
    const draws = this.#weights.map((weight, rank) => ({ weight, draw: ranked[rank]!.draw }));
    const mean = before.map((_, i) => sum(draws.map(({ weight, draw }) => weight * draw[i]!)));
    const shift = mean.map((m, i) => (m - before[i]!) / this.#step);
    const expected = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
    const stepRate = this.#stepRate;
    const damping = 1 + 2 * Math.max(0, Math.sqrt((this.#parents - 1) / (n + 1)) - 1) + stepRate;
    const ahead = Math.sqrt(stepRate * (2 - stepRate) * this.#parents);
    this.#stepPath = this.#stepPath.map(
      (p, i) => (1 - stepRate) * p + (ahead * shift[i]!) / Math.sqrt(this.#variances[i]!),
    );
    const length = Math.sqrt(sum(this.#stepPath.map((p) => p * p)));
    this.#adaptAxes(draws, before, shift, length / expected);
    const factor = exp(Math.min(1, (stepRate / damping) * (length / expected - 1)));
    this.#step = Math.min(Math.max(this.#step * factor, STEP_BOUNDS[0]), STEP_BOUNDS[1]);
    this.#mean = mean;
  }

  #adaptAxes(
    draws: readonly { weight: number; draw: readonly number[] }[],
    before: readonly number[],
    shift: readonly number[],
    pathRatio: number,
  ): void {
    const n = this.#dimensions;
    const mu = this.#parents;
    const pathRate = (4 + mu / n) / (n + 4 + (2 * mu) / n);
    // The separable strategy has n numbers to learn instead of n^2, and may learn them faster.
    const faster = (n + 2) / 3;
    const rankOne = Math.min(1, (faster * 2) / ((n + 1.3) * (n + 1.3) + mu));
    const rankMu = Math.min(1 - rankOne, (faster * 2 * (mu - 2 + 1 / mu)) / ((n + 2) * (n + 2) + mu));
    const forgotten = exp(2 * this.#generation * ln(1 - this.#stepRate));
    const settled = pathRatio / Math.sqrt(1 - forgotten) < 1.4 + 2 / (n + 1);
    const ahead = settled ? Math.sqrt(pathRate * (2 - pathRate) * mu) : 0;
    this.#rankPath = this.#rankPath.map((p, i) => (1 - pathRate) * p + ahead * shift[i]!);
    this.#variances = this.#variances.map((variance, i) => {
      const spread = sum(draws.map(({ weight, draw }) => weight * square((draw[i]! - before[i]!) / this.#step)));
      const grown = (1 - rankOne - rankMu) * variance + rankOne * square(this.#rankPath[i]!) + rankMu * spread;
      return Math.max(grown, 1e-12);
    });
  }

  /** How fast the path of the overall step forgets. */
  get #stepRate(): number {
    return (this.#parents + 2) / (this.#dimensions + this.#parents + 5);
  }
}
