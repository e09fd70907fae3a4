/** What differs between two scenarios on the same seeds: one row per metric, one dot per seed. */
import * as Plot from "@observablehq/plot";
import { deviation, extent } from "d3";
import { hairlinesX, nameAxis, valueAxis } from "../axes.ts";
import { amount, enumerate, signed } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

export interface MetricDifference {
  readonly metric: string;
  readonly unit: string;
  /** Second scenario less the first, seed by seed. */
  readonly differences: readonly number[];
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface DifferencesData {
  readonly first: string;
  readonly second: string;
  readonly metrics: readonly MetricDifference[];
}

const ROW_HEIGHT = 46;
/** How far the axis goes beyond the outermost seed; an interval that goes farther is cut there. */
const REACH = 0.4;

/** Differences in units of their own standard deviation, so that rows of different units share an axis. */
const scaleOf = ({ differences }: MetricDifference): number => deviation(differences) || 1;

export function differencesFigure(data: DifferencesData): Figure {
  const title = `${data.second} less ${data.first}`;
  const dots = data.metrics.flatMap((row) =>
    row.differences.map((difference) => ({ metric: row.metric, at: difference / scaleOf(row) })),
  );
  const [low, high] = extent([0, ...dots.map(({ at }) => at)]) as [number, number];
  const within = (at: number) => Math.min(Math.max(at, low - REACH), high + REACH);
  const means = data.metrics.map((row) => {
    const scale = scaleOf(row);
    const text = signed(row.mean, (value) => amount(value, row.unit));
    return {
      metric: row.metric,
      at: row.mean / scale,
      low: within(row.low / scale),
      high: within(row.high / scale),
      text,
    };
  });
  const svg = frame({
    title,
    subtitle: "Differences seed by seed, in standard deviations of each row; at the right the mean difference",
    legend: [
      { label: "one seed", colour: colour("farmer") },
      { label: "mean, with its 95 % interval", colour: colour("ink"), mark: "line" },
    ],
    plot: {
      height: data.metrics.length * ROW_HEIGHT + 40,
      marginLeft: 190,
      marginRight: 110,
      x: valueAxis(undefined, { domain: [low - REACH, high + REACH], nice: false }),
      y: nameAxis(data.metrics.map(({ metric }) => metric)),
      marks: [
        hairlinesX(),
        Plot.ruleX([0], { stroke: colour("soft") }),
        Plot.dot(dots, { x: "at", y: "metric", r: 3.4, fill: colour("farmer"), fillOpacity: 0.6 }),
        Plot.ruleY(means, { y: "metric", x1: "low", x2: "high", stroke: colour("ink"), strokeWidth: 2 }),
        Plot.dot(means, {
          x: "at",
          y: "metric",
          r: 4.4,
          fill: colour("paper"),
          stroke: colour("ink"),
          strokeWidth: 1.8,
        }),
        Plot.text(means, {
          y: "metric",
          text: "text",
          frameAnchor: "right",
          textAnchor: "start",
          dx: 10,
          fill: colour("ink"),
          fontSize: 13,
        }),
      ],
    },
  });
  return { id: "differences", title, svg, caption: caption(data) };
}

function caption({ metrics, first, second }: DifferencesData): string {
  if (metrics.every(({ differences }) => differences.every((difference) => difference === 0)))
    return `On every seed ${second} and ${first} come to the same, exactly.`;
  const sure = metrics.filter(({ low, high }) => low > 0 || high < 0).map(({ metric }) => metric);
  return sure.length === 0
    ? "Every interval holds 0: the seeds do not tell the two apart."
    : `The interval leaves 0 out for ${enumerate(sure)}; for the others the seeds do not tell the two apart.`;
}
