/** How long users wait: time from a task's submission to its accepted solution. */
import * as Plot from "@observablehq/plot";
import { hairlinesY, valueAxis } from "../axes.ts";
import { duration, plainNumber, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** Counts of solved tasks by waiting time. Bin `i` reaches from `edges[i]` to `edges[i + 1]` seconds. */
export interface LatencyData {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly medianSeconds: number;
  readonly p95Seconds: number;
}

/**
 * Shares of the tasks that may lie beyond either end of the axis: a few quick ones would leave its left half empty, on a
 * logarithmic scale. Long waits matter more than short ones.
 */
const QUICK_TAIL = 0.025;
const SLOW_TAIL = 0.005;

/** The bins that the axis holds, and how many tasks lie beyond either end of it. */
interface Window extends Pick<LatencyData, "edges" | "counts"> {
  readonly sooner: number;
  readonly later: number;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** How many of the first counts can be left out without losing more than `allowed`. */
function leftOut(counts: readonly number[], allowed: number): number {
  let [bins, lost] = [0, 0];
  while (bins < counts.length - 1 && lost + counts[bins]! <= allowed) lost += counts[bins++]!;
  return bins;
}

export function windowOf({ edges, counts }: LatencyData): Window {
  const all = sum(counts);
  const first = leftOut(counts, QUICK_TAIL * all);
  const last = counts.length - leftOut([...counts].reverse(), SLOW_TAIL * all);
  return {
    edges: edges.slice(first, last + 1),
    counts: counts.slice(first, last),
    sooner: sum(counts.slice(0, first)),
    later: sum(counts.slice(last)),
  };
}

export function latencyFigure(data: LatencyData): Figure {
  const title = "Time to solution";
  const { edges, counts, ...beyond } = windowOf(data);
  const bins = counts.map((count, i) => ({ from: position(edges[i]!), to: edges[i + 1]!, count }));
  const marks = [
    { at: data.medianSeconds, label: `median ${duration(data.medianSeconds)}`, textAnchor: "end", dx: -5 },
    { at: data.p95Seconds, label: `95 % within ${duration(data.p95Seconds)}`, textAnchor: "start", dx: 5 },
  ];
  const svg = frame({
    title,
    subtitle: `Solved tasks by the time between submission and accepted solution (logarithmic)${beyondText(edges, beyond)}`,
    plot: {
      height: 290,
      marginLeft: 50,
      marginTop: 34,
      marginBottom: 36,
      marginRight: 24,
      x: { type: "log", axis: null } as Plot.ScaleOptions,
      y: valueAxis(),
      marks: [
        hairlinesY(),
        Plot.rectY(bins, { x1: "from", x2: "to", y: "count", fill: colour("honest"), fillOpacity: 0.85, inset: 0.5 }),
        Plot.ruleY([0], { stroke: colour("soft") }),
        // Texts, since a logarithmic axis drops the labels of all but a few multiples.
        Plot.text(timeTicks(edges), { x: (at: number) => at, text: duration, frameAnchor: "bottom", dy: 20 }),
        Plot.ruleX(marks, { x: "at", stroke: colour("ink"), strokeDasharray: "4 3" }),
        ...marks.map(({ at, label, textAnchor, dx }) =>
          Plot.text([label], {
            x: [at],
            frameAnchor: "top",
            textAnchor,
            dx,
            dy: -14,
            fill: colour("ink"),
            fontSize: 12,
          } as Plot.TextOptions),
        ),
      ],
    },
  });
  return { id: "latency", title, svg, caption: caption(data) };
}

/** What lies beyond the axis, in words. */
function beyondText(edges: readonly number[], { sooner, later }: Pick<Window, "sooner" | "later">): string {
  const words = [
    ...(sooner === 0 ? [] : [`${plainNumber(sooner)} sooner than ${duration(edges[0]!)}`]),
    ...(later === 0 ? [] : [`${plainNumber(later)} later than ${duration(edges.at(-1)!)}`]),
  ];
  return words.length === 0 ? "" : `; beyond it: ${words.join(", ")}`;
}

/** Where an edge lies on the logarithmic axis, which has no 0. */
const position = (seconds: number): number => Math.max(seconds, 0.5);

const ROUND_SECONDS = [
  1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400, 259_200, 604_800, 2_592_000,
];

/** Least distance of two labels, as a share of the axis. */
const LEAST_GAP = 0.07;

/** Round times within the axis that do not crowd each other. */
function timeTicks(edges: readonly number[]): number[] {
  const [low, high] = [position(edges[0]!), edges.at(-1)!];
  const gap = (high / low) ** LEAST_GAP;
  const within = ROUND_SECONDS.filter((seconds) => seconds >= low && seconds <= high);
  const kept: number[] = [];
  for (const at of within) if (at >= (kept.at(-1) ?? 0) * gap) kept.push(at);
  return kept;
}

function caption(data: LatencyData): string {
  const all = sum(data.counts);
  const top = data.counts.indexOf(Math.max(...data.counts));
  return (
    `Half of the ${plainNumber(all)} solved tasks had their solution within ${duration(data.medianSeconds)}, 95 % within ${duration(data.p95Seconds)}. ` +
    `The most common wait was ${duration(data.edges[top]!)} to ${duration(data.edges[top + 1]!)} (${share(data.counts[top]! / all)} of tasks).`
  );
}
