/** Axis settings that all figures share, so that they read alike. */
import * as Plot from "@observablehq/plot";
import { ticks as tickValues, utcFormat } from "d3";
import { plainNumber } from "./format.ts";
import { colour } from "./theme.ts";

/** About as many ticks as an axis gets, and hairlines with them. */
const TICKS = 6;
const DAY_MILLISECONDS = 86_400_000;

/** A Unix timestamp in seconds as the date that Plot wants. */
export const date = (timestamp: number): Date => new Date(timestamp * 1_000);

/** Dates below the figure: hours for runs of a day or two, days for months, months for years. */
export function timeAxis(times: readonly number[]): Plot.ScaleOptions {
  const span = ((times.at(-1) ?? 0) - (times[0] ?? 0)) * 1_000;
  const pattern = span < 2.5 * DAY_MILLISECONDS ? "%-d %b %H:%M" : span < 200 * DAY_MILLISECONDS ? "%-d %b" : "%b %Y";
  return {
    type: "utc",
    label: null,
    ticks: 6,
    tickFormat: utcFormat(pattern),
    tickSize: 0,
    tickPadding: 8,
  } as Plot.ScaleOptions;
}

/** Values along an axis: no tick marks, since hairlines run across. Round dollars go without cents beside hundreds of them. */
export function valueAxis(show: (value: number) => string = plainNumber, more: object = {}): Plot.ScaleOptions {
  const tickFormat = (value: number) => show(value).replace(/\.00$/, "");
  return { label: null, tickSize: 0, ticks: TICKS, nice: true, tickFormat, ...more } as Plot.ScaleOptions;
}

/** The usual ends of an axis, moved out where values lie beyond them: nothing is drawn outside its frame. */
export const covering = ([low, high]: readonly [number, number], values: readonly number[]): [number, number] => [
  Math.min(low, ...values),
  Math.max(high, ...values),
];

/** Counts along an axis, such as days or generations: nothing is named between two of them. */
export function countAxis(last: number, more: object = {}): Plot.ScaleOptions {
  const ticks = tickValues(0, last, TICKS).filter(Number.isInteger);
  return valueAxis(plainNumber, { ticks, nice: false, ...more });
}

/** Names along an axis, one row or column each. */
export function nameAxis(domain: readonly string[], padding = 0.34): Plot.ScaleOptions {
  return { domain: [...domain], label: null, tickSize: 0, padding } as Plot.ScaleOptions;
}

/** Hairlines across the figure. */
export const hairlinesY = (): Plot.Markish => Plot.gridY({ ticks: TICKS, stroke: colour("rule"), strokeOpacity: 1 });
export const hairlinesX = (): Plot.Markish => Plot.gridX({ ticks: TICKS, stroke: colour("rule"), strokeOpacity: 1 });
