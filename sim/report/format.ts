/**
 * Numbers as people read them. This is where bigint becomes number; nothing below the report does it.
 * d3-format and d3-time-format are plain arithmetic, so the text is the same on every machine (Intl's is not).
 */
import { format, utcFormat } from "d3";

const THOUSAND = 1_000;
const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

/** A count of 10^-decimals as a number: 1500000000000000000n with 18 decimals is 1.5. */
export const toNumber = (value: bigint, decimals: number): number => Number(value) / 10 ** decimals;

/** Three significant digits below a thousand, thousands separated above: 0.0123, 4.56, 987, 12,345. */
export function plainNumber(value: number): string {
  if (value === 0) return "0";
  if (Math.abs(value) >= THOUSAND) return format(",.0f")(value);
  if (Number.isInteger(value)) return format("d")(value);
  return format(",.3~r")(value);
}

/** Smaller amounts of AIUS are told in wei. */
const SMALLEST_AIUS = 1e-6;

/** An amount with its unit where people put it: "1,234 AIUS", "$12.30", "4.5 %", "2 h 5 min". */
export function amount(value: number, unit: string): string {
  if (unit === "USD") return usd(value);
  if (unit === "s") return duration(value);
  if (unit === "ratio") return share(value);
  if (unit === "AIUS" && value !== 0 && Math.abs(value) < SMALLEST_AIUS)
    return `${plainNumber(Math.round(value * 1e18))} wei`;
  return unit === "1" ? plainNumber(value) : `${plainNumber(value)} ${unit}`;
}

/** Dollars: cents below a hundred, whole above. The sign comes before the currency. */
export function usd(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 || size === 0 ? ",.0f" : size >= 0.01 ? ",.2f" : ".2~r";
  return `${value < 0 ? "−" : ""}$${format(digits)(size)}`;
}

/** A share of one as a percentage with three significant digits, two below a percent; what is not all never reads 100 %. */
export function share(value: number): string {
  if (value === 0 || value === 1) return `${value * 100} %`;
  if (value >= 0.9995 && value < 1) return `${almostAll(value)} %`;
  return `${format(Math.abs(value) < 0.01 ? ".2~r" : ".3~r")(value * 100)} %`;
}

/** The percentage of a share just below one, with as many digits as it takes to see that it is below. */
const almostAll = (value: number): string => format(`.${Math.floor(-Math.log10(1 - value)) - 1}~f`)(value * 100);

/** A change with its sign always shown. */
export const signed = (value: number, show: (value: number) => string): string =>
  `${value > 0 ? "+" : ""}${show(value)}`;

/** Seconds in the two largest units that matter, rounded to the smaller one. */
export function duration(seconds: number): string {
  if (seconds < 0) return `−${duration(-seconds)}`;
  const whole = Math.round(seconds);
  if (whole < MINUTE_SECONDS) return `${plainNumber(Number(seconds.toFixed(1)))} s`;
  if (whole < HOUR_SECONDS) return pair(whole, MINUTE_SECONDS, "min", "s");
  const minutes = Math.round(seconds / MINUTE_SECONDS);
  if (minutes * MINUTE_SECONDS < DAY_SECONDS) return pair(minutes, 60, "h", "min");
  return pair(Math.round(seconds / HOUR_SECONDS), 24, "d", "h");
}

/** A count of small units as large ones and what is left. */
function pair(count: number, perLarge: number, large: string, small: string): string {
  const left = count % perLarge;
  return `${plainNumber(Math.floor(count / perLarge))} ${large}${left === 0 ? "" : ` ${left} ${small}`}`;
}

/** A Unix timestamp in seconds as "14 February 2025" (UTC). */
export const longDate = (timestamp: number): string => utcFormat("%-d %B %Y")(new Date(timestamp * THOUSAND));

/** A Unix timestamp in seconds as "14 Feb" (UTC). */
export const shortDate = (timestamp: number): string => utcFormat("%-d %b")(new Date(timestamp * THOUSAND));

/** "one", "two"... up to twelve in words, digits beyond. */
export function countWord(count: number): string {
  return (
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"][count] ??
    plainNumber(count)
  );
}

/** The same text with its first letter large. */
export const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** "a, b and c". */
export function enumerate(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** "1 task", "2 tasks". */
export const plural = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${plainNumber(count)} ${count === 1 ? noun : nouns}`;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text made safe inside HTML or SVG. */
export const escapeText = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);
