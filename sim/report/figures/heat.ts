/** A heat map: a metric's mean over two parameters, written into every cell. */
import * as Plot from "@observablehq/plot";
import { max } from "d3";
import { nameAxis } from "../axes.ts";
import { amount } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

export interface HeatCell {
  readonly x: string;
  readonly y: string;
  readonly mean: number;
  /** Half the width of the mean's interval. */
  readonly halfWidth: number;
}

/** One cell for each pair of `xs` and `ys`; fewer where an experiment was interrupted. */
export interface HeatData {
  readonly id: string;
  readonly metric: string;
  readonly unit: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xs: readonly string[];
  readonly ys: readonly string[];
  readonly cells: readonly HeatCell[];
  /** What the other parameters are at, in words. */
  readonly where?: string;
}

const ROW_HEIGHT = 52;
/** The strongest fill still lets the number on it be read, on light and on dark paper. */
const STRONGEST = 0.55;
/** Columns beyond this have no room for the interval below the mean. */
const WIDE_COLUMNS = 8;

export function heatFigure(data: HeatData): Figure {
  const title = `${data.metric}${data.where === undefined ? "" : ` with ${data.where}`}`;
  const mixed = data.cells.some(({ mean }) => mean < 0);
  const svg = frame({
    title,
    subtitle: `Mean over the runs; across: ${data.xLabel}, down: ${data.yLabel}`,
    legend: mixed
      ? [
          { label: "above 0", colour: colour("gain") },
          { label: "below 0", colour: colour("loss") },
        ]
      : [{ label: "the larger, the darker", colour: colour("accent") }],
    plot: {
      height: data.ys.length * ROW_HEIGHT + 40,
      marginLeft: 96,
      marginTop: 6,
      x: nameAxis(data.xs, 0.03),
      y: nameAxis(data.ys, 0.03),
      marks: cellMarks(data, mixed),
    },
  });
  return { id: data.id, title, svg, caption: caption(data) };
}

function cellMarks({ cells, unit, xs }: HeatData, mixed: boolean): Plot.Markish[] {
  const largest = max(cells, ({ mean }) => Math.abs(mean)) || 1;
  const narrow = xs.length > WIDE_COLUMNS;
  const text = (dy: number, fontSize: number, fill: string, show: (cell: HeatCell) => string) =>
    Plot.text([...cells], { x: "x", y: "y", text: show, dy, fontSize, fill });
  return [
    Plot.cell([...cells], {
      x: "x",
      y: "y",
      fill: ({ mean }: HeatCell) => colour(mixed ? (mean < 0 ? "loss" : "gain") : "accent"),
      fillOpacity: ({ mean }: HeatCell) => 0.05 + (STRONGEST * Math.abs(mean)) / largest,
      rx: 4,
    }),
    text(narrow ? 0 : -7, narrow ? 11 : 13, colour("ink"), ({ mean }) => amount(mean, unit)),
    ...(narrow ? [] : [text(10, 10.5, colour("soft"), ({ halfWidth }) => `± ${amount(halfWidth, unit)}`)]),
  ];
}

function caption({ cells, unit, xLabel, yLabel }: HeatData): string {
  const ranked = [...cells].sort((a, b) => a.mean - b.mean);
  const [lowest, highest] = [ranked[0], ranked.at(-1)];
  if (lowest === undefined || highest === undefined) return "No run was done.";
  const place = ({ x, y }: HeatCell) => `${xLabel} ${x} and ${yLabel} ${y}`;
  const losing = cells.filter(({ mean, halfWidth }) => mean + halfWidth < 0).length;
  const below =
    losing === 0 ? "" : ` In ${losing} of ${cells.length} cells the mean is below 0 by more than its interval.`;
  return `Lowest, ${amount(lowest.mean, unit)}, at ${place(lowest)}; highest, ${amount(highest.mean, unit)}, at ${place(highest)}.${below}`;
}
