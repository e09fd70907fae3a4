/** How intervals were made, as reports say it. */
import { plural } from "../../report/format.ts";
import { FEW, TRUSTED_RUNS } from "./interval.ts";

/** Of means of `what`, with `fewest` values at least. */
export function intervalWords(what: string, fewest: number): string {
  const method = fewest < FEW ? `Student's t below ${FEW} values, bootstrap-t from there on` : "bootstrap-t";
  const made = `Intervals are 95 % intervals of ${what} (${method}).`;
  if (fewest >= TRUSTED_RUNS) return made;
  return `${made} With fewer than ${TRUSTED_RUNS} runs they cover less than they say when single runs lie far out; here it is ${plural(fewest, "run")} at least.`;
}
