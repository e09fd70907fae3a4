/** Payoffs of a choice by what the other side does, and how often an attacker is caught by more checkers. */
import * as Plot from "@observablehq/plot";
import { covering, hairlinesY, nameAxis, valueAxis } from "../../report/axes.ts";
import { plainNumber, share } from "../../report/format.ts";
import { type Figure, frame } from "../../report/frame.ts";
import { colour } from "../../report/theme.ts";

/** A mean at a share (or number) of the other side, with its interval. */
export interface PayoffPoint {
  readonly share: number;
  readonly simulated: number;
  readonly low: number;
  readonly high: number;
}

interface Texts {
  readonly title: string;
  readonly subtitle: string;
  readonly choice: string;
  readonly other: string;
  readonly caption: string;
}

const TEXTS: Readonly<Record<"solver" | "checker", Texts>> = {
  solver: {
    title: "The solver's choice",
    subtitle: "mean payoff of a round in AIUS, by the share of rounds that is checked",
    choice: "cheating",
    other: "honest",
    caption:
      "Where the lines cross a solver has no reason to prefer either: left of it cheating pays, right of it honesty. The dots are means of rounds on the engine, with exact intervals.",
  },
  checker: {
    title: "The checker's choice",
    subtitle: "mean payoff of a round in AIUS, by the share of solutions that is false",
    choice: "checking",
    other: "not checking",
    caption:
      "Checking pays only where enough solutions are false: with too few of them the cost of looking is more than what a catch brings. The fewer cheat, the fewer check, which is the verifier's dilemma.",
  },
};

export function payoffFigure(
  who: "solver" | "checker",
  points: readonly PayoffPoint[],
  line: readonly { readonly at: number; readonly value: number }[],
  other: number,
): Figure {
  const { title, subtitle, choice, other: otherName, caption } = TEXTS[who];
  const hue = colour(who === "solver" ? "malicious" : "treasury");
  const svg = frame({
    title,
    subtitle,
    legend: [
      { label: `${choice}, formula`, colour: hue, mark: "line" },
      { label: `${choice}, simulated`, colour: hue, mark: "ring" },
      { label: otherName, colour: colour("honest"), mark: "dash" },
    ],
    plot: {
      height: 270,
      marginLeft: 60,
      x: valueAxis(share),
      y: { ...valueAxis(plainNumber) } as Plot.ScaleOptions,
      marks: [
        hairlinesY(),
        Plot.ruleY([other], { stroke: colour("honest"), strokeDasharray: "5 3", strokeWidth: 1.8 }),
        Plot.lineY(line, { x: "at", y: "value", stroke: hue, strokeWidth: 2 }),
        Plot.ruleX(points, { x: "share", y1: "low", y2: "high", stroke: hue }),
        Plot.dot(points, { x: "share", y: "simulated", fill: colour("paper"), stroke: hue, strokeWidth: 2, r: 4.5 }),
      ],
    },
  });
  return { id: `theory-${who}`, title, svg, caption };
}

export function checkersFigure(points: readonly PayoffPoint[], predicted: number): Figure {
  const title = "More checkers catch no more";
  const svg = frame({
    title,
    subtitle: "how often the attacker is caught, when the checkers look as seldom as leaves it indifferent",
    legend: [
      { label: "formula", colour: colour("honest"), mark: "dash" },
      { label: "simulated, with interval", colour: colour("malicious"), mark: "ring" },
    ],
    plot: {
      height: 240,
      marginLeft: 60,
      x: {
        ...nameAxis(points.map(({ share: n }) => String(n))),
        type: "point",
        tickFormat: (n: string) => `${n} checker${n === "1" ? "" : "s"}`,
      } as Plot.ScaleOptions,
      y: {
        ...valueAxis(share),
        domain: covering(
          [0, 0.3],
          points.map(({ high }) => high),
        ),
      } as Plot.ScaleOptions,
      marks: [
        hairlinesY(),
        Plot.ruleY([predicted], { stroke: colour("honest"), strokeDasharray: "5 3", strokeWidth: 1.8 }),
        Plot.ruleX(points, {
          x: (point: PayoffPoint) => String(point.share),
          y1: "low",
          y2: "high",
          stroke: colour("malicious"),
        }),
        Plot.dot(points, {
          x: (point: PayoffPoint) => String(point.share),
          y: "simulated",
          fill: colour("paper"),
          stroke: colour("malicious"),
          strokeWidth: 2,
          r: 4.5,
        }),
      ],
    },
  });
  return {
    id: "theory-checkers",
    title,
    svg,
    caption:
      "Each of n checkers relies on the others and looks less often; what remains is the chance at which an attack neither pays nor costs, whatever their number.",
  };
}
