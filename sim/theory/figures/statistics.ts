/** Ruin by bankroll, what intervals cover, and differences on the same seed and on others. */
import * as Plot from "@observablehq/plot";
import { covering, hairlinesX, hairlinesY, nameAxis, valueAxis } from "../../report/axes.ts";
import { plainNumber, share } from "../../report/format.ts";
import { type Figure, frame } from "../../report/frame.ts";
import { colour } from "../../report/theme.ts";
import type { PairPoint } from "../common-numbers.ts";
import type { CoveragePoint } from "../estimators.ts";
import type { RuinPoint } from "../ruin.ts";

const HUES = ["malicious", "lazy", "treasury"] as const;

export function ruinFigure(points: readonly RuinPoint[], formula: (p: number, bankroll: number) => number): Figure {
  const title = "Ruin falls with every bet in reserve";
  const chances = [...new Set(points.map(({ p }) => p))];
  const hue = (p: number) => colour(HUES[chances.indexOf(p)]!);
  const curves = chances.flatMap((p) =>
    Array.from({ length: 31 }, (_, i) => ({ p, bankroll: 1 + i / 10, ruin: formula(p, 1 + i / 10) })),
  );
  const svg = frame({
    title,
    subtitle:
      "chance that a solver loses its stake's reserve, by slashes in reserve; lines: formula, dots: solvers on the engine",
    legend: chances.map((p) => ({ label: `wins ${share(p)} of its bets`, colour: hue(p), mark: "line" })),
    plot: {
      height: 280,
      marginLeft: 60,
      x: { ...valueAxis(), ticks: 4 } as Plot.ScaleOptions,
      y: {
        ...valueAxis(share),
        domain: covering(
          [0, 0.8],
          points.map(({ high }) => high),
        ),
      } as Plot.ScaleOptions,
      marks: [
        hairlinesY(),
        Plot.lineY(curves, { x: "bankroll", y: "ruin", z: "p", stroke: ({ p }: RuinPoint) => hue(p), strokeWidth: 2 }),
        Plot.ruleX(points, {
          x: "bankroll",
          y1: "low",
          y2: "high",
          stroke: ({ p }: RuinPoint) => hue(p),
          strokeOpacity: 0.6,
        }),
        Plot.dot(points, {
          x: "bankroll",
          y: "simulated",
          fill: colour("paper"),
          stroke: ({ p }: RuinPoint) => hue(p),
          strokeWidth: 2,
          r: 4.5,
        }),
      ],
    },
  });
  const worst = points.reduce((most, point) => (point.simulated > most.simulated ? point : most));
  return {
    id: "theory-ruin",
    title,
    svg,
    caption: `Even who wins ${share(worst.p)} of its contestations is ruined in ${share(worst.simulated)} of all cases when ${plainNumber(worst.bankroll)} lost slash takes it below the minimum.`,
  };
}

export function coverageFigure(points: readonly CoveragePoint[]): Figure {
  const title = "What 95 % intervals cover";
  const hue = (method: string) => colour(method === "in use" ? "honest" : "lazy");
  const svg = frame({
    title,
    subtitle: "share of the intervals for the mean of a lognormal (sigma = 1) that hold it, by the number of values",
    legend: [
      { label: "the method in use here", colour: hue("in use"), mark: "line" },
      { label: "Student's t", colour: hue("Student's t"), mark: "line" },
      { label: "95 %", colour: colour("ink"), mark: "dash" },
    ],
    plot: {
      height: 250,
      marginLeft: 60,
      x: { ...valueAxis(), type: "log", ticks: [...new Set(points.map(({ n }) => n))] } as Plot.ScaleOptions,
      y: {
        ...valueAxis(share),
        domain: covering(
          [0.8, 1],
          points.map(({ covered }) => covered),
        ),
      } as Plot.ScaleOptions,
      marks: [
        hairlinesY(),
        Plot.ruleY([0.95], { stroke: colour("ink"), strokeDasharray: "5 3" }),
        Plot.lineY(points, {
          x: "n",
          y: "covered",
          z: "method",
          stroke: ({ method }: CoveragePoint) => hue(method),
          strokeWidth: 2,
          marker: "dot",
        }),
      ],
    },
  });
  const last = Math.max(...points.map(({ n }) => n));
  const at = (method: string) => points.find((point) => point.n === last && point.method === method)!;
  return {
    id: "theory-coverage",
    title,
    svg,
    caption: `Of the intervals from ${plainNumber(last)} values ${share(at("in use").covered)} hold the mean by the method in use and ${share(at("Student's t").covered)} by Student's t, which does not follow the skewness.`,
  };
}

export function pairsFigure(points: readonly PairPoint[]): Figure {
  const title = "The same seed takes chance out of a comparison";
  const kinds = ["with itself", "same seed", "other seed"] as const;
  const svg = frame({
    title,
    subtitle:
      "what solvers get of half a day's fees, in AIUS: with a fifth for the treasury less with a tenth; one dot for each seed",
    plot: {
      height: 200,
      marginLeft: 100,
      x: valueAxis(plainNumber),
      y: nameAxis(kinds),
      marks: [
        hairlinesX(),
        Plot.ruleX([0], { stroke: colour("ink") }),
        Plot.dot(points, {
          x: "difference",
          y: "kind",
          stroke: ({ kind }: PairPoint) => colour(kind === "other seed" ? "lazy" : "honest"),
          fill: ({ kind }: PairPoint) => colour(kind === "other seed" ? "lazy" : "honest"),
          fillOpacity: 0.35,
          r: 5,
        }),
      ],
    },
  });
  return {
    id: "theory-pairs",
    title,
    svg,
    caption:
      "A scenario compared with itself differs by exactly nothing. On the same seed the change itself shows; on another seed it is mixed with all that chance does differently.",
  };
}
