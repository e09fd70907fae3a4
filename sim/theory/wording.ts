/** Comparisons in words, alike in the report, the table in Markdown and on the terminal. */
import { format } from "d3";
import { plainNumber } from "../report/format.ts";
import type { TheoryCheck } from "./check.ts";
import { comparisonsOf, disagreements } from "./check.ts";
import { CONFIDENCE, type Comparison } from "./comparison.ts";

const digits = format(".6~g");

/** Six significant digits, enough to see what a comparison of 0.0003 is about. */
export const shown = (value: number): string => (Number.isFinite(value) ? digits(value) : "none");

export const COLUMNS = ["what", "predicted", "simulated", "prediction may lie in", "n", ""] as const;

export function intervalText({ simulated, low, high, by }: Comparison): string {
  if (by === "exact") return "equal";
  return by === "tolerance" ? `± ${shown((high - low) / 2)} of ${shown(simulated)}` : `${shown(low)} to ${shown(high)}`;
}

export function cellsOf(comparison: Comparison): readonly string[] {
  const { what, unit, predicted, simulated, replicates, agrees } = comparison;
  return [
    unit === "" ? what : `${what} (${unit})`,
    shown(predicted),
    shown(simulated),
    intervalText(comparison),
    plainNumber(replicates),
    agrees ? "agrees" : "DIFFERS",
  ];
}

/** "All 350 comparisons agree." */
export function verdict(check: TheoryCheck): string {
  const all = check.checked.flatMap(comparisonsOf).length;
  const wrong = disagreements(check).length;
  const rest = check.complete ? "" : " The check was interrupted: what is missing was not looked at.";
  return `${wrong === 0 ? `All ${plainNumber(all)} comparisons agree.` : `${plainNumber(wrong)} of ${plainNumber(all)} comparisons differ.`}${rest}`;
}

/** Where the numbers come from. */
export const ORIGIN =
  "What is simulated is read from the ledgers of runs that went through the chain port (model backend), and the predictions are computed apart from the protocol's code. " +
  "Two kinds of table have no runs behind them and say so: published numbers against our own arithmetic, and the statistics of samples and functions.";

/** How to read the intervals. */
export const READING =
  `Where chance decides, the interval is exact for the number of repetitions (Clopper and Pearson), or Student's t for a weighted mean, at ${CONFIDENCE * 100} % each: about a hundred of them hold together with 99 %. ` +
  "Where nothing is random the tolerance was stated beforehand. Integers are compared to the wei.";
