/** What became of false results, and of contestations against true ones. */
import * as Plot from "@observablehq/plot";
import { nameAxis, valueAxis } from "../axes.ts";
import { plainNumber, plural, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** Counts of solutions. A false result that nobody contests in time is paid like a true one. */
export interface FalsehoodData {
  readonly submitted: number;
  readonly contested: number;
  readonly caught: number;
  readonly paid: number;
  readonly contestations: number;
  readonly contestationsAgainstTrue: number;
  readonly trueOverturned: number;
}

export function falsehoodFigure(data: FalsehoodData): Figure {
  const title = "False results and contestations";
  const rows = [
    { row: "false results submitted", count: data.submitted, fill: colour("malicious") },
    { row: "of these contested", count: data.contested, fill: colour("lazy") },
    { row: "of these caught", count: data.caught, fill: colour("treasury") },
    { row: "of these paid all the same", count: data.paid, fill: colour("malicious") },
    { row: "true results contested", count: data.contestationsAgainstTrue, fill: colour("griefer") },
    { row: "true results overturned", count: data.trueOverturned, fill: colour("griefer") },
  ];
  const svg = frame({
    title,
    subtitle: "Solutions accepted on chain, by what the model really yields",
    plot: {
      height: rows.length * 36 + 40,
      marginLeft: 190,
      marginRight: 60,
      x: { ...valueAxis(), axis: null } as Plot.ScaleOptions,
      y: nameAxis(
        rows.map((row) => row.row),
        0.32,
      ),
      marks: [
        Plot.barX(rows, { x: "count", y: "row", fill: "fill", rx2: 3 } as Plot.BarXOptions),
        Plot.ruleX([0], { stroke: colour("soft") }),
        Plot.text(rows, {
          x: "count",
          y: "row",
          text: (row: { count: number }) => plainNumber(row.count),
          textAnchor: "start",
          dx: 7,
          fill: colour("ink"),
          fontSize: 13,
        }),
      ],
    },
  });
  return { id: "falsehood", title, svg, caption: caption(data) };
}

function caption(data: FalsehoodData): string {
  if (data.submitted === 0)
    return `No false result was submitted; ${plural(data.contestations, "contestation")} were opened.`;
  const open = data.submitted - data.caught - data.paid;
  return (
    `Of ${plural(data.submitted, "false result")} ${plainNumber(data.contested)} were contested and ${plainNumber(data.caught)} (${share(data.caught / data.submitted)}) caught; ` +
    `${plainNumber(data.paid)} (${share(data.paid / data.submitted)}) were paid like true ones${open > 0 ? ` and ${plainNumber(open)} were still open at the end` : ""}. ` +
    `${data.contestationsAgainstTrue === 0 ? "No true result was contested." : `True results were contested ${plural(data.contestationsAgainstTrue, "time")}, ${plainNumber(data.trueOverturned)} of them with success.`}`
  );
}
