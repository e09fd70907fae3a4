/** A metric against the parameter that turns the answer: means with intervals, the threshold, the flip. */
import * as Plot from "@observablehq/plot";
import { hairlinesY, valueAxis } from "../axes.ts";
import { amount, plainNumber } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

export interface InquiryPoint {
  readonly value: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly own: boolean;
}

/** Points sorted by value. */
export interface InquiryData {
  readonly metric: string;
  readonly unit: string;
  readonly label: string;
  readonly scale: "linear" | "log";
  readonly threshold: number;
  readonly points: readonly InquiryPoint[];
  readonly flips: readonly { readonly value: number; readonly low: number; readonly high: number }[];
}

export function inquiryFigure(data: InquiryData): Figure {
  const title = `${data.metric} against ${data.label}`;
  const svg = frame({
    title,
    subtitle: `Mean over the seeds with its 95 % interval; across: ${data.label}${data.scale === "log" ? " (logarithmic)" : ""}`,
    legend: [
      { label: "mean", colour: colour("honest"), mark: "line" },
      { label: "threshold", colour: colour("loss"), mark: "dash" },
      { label: "as the scenario has it", colour: colour("ink"), mark: "ring" },
      ...(data.flips.length > 0 ? [{ label: "where it turns", colour: colour("lazy"), mark: "line" as const }] : []),
    ],
    plot: {
      height: 360,
      marginLeft: 84,
      marginTop: 28,
      x: valueAxis(plainNumber, { type: data.scale, nice: false }),
      y: valueAxis((value) => amount(value, data.unit)),
      marks: [hairlinesY(), ...flipMarks(data), ...pointMarks(data)],
    },
  });
  return { id: "inquiry", title, svg, caption: caption(data) };
}

/** An end of the interval that lies beyond the points is drawn at the outermost of them. */
function flipMarks({ flips, points }: InquiryData): Plot.Markish[] {
  const [first, last] = [points[0]!.value, points.at(-1)!.value];
  const bands = flips.map(({ low, high }) => ({ low: Math.max(low, first), high: Math.min(high, last) }));
  return [
    Plot.rectX(bands, { x1: "low", x2: "high", fill: colour("lazy"), fillOpacity: 0.16 }),
    Plot.ruleX(flips, { x: "value", stroke: colour("lazy"), strokeWidth: 2 }),
    Plot.text(flips, {
      x: "value",
      text: ({ value }: { value: number }) => plainNumber(value),
      frameAnchor: "top",
      dy: -16,
      fill: colour("ink"),
      fontSize: 13,
    }),
  ];
}

const pointMarks = ({ points, threshold }: InquiryData): Plot.Markish[] => [
  Plot.ruleY([threshold], { stroke: colour("loss"), strokeDasharray: "5 3", strokeWidth: 1.6 }),
  Plot.areaY([...points], { x: "value", y1: "low", y2: "high", fill: colour("honest"), fillOpacity: 0.14 }),
  Plot.ruleX([...points], { x: "value", y1: "low", y2: "high", stroke: colour("honest"), strokeWidth: 1.4 }),
  Plot.lineY([...points], { x: "value", y: "mean", stroke: colour("honest"), strokeWidth: 2.2 }),
  Plot.dot([...points], { x: "value", y: "mean", r: 4, fill: colour("honest"), stroke: colour("paper") }),
  Plot.dot(
    points.filter(({ own }) => own),
    { x: "value", y: "mean", r: 7.5, stroke: colour("ink"), strokeWidth: 2 },
  ),
];

function caption({ points, threshold, unit, flips }: InquiryData): string {
  const above = points.filter(({ mean }) => mean > threshold).length;
  const open = flips.some(({ low, high }) => !Number.isFinite(low) || !Number.isFinite(high))
    ? " The band is open where it meets the end of the range: the runs do not bound the turn there."
    : "";
  return (
    `The mean lies above ${amount(threshold, unit)} at ${above} of ${points.length} values. ` +
    `All values were run with the same seeds; the band around the turn is its 95 % interval, from resampling the seeds.${open}`
  );
}
