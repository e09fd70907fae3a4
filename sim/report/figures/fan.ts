/** A fan: how a metric is spread over runs as one parameter grows. */
import * as Plot from "@observablehq/plot";
import { hairlinesY, nameAxis, valueAxis } from "../axes.ts";
import { amount, plainNumber } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

export interface FanPoint {
  /** A number, or a name where the parameter has no numbers. */
  readonly at: number | string;
  /** At 5, 25, 50, 75 and 95 % of the runs. */
  readonly quantiles: readonly number[];
  readonly mean: number;
  /** Ends of the mean's interval. */
  readonly low: number;
  readonly high: number;
}

/** Points in the order in which they are drawn; at least one. */
export interface FanData {
  readonly id: string;
  readonly metric: string;
  readonly unit: string;
  readonly label: string;
  readonly scale: "linear" | "log";
  readonly points: readonly FanPoint[];
}

/** More ticks than this would crowd: the axis then chooses its own. */
const MOST_TICKS = 8;

export function fanFigure(data: FanData): Figure {
  const title = `${data.metric} over ${data.label}`;
  const numeric = data.points.every(({ at }) => typeof at === "number");
  const svg = frame({
    title,
    subtitle: `How the runs are spread at each value; across: ${data.label}${data.scale === "log" ? " (logarithmic)" : ""}`,
    legend: [
      { label: "median run", colour: colour("honest"), mark: "line" },
      { label: "half of the runs", colour: colour("honest") },
      { label: "nine runs of ten", colour: colour("farmer") },
      { label: "mean, with its 95 % interval", colour: colour("ink"), mark: "ring" },
    ],
    plot: {
      height: 360,
      marginLeft: 84,
      marginRight: 28,
      x: numeric ? numberAxis(data) : nameAxis(data.points.map(({ at }) => String(at))),
      y: valueAxis((value) => amount(value, data.unit)),
      marks: [hairlinesY(), ...(numeric ? bands(data) : boxes(data)), ...means(data)],
    },
  });
  return { id: data.id, title, svg, caption: caption(data) };
}

function numberAxis({ points, scale }: FanData): Plot.ScaleOptions {
  const values = points.map(({ at }) => at as number);
  const ticks = values.length <= MOST_TICKS ? values : MOST_TICKS;
  return valueAxis(plainNumber, { type: scale, nice: false, ticks });
}

const quantile = (i: number) => (point: FanPoint) => point.quantiles[i]!;

function bands({ points }: FanData): Plot.Markish[] {
  const band = (from: number, to: number, fill: string, fillOpacity: number) =>
    Plot.areaY([...points], { x: "at", y1: quantile(from), y2: quantile(to), fill, fillOpacity });
  return [
    band(0, 4, colour("farmer"), 0.22),
    band(1, 3, colour("honest"), 0.28),
    Plot.lineY([...points], { x: "at", y: quantile(2), stroke: colour("honest"), strokeWidth: 2.4 }),
  ];
}

function boxes({ points }: FanData): Plot.Markish[] {
  const bar = (from: number, to: number, stroke: string, strokeWidth: number, strokeOpacity: number) =>
    Plot.ruleX([...points], { x: "at", y1: quantile(from), y2: quantile(to), stroke, strokeWidth, strokeOpacity });
  return [
    bar(0, 4, colour("farmer"), 26, 0.22),
    bar(1, 3, colour("honest"), 26, 0.28),
    Plot.tickY([...points], { x: "at", y: quantile(2), stroke: colour("honest"), strokeWidth: 2.4 }),
  ];
}

const means = ({ points }: FanData): Plot.Markish[] => [
  Plot.ruleX([...points], { x: "at", y1: "low", y2: "high", stroke: colour("ink"), strokeWidth: 1.2 }),
  Plot.dot([...points], { x: "at", y: "mean", r: 4, fill: colour("paper"), stroke: colour("ink"), strokeWidth: 1.6 }),
];

function caption({ points, unit, label }: FanData): string {
  const ranked = [...points].sort((a, b) => a.mean - b.mean);
  const [lowest, highest] = [ranked[0]!, ranked.at(-1)!];
  const place = ({ at }: FanPoint) => (typeof at === "number" ? plainNumber(at) : at);
  if (points.length === 1) return `The mean is ${amount(lowest.mean, unit)}.`;
  const apart =
    lowest.high < highest.low ? "Their intervals do not meet." : "Their intervals meet: seeds alone may explain it.";
  return `The mean is lowest, ${amount(lowest.mean, unit)}, at ${place(lowest)} and highest, ${amount(highest.mean, unit)}, at ${place(highest)} (${label}). ${apart}`;
}
