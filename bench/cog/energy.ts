/** From samples of a GPU's power to energy. Power in W, energy in J, times in seconds on one clock. */

export interface PowerSample {
  readonly at: number;
  /** Undefined where the driver gave none. */
  readonly watts: number | undefined;
  readonly memoryMiB: number | undefined;
  /** Percent. */
  readonly utilisation: number | undefined;
}

/** Longer silence than this many sampling intervals, or than this many seconds, is a hole that no energy is made of. */
const LONGEST_GAP_INTERVALS = 10;
const LEAST_GAP_SECONDS = 1;

/**
 * Integral of the power over [from, to] by the trapezoid rule, linear between samples. Undefined when the samples do not
 * enclose the window, when one of them has no power, or when they leave a hole: better no number than a wrong one.
 */
export function joulesBetween(
  samples: readonly PowerSample[],
  from: number,
  to: number,
  intervalSeconds: number,
): number | undefined {
  const first = samples.findLastIndex(({ at }) => at <= from);
  const last = samples.findIndex(({ at }) => at >= to);
  if (first < 0 || last < 0 || to <= from) return undefined;
  const longest = Math.max(LEAST_GAP_SECONDS, LONGEST_GAP_INTERVALS * intervalSeconds);
  let joules = 0;
  for (let i = first; i < last; i++) {
    const [a, b] = [samples[i]!, samples[i + 1]!];
    if (a.watts === undefined || b.watts === undefined || b.at - a.at > longest) return undefined;
    joules += piece(a.at, a.watts, b.at, b.watts, Math.max(from, a.at), Math.min(to, b.at));
  }
  return joules;
}

function piece(at0: number, watts0: number, at1: number, watts1: number, from: number, to: number): number {
  if (to <= from) return 0;
  const at = (time: number) => watts0 + ((watts1 - watts0) * (time - at0)) / (at1 - at0);
  return ((at(from) + at(to)) / 2) * (to - from);
}

/** The samples that lie in [from, to]. */
export const within = (samples: readonly PowerSample[], from: number, to: number): readonly PowerSample[] =>
  samples.filter(({ at }) => at >= from && at <= to);

const known = (values: readonly (number | undefined)[]): number[] => values.filter((value) => value !== undefined);

export const peak = (values: readonly (number | undefined)[]): number | undefined => {
  const numbers = known(values);
  return numbers.length === 0 ? undefined : Math.max(...numbers);
};

export const average = (values: readonly (number | undefined)[]): number | undefined => {
  const numbers = known(values);
  return numbers.length === 0 ? undefined : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
};
