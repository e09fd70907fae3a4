/**
 * Variance-based sensitivity. Of two independent samples A and B, the sample AB_i is A with column i from B. The first-order
 * index tells which share of the output's variance a parameter explains alone, the total index which share would be left if
 * all others were known. Sources: Saltelli et al. (2010), table 2 (b) for the first order; Jansen (1999) for the total.
 */

/** Rows of parameters in the unit cube. */
export type Sample = readonly (readonly number[])[];

/** A, B and one AB_i per parameter, each with as many rows. */
export interface SaltelliDesign {
  readonly a: Sample;
  readonly b: Sample;
  readonly ab: readonly Sample[];
}

/** Splits points of twice the dimensions into A and B and crosses them. */
export function saltelliDesign(points: Sample): SaltelliDesign {
  const dimensions = points[0]!.length / 2;
  const a = points.map((point) => point.slice(0, dimensions));
  const b = points.map((point) => point.slice(dimensions));
  const ab = Array.from({ length: dimensions }, (_, axis) =>
    a.map((row, r) => row.map((x, i) => (i === axis ? b[r]![axis]! : x))),
  );
  return { a, b, ab };
}

/** The model's outputs on the design, row by row. */
export interface SaltelliOutputs {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly ab: readonly (readonly number[])[];
}

export interface SobolIndex {
  readonly first: number;
  readonly total: number;
}

/**
 * Indices of each parameter; all zero when the output does not vary. Outputs are centred first, which changes no index but
 * spares the first-order estimator the variance that a large mean would add.
 * @param rows which rows count and how often, as a bootstrap draws them; all once if absent
 */
export function sobolIndices(outputs: SaltelliOutputs, rows?: readonly number[]): readonly SobolIndex[] {
  const chosen = rows ?? outputs.a.map((_, row) => row);
  const n = chosen.length;
  const sum = (term: (row: number) => number) => chosen.reduce((total, row) => total + term(row), 0);
  const mean = sum((row) => outputs.a[row]! + outputs.b[row]!) / (2 * n);
  const variance = sum((row) => (outputs.a[row]! - mean) ** 2 + (outputs.b[row]! - mean) ** 2) / (2 * n - 1);
  return outputs.ab.map((crossed) => {
    if (variance === 0) return { first: 0, total: 0 };
    const first = sum((row) => (outputs.b[row]! - mean) * (crossed[row]! - outputs.a[row]!)) / n;
    const total = sum((row) => (outputs.a[row]! - crossed[row]!) ** 2) / (2 * n);
    return { first: first / variance, total: total / variance };
  });
}
