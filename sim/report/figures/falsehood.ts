/** What became of false results, and how contestations ended. */
import * as Plot from "@observablehq/plot";
import { nameAxis, valueAxis } from "../axes.ts";
import { plainNumber, plural, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** Counts. A false result that nobody contests in time is paid like a true one. */
export interface FalsehoodData {
  readonly submitted: number;
  readonly caught: number;
  readonly paid: number;
  readonly contestations: number;
  readonly upheld: number;
  readonly rejected: number;
  /** True results that lost their vote. */
  readonly trueRejected: number;
}

const ROW_HEIGHT = 36;

export function falsehoodFigure(data: FalsehoodData): Figure {
  const title = "False results and contestations";
  const rows = [
    { row: "false results submitted", count: data.submitted, fill: colour("malicious") },
    { row: "of these caught", count: data.caught, fill: colour("treasury") },
    { row: "of these paid all the same", count: data.paid, fill: colour("malicious") },
    { row: "contestations opened", count: data.contestations, fill: colour("griefer") },
    { row: "of these successful", count: data.upheld, fill: colour("griefer") },
    { row: "true results rejected", count: data.trueRejected, fill: colour("malicious") },
  ];
  const svg = frame({
    title,
    subtitle: "Counts of solutions on chain, judged by what the model really yields",
    plot: {
      height: rows.length * ROW_HEIGHT + 40,
      marginLeft: 190,
      marginRight: 60,
      x: {
        ...valueAxis(),
        axis: null,
        domain: [0, Math.max(1, ...rows.map(({ count }) => count))],
      } as Plot.ScaleOptions,
      y: nameAxis(
        rows.map(({ row }) => row),
        0.32,
      ),
      marks: [
        Plot.barX(rows, { x: "count", y: "row", fill: "fill" }),
        Plot.ruleX([0], { stroke: colour("soft") }),
        Plot.text(rows, {
          x: "count",
          y: "row",
          text: ({ count }: { count: number }) => plainNumber(count),
          textAnchor: "start",
          dx: 7,
          fill: colour("ink"),
          fontSize: 13,
        }),
      ],
    },
  });
  return { id: "falsehood", title, svg, caption: `${falseSentence(data)} ${contestationSentence(data)}` };
}

function falseSentence({ submitted, caught, paid }: FalsehoodData): string {
  if (submitted === 0) return "No false result was submitted.";
  const open = submitted - caught - paid;
  const rest = open > 0 ? `; ${plainNumber(open)} were neither yet` : "";
  return `Of ${plural(submitted, "false result")} ${plainNumber(caught)} (${share(caught / submitted)}) were caught and ${plainNumber(paid)} (${share(paid / submitted)}) paid like true ones${rest}.`;
}

function contestationSentence({ contestations, upheld, rejected, trueRejected }: FalsehoodData): string {
  if (contestations === 0) return "Nothing was contested.";
  const open = contestations - upheld - rejected;
  const wrong =
    trueRejected === 0 ? "No true result was rejected." : `${plural(trueRejected, "true result")} lost the vote.`;
  return `Of ${plural(contestations, "contestation")} ${plainNumber(upheld)} succeeded and ${plainNumber(rejected)} failed${open > 0 ? `, ${plainNumber(open)} had no verdict at the end` : ""}. ${wrong}`;
}
