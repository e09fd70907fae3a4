/** Which parameters matter, largest first: bars with intervals. One figure for effects, one for shares of variance. */
import * as Plot from "@observablehq/plot";
import { hairlinesX, nameAxis, valueAxis } from "../axes.ts";
import { amount, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

export interface EffectBar {
  readonly name: string;
  /** Mean effect over the whole range: its sign tells the direction. */
  readonly mu: number;
  readonly muStar: number;
  readonly low: number;
  readonly high: number;
  readonly sigma: number;
}

export interface TornadoData {
  readonly metric: string;
  readonly unit: string;
  /** Largest first. */
  readonly bars: readonly EffectBar[];
}

const ROW = 46;
/** Mean advance of a name's character, in pixels, and what stands around the longest name. */
const CHARACTER = 7.5;
const NAME_GAP = 34;

const marginFor = (names: readonly string[]): number =>
  NAME_GAP + CHARACTER * Math.max(...names.map((name) => name.length));

/** The metric's mean change when a parameter goes through its range: to the right where it rises, to the left where it falls. */
export function tornadoFigure({ metric, unit, bars }: TornadoData): Figure {
  const title = `What moves ${metric}`;
  const rows = bars.map((bar) => {
    const side = bar.mu < 0 ? -1 : 1;
    return { ...bar, value: side * bar.muStar, from: side * bar.low, to: side * bar.high };
  });
  const svg = frame({
    title,
    subtitle:
      "Mean size of the effect of each parameter's whole range (Morris' mu*); to the left where the metric falls as it grows",
    legend: [
      { label: "raises", colour: colour("honest") },
      { label: "lowers", colour: colour("lazy") },
      { label: "95 % interval", colour: colour("ink"), mark: "line" },
    ],
    plot: {
      height: rows.length * ROW + 50,
      marginLeft: marginFor(rows.map(({ name }) => name)),
      marginRight: 30,
      x: valueAxis((value) => amount(value, unit)),
      y: nameAxis(rows.map(({ name }) => name)),
      marks: [
        hairlinesX(),
        Plot.barX(rows, {
          x: "value",
          y: "name",
          fill: ({ mu }: EffectBar) => colour(mu < 0 ? "lazy" : "honest"),
        }),
        Plot.ruleY(rows, { x1: "from", x2: "to", y: "name", stroke: colour("ink"), strokeWidth: 1.6 }),
        Plot.ruleX([0], { stroke: colour("ink"), strokeWidth: 1.2 }),
      ],
    },
  });
  return { id: "tornado", title, svg, caption: effectCaption(bars, unit) };
}

function effectCaption(bars: readonly EffectBar[], unit: string): string {
  const [first] = bars;
  if (first === undefined || first.muStar === 0) return "No parameter changes the metric within its range.";
  const idle = bars.filter(({ muStar }) => muStar === 0).map(({ name }) => name);
  const none = idle.length === 0 ? "" : ` Without any effect: ${idle.join(", ")}.`;
  return `${first.name} moves it most: by ${amount(first.muStar, unit)} on average over its range, with a spread of ${amount(first.sigma, unit)} that depends on where the others stand.${none}`;
}

export interface IndexBar {
  readonly name: string;
  readonly first: number;
  readonly firstLow: number;
  readonly firstHigh: number;
  readonly total: number;
  readonly totalLow: number;
  readonly totalHigh: number;
}

/** Sobol indices: what a parameter explains alone, and with all it takes part in. */
export function indexFigure(metric: string, bars: readonly IndexBar[]): Figure {
  const title = `Whose doing the variance of ${metric} is`;
  const marks = bars.flatMap((bar) => [
    { name: bar.name, kind: "total", value: bar.total, low: bar.totalLow, high: bar.totalHigh },
    { name: bar.name, kind: "first", value: bar.first, low: bar.firstLow, high: bar.firstHigh },
  ]);
  const of = (kind: string) => marks.filter((mark) => mark.kind === kind);
  const svg = frame({
    title,
    subtitle: "Share of the variance over all ranges (Sobol indices), with 95 % intervals",
    legend: [
      { label: "with interactions (total)", colour: colour("farmer") },
      { label: "alone (first order)", colour: colour("honest") },
    ],
    plot: {
      height: bars.length * ROW * 1.3 + 50,
      marginLeft: marginFor(bars.map(({ name }) => name)),
      marginRight: 30,
      x: valueAxis(share),
      y: nameAxis(bars.map(({ name }) => name)),
      marks: [
        hairlinesX(),
        Plot.barX(of("total"), { x: "value", y: "name", fill: colour("farmer"), insetBottom: 19 }),
        Plot.barX(of("first"), { x: "value", y: "name", fill: colour("honest"), insetTop: 19 }),
        Plot.ruleY(of("total"), { x1: "low", x2: "high", y: "name", stroke: colour("ink"), strokeWidth: 1.6, dy: -10 }),
        Plot.ruleY(of("first"), { x1: "low", x2: "high", y: "name", stroke: colour("ink"), strokeWidth: 1.6, dy: 10 }),
        Plot.ruleX([0], { stroke: colour("ink"), strokeWidth: 1.2 }),
      ],
    },
  });
  return { id: "indices", title, svg, caption: indexCaption(bars) };
}

function indexCaption(bars: readonly IndexBar[]): string {
  const alone = Math.max(
    0,
    bars.reduce((sum, { first }) => sum + first, 0),
  );
  const together =
    alone < 1
      ? `Alone the parameters explain ${share(alone)} together; the rest is how they act on each other.`
      : "Alone the parameters explain all of it, within the error.";
  return `${bars[0]!.name} has the largest share: ${share(Math.min(Math.max(bars[0]!.total, 0), 1))} with all it takes part in, ${share(Math.min(Math.max(bars[0]!.first, 0), 1))} alone. ${together}`;
}
