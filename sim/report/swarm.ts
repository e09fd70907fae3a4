/** Places dots along a line so that none covers another: each as near to the middle as those before it allow. */

/** A dot's offset from the middle, in steps of one dot: 0, 1, -1, 2... */
function offsetOf(x: number, placed: readonly { x: number; offset: number }[], step: number): number {
  const near = placed.filter((dot) => Math.abs(dot.x - x) < step);
  for (let level = 0; ; level++) {
    for (const offset of level === 0 ? [0] : [level, -level]) {
      if (near.every((dot) => (dot.x - x) ** 2 + ((dot.offset - offset) * step) ** 2 >= step ** 2 - 1e-9))
        return offset;
    }
  }
}

/** Offsets in steps for positions in pixels, in the order given. `step` is a dot's diameter with its margin. */
export function swarmOffsets(positions: readonly number[], step: number): readonly number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]! || a - b);
  const placed: { x: number; offset: number }[] = [];
  const offsets = positions.map(() => 0);
  for (const i of order) {
    const x = positions[i]!;
    offsets[i] = offsetOf(x, placed, step);
    placed.push({ x, offset: offsets[i]! });
  }
  return offsets;
}
