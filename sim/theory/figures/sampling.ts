/** What a cheat pays by how often it is sampled, and how soon cheats in a row are found. */
import * as Plot from "@observablehq/plot";
import { hairlinesY, valueAxis } from "../../report/axes.ts";
import { plainNumber, share } from "../../report/format.ts";
import { type Figure, frame } from "../../report/frame.ts";
import { colour } from "../../report/theme.ts";
import type { PayoffPoint } from "./inspection.ts";

export interface DetectionPoint {
  readonly cheats: number;
  readonly predicted: number;
  readonly simulated: number;
  readonly low: number;
  readonly high: number;
}

const hue = colour("malicious");
const LEGEND = [
  { label: "formula", colour: colour("honest"), mark: "line" },
  { label: "simulated, with interval", colour: hue, mark: "ring" },
] as const;

export function deterrenceFigure(points: readonly PayoffPoint[], gain: number, loss: number): Figure {
  const title = "Where cheating stops to pay";
  const line = [0, 0.4].map((q) => ({ q, value: (1 - q) * gain - q * loss }));
  const svg = frame({
    title,
    subtitle: "mean payoff of a false solution in AIUS, by the share of solutions that is sampled",
    legend: LEGEND,
    plot: {
      height: 260,
      marginLeft: 60,
      x: valueAxis(share),
      y: valueAxis(plainNumber),
      marks: [
        hairlinesY(),
        Plot.ruleY([0], { stroke: colour("ink") }),
        Plot.lineY(line, { x: "q", y: "value", stroke: colour("honest"), strokeWidth: 2 }),
        Plot.ruleX(points, { x: "share", y1: "low", y2: "high", stroke: hue }),
        Plot.dot(points, { x: "share", y: "simulated", fill: colour("paper"), stroke: hue, strokeWidth: 2, r: 4.5 }),
      ],
    },
  });
  return {
    id: "theory-deterrence",
    title,
    svg,
    caption: `A falsehood that gains ${plainNumber(gain)} AIUS and may lose ${plainNumber(loss)} is deterred once ${share(gain / (gain + loss))} of the solutions are sampled.`,
  };
}

export function detectionFigure(points: readonly DetectionPoint[]): Figure {
  const title = "How soon cheats in a row are found";
  const svg = frame({
    title,
    subtitle: "share of the cheaters that were caught, by the number of their cheats",
    legend: LEGEND,
    plot: {
      height: 280,
      marginLeft: 60,
      x: { ...valueAxis(), ticks: points.length } as Plot.ScaleOptions,
      y: { ...valueAxis(share), domain: [0, 1] } as Plot.ScaleOptions,
      marks: [
        hairlinesY(),
        Plot.lineY(points, { x: "cheats", y: "predicted", stroke: colour("honest"), strokeWidth: 2 }),
        Plot.ruleX(points, { x: "cheats", y1: "low", y2: "high", stroke: hue }),
        Plot.dot(points, { x: "cheats", y: "simulated", fill: colour("paper"), stroke: hue, strokeWidth: 2, r: 4 }),
      ],
    },
  });
  const last = points.at(-1)!;
  return {
    id: "theory-detection",
    title,
    svg,
    caption: `After ${plainNumber(last.cheats)} cheats ${share(last.simulated)} of the cheaters had been caught, where the formula says ${share(last.predicted)}.`,
  };
}
