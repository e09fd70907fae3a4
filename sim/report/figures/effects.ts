/** Main effects: a metric against each parameter in turn, one dot per point of a design that varies all of them. */
import * as Plot from "@observablehq/plot";
import { extent, max, mean, min } from "d3";
import { valueAxis } from "../axes.ts";
import { amount, enumerate, plainNumber } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

export interface EffectParameter {
  readonly label: string;
  readonly scale: "linear" | "log";
  /** One per point; names stand in the order of their first appearance. */
  readonly values: readonly (number | string)[];
}

export interface EffectsData {
  readonly id: string;
  readonly metric: string;
  readonly unit: string;
  readonly parameters: readonly EffectParameter[];
  /** The metric's mean at each point. */
  readonly means: readonly number[];
}

interface Dot {
  /** Where in the parameter's range, 0 to 1. */
  readonly share: number;
  readonly mean: number;
  readonly row: string;
}

/** Neighbours that a dot of the line is the mean of, as a share of all points. */
const WINDOW = 0.2;
const ROW_HEIGHT = 150;
/** More dots than this hide each other and make the file large: every second, third... point is drawn then. */
const MOST_DOTS = 600;

export function effectsFigure(data: EffectsData): Figure {
  const title = `${data.metric} against each parameter`;
  const dots = data.parameters.flatMap((parameter) => dotsOf(parameter, data.means));
  const shown = dots.filter((_, i) => i % Math.ceil(data.means.length / MOST_DOTS) === 0);
  const lines = data.parameters.flatMap(({ label }) => smoothed(dots.filter(({ row }) => row === label)));
  const svg = frame({
    title,
    subtitle: "One dot per point; each panel runs over its parameter's range, the others vary behind it",
    legend: [
      { label: "mean of a point's runs", colour: colour("farmer") },
      { label: "mean of a fifth of the points", colour: colour("honest"), mark: "line" },
    ],
    plot: {
      height: data.parameters.length * ROW_HEIGHT,
      marginLeft: 84,
      marginRight: 24,
      marginTop: 20,
      x: valueAxis(() => "", { domain: [0, 1], nice: false, ticks: 0 }),
      y: valueAxis((value) => amount(value, data.unit), { ticks: 4 }),
      fy: {
        domain: data.parameters.map(({ label }) => label),
        label: null,
        axis: null,
        padding: 0.36,
      } as Plot.ScaleOptions,
      marks: [
        Plot.gridY({ ticks: 4, stroke: colour("rule"), strokeOpacity: 1 }),
        Plot.dot(shown, { x: "share", y: "mean", fy: "row", r: 2.6, fill: colour("farmer"), fillOpacity: 0.75 }),
        Plot.lineY(lines, { x: "share", y: "mean", fy: "row", stroke: colour("honest"), strokeWidth: 2.2 }),
        ...data.parameters.flatMap(panelTexts),
      ],
    },
  });
  return { id: data.id, title, svg, caption: caption(data, lines) };
}

/** The parameter's name above its panel, the ends of its range below. */
function panelTexts(parameter: EffectParameter): Plot.Markish[] {
  const row = { fy: [parameter.label] };
  const [low, high] = endsOf(parameter);
  const below = (text: string, frameAnchor: "bottom-left" | "bottom-right") =>
    Plot.text([text], { ...row, frameAnchor, dy: 14, fill: colour("soft"), fontSize: 11 } as Plot.TextOptions);
  return [
    Plot.text([parameter.label], {
      ...row,
      frameAnchor: "top-left",
      dy: -14,
      fill: colour("ink"),
      fontSize: 13,
    } as Plot.TextOptions),
    below(low, "bottom-left"),
    below(high, "bottom-right"),
  ];
}

function endsOf({ values }: EffectParameter): [string, string] {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === values.length) return [plainNumber(min(numbers)!), plainNumber(max(numbers)!)];
  const names = [...new Set(values.map(String))];
  return [names[0]!, names.at(-1)!];
}

function dotsOf(parameter: EffectParameter, means: readonly number[]): Dot[] {
  const places = placesOf(parameter);
  const [low, high] = extent(places) as [number, number];
  const width = high - low || 1;
  return places.map((place, i) => ({ share: (place - low) / width, mean: means[i]!, row: parameter.label }));
}

function placesOf({ values, scale }: EffectParameter): number[] {
  if (values.every((value) => typeof value === "number"))
    return values.map((value) => (scale === "log" ? Math.log(value) : value));
  const names = [...new Set(values.map(String))];
  return values.map((value) => names.indexOf(String(value)));
}

/** A moving mean along the parameter. */
function smoothed(dots: readonly Dot[]): Dot[] {
  const sorted = [...dots].sort((a, b) => a.share - b.share);
  const size = Math.min(sorted.length, Math.max(3, Math.round(sorted.length * WINDOW)));
  return Array.from({ length: sorted.length - size + 1 }, (_, from) => {
    const window = sorted.slice(from, from + size);
    return { share: mean(window, ({ share }) => share)!, mean: mean(window, (dot) => dot.mean)!, row: window[0]!.row };
  });
}

function caption({ unit }: EffectsData, lines: readonly Dot[]): string {
  const rows = [...new Set(lines.map(({ row }) => row))];
  const reach = rows.map((row) => {
    const [low, high] = extent(
      lines.filter((dot) => dot.row === row),
      (dot) => dot.mean,
    ) as [number, number];
    return { row, width: high - low };
  });
  const ranked = reach.sort((a, b) => b.width - a.width).map(({ row, width }) => `${row} (${amount(width, unit)})`);
  return `How far the smoothed mean moves along each parameter, most first: ${enumerate(ranked)}.`;
}
