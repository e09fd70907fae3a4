/** The fee market: which offers were served, and how long they waited. */
import * as Plot from "@observablehq/plot";
import { hairlinesY, valueAxis } from "../axes.ts";
import { amount, duration, plainNumber, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** Tasks by fee: bin `i` holds fees from `edges[i]` to below `edges[i + 1]`, in AIUS; `waited` sums seconds to the solution. */
export interface FeesData {
  readonly edges: readonly number[];
  readonly submitted: readonly number[];
  readonly solved: readonly number[];
  readonly waited: readonly number[];
  /** Lowest fee from which on 95 % are solved; undefined when no fee is enough. */
  readonly clearing: number | undefined;
}

export function feesFigure(data: FeesData): Figure {
  const title = "Which fees are served";
  const bins = data.submitted.map((submitted, i) => ({
    low: Math.max(data.edges[i]!, data.edges[1]! / 2),
    high: data.edges[i + 1]!,
    submitted,
    solved: data.solved[i]!,
  }));
  const clearing = data.clearing === undefined ? [] : [data.clearing];
  const svg = frame({
    title,
    subtitle: "Tasks by the fee that they offer, AIUS on a logarithmic scale",
    legend: [
      { label: "submitted", colour: colour("rule") },
      { label: "of these solved", colour: colour("honest") },
      { label: "from here on 95 % are solved", colour: colour("malicious"), mark: "line" },
    ],
    plot: {
      height: 270,
      marginLeft: 56,
      x: { type: "log", label: null, tickSize: 0, ticks: 6, tickFormat: plainNumber },
      y: valueAxis(),
      marks: [
        hairlinesY(),
        Plot.rectY(bins, { x1: "low", x2: "high", y: "submitted", fill: colour("rule"), inset: 0.5 }),
        Plot.rectY(bins, { x1: "low", x2: "high", y: "solved", fill: colour("honest"), inset: 0.5 }),
        Plot.ruleX(clearing, { stroke: colour("malicious"), strokeWidth: 2 }),
        Plot.ruleY([0], { stroke: colour("soft") }),
      ],
    },
  });
  return { id: "fees", title, svg, caption: caption(data) };
}

function caption(data: FeesData): string {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const served = share(sum(data.solved) / sum(data.submitted));
  const clears =
    data.clearing === undefined
      ? "No fee offered was enough for 95 % of its tasks to be solved"
      : `From ${amount(data.clearing, "AIUS")} on 95 % are solved`;
  return `Of ${plainNumber(sum(data.submitted))} tasks ${served} were solved. ${clears}. ${waits(data)}`;
}

/** Compares the cheaper with the dearer half of what was solved. */
function waits({ solved, waited }: FeesData): string {
  const half = solved.reduce((total, count) => total + count, 0) / 2;
  let seen = 0;
  const [cheap, dear] = [
    { count: 0, seconds: 0 },
    { count: 0, seconds: 0 },
  ];
  solved.forEach((count, i) => {
    const side = seen + count / 2 < half ? cheap : dear;
    seen += count;
    side.count += count;
    side.seconds += waited[i]!;
  });
  if (cheap.count === 0 || dear.count === 0) return "Too few were solved to compare their waits.";
  return `The cheaper half of those waited ${duration(cheap.seconds / cheap.count)} on average, the dearer half ${duration(dear.seconds / dear.count)}.`;
}
