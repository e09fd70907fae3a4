/** The answer in words, computed from its numbers. */
import { amount, capital, countWord, enumerate, plainNumber, plural, share } from "../../report/format.ts";
import type { Answer, Flip } from "./ask.ts";

export type Verdict = "above" | "below" | "undecided";

/** Undecided while the 95 % interval of the mean holds the threshold. */
export function verdictOf({ own: { interval }, inquiry: { threshold } }: Pick<Answer, "own" | "inquiry">): Verdict {
  if (interval.low > threshold) return "above";
  if (interval.high < threshold) return "below";
  return "undecided";
}

const trimmed = (text: string): string => text.trim().replace(/\.$/, "");

/** The first paragraph: the answer, its number with the interval, and where the answer turns. */
export const leadOf = (answer: Answer): string => `${verdictSentence(answer)} ${flipSentence(answer)}`;

export function verdictSentence(answer: Answer): string {
  const { inquiry, own, unit, seeds, scenario } = answer;
  const show = (value: number) => amount(value, unit);
  const { low, high, mean } = own.interval;
  const runs = `${plural(seeds.length, "run")} of ${plural(scenario.horizonDays, "day")}`;
  const number = `${inquiry.metric} is ${show(mean)} on average over ${runs} (95 % interval ${show(low)} to ${show(high)})`;
  const verdict = verdictOf(answer);
  const side = mean > inquiry.threshold ? "above" : "below";
  if (verdict === "undecided")
    return `Too close to tell: ${number}, and the interval holds the threshold of ${show(inquiry.threshold)}. The mean leans to: ${trimmed(inquiry[side])}.`;
  return `${capital(trimmed(inquiry[verdict]))}: ${number}, ${verdict} the threshold of ${show(inquiry.threshold)}.`;
}

export function flipSentence(answer: Answer): string {
  const { flips, crossings, inquiry, own, points } = answer;
  const range = `${plainNumber(inquiry.from)} and ${plainNumber(inquiry.to)}`;
  const subject = capital(inquiry.label);
  const [flip] = flips;
  if (flip === undefined) {
    const side = points.at(-1)!.mean > inquiry.threshold ? "above" : "below";
    return `${subject}: the answer never turns between ${range}; the mean stays ${side} the threshold at all ${countWord(points.length)} values tried.`;
  }
  const here = own.value === undefined ? "" : `; the scenario has ${plainNumber(own.value)}`;
  const several =
    crossings === 1
      ? ""
      : ` Between ${range} it turns ${countWord(crossings)} times, ${enumerate(flips.map((other) => placeText(other, answer)))}${crossings > flips.length ? " among them" : ""}; the nearest is told.`;
  return `${subject}: the answer turns ${placeText(flip, answer)} (${intervalText(flip, answer)}${here}). ${sidesSentence(flip, answer)}${several}`;
}

/** "at 3"; "between 3 and 4" where only whole numbers are possible and nothing lies between them. */
function placeText({ value, low, high }: Flip, { inquiry }: Answer): string {
  if (inquiry.whole && high.value - low.value <= 1)
    return `between ${plainNumber(low.value)} and ${plainNumber(high.value)}`;
  return `at ${plainNumber(value)}`;
}

function sidesSentence({ direction }: Flip, { inquiry }: Answer): string {
  const [under, over] = direction === "rises" ? [inquiry.below, inquiry.above] : [inquiry.above, inquiry.below];
  return `Below that: ${trimmed(under)}. Above it: ${trimmed(over)}.`;
}

/** "95 % interval 3 to 5", open at an end that the runs do not bound within the range. */
export function intervalText({ interval: { low, high, found } }: Flip, { inquiry }: Pick<Answer, "inquiry">): string {
  const from = Number.isFinite(low) ? plainNumber(low) : `below ${plainNumber(inquiry.from)}`;
  const to = Number.isFinite(high) ? plainNumber(high) : `beyond ${plainNumber(inquiry.to)}`;
  const doubt = found === 1 ? "" : `, and in ${share(1 - found)} of resamples it lies outside the range`;
  return `95 % interval ${from} to ${to}${doubt}`;
}
