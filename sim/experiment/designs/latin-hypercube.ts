/** Latin hypercube samples. Source: McKay, Beckman and Conover, Technometrics 21 (1979). */
import type { Rng } from "../../base/random.ts";

/**
 * `count` points in [0, 1)^dimensions: each of the `count` equal slices of every dimension holds exactly one, at a random
 * place, and the dimensions are paired at random.
 */
export function latinHypercube(count: number, dimensions: number, rng: Rng): number[][] {
  const slices = Array.from({ length: count }, (_, slice) => slice);
  const columns = Array.from({ length: dimensions }, () =>
    rng.shuffled(slices).map((slice) => (slice + rng.uniform()) / count),
  );
  return slices.map((point) => columns.map((column) => column[point]!));
}
