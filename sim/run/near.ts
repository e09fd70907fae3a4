/** Edit distance (Levenshtein) between two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Of the known words those that the given one may have meant, nearest first; at most `limit`. */
export function nearest(word: string, known: readonly string[], limit = 3): readonly string[] {
  const lower = word.toLowerCase();
  const farthest = Math.max(2, Math.floor(word.length / 3));
  return known
    .map((candidate) => ({
      candidate,
      far: candidate.toLowerCase().startsWith(lower) ? 1 : distance(lower, candidate.toLowerCase()),
    }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** "did you mean a or b?" when something is near, else "known: a, b, c". */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known: ${known.join(", ")}`;
}
