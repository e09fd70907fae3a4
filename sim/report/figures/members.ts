/** How many of each kind have a stake with which they may act, over time. */
import * as Plot from "@observablehq/plot";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { capital, plainNumber } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour, kindColour } from "../theme.ts";

/** Members of each kind at each time (Unix seconds). */
export interface MembersData {
  readonly times: readonly number[];
  readonly members: Readonly<Record<string, readonly number[]>>;
}

export function membersFigure({ times, members }: MembersData): Figure {
  const title = "Who stays";
  const kinds = Object.keys(members);
  const points = kinds.flatMap((kind) =>
    times.map((time, i) => ({ time: date(time), kind, value: members[kind]![i]! })),
  );
  const svg = frame({
    title,
    subtitle: "Solvers with a stake that they have not asked back, by kind",
    legend: kinds.map((kind) => ({ label: kind, colour: kindColour(kind), mark: "line" })),
    plot: {
      height: 250,
      marginLeft: 50,
      x: timeAxis(times),
      y: valueAxis(plainNumber, { domain: [0, Math.max(1, ...points.map(({ value }) => value))] }),
      marks: [
        hairlinesY(),
        Plot.ruleY([0], { stroke: colour("soft") }),
        Plot.lineY(points, {
          x: "time",
          y: "value",
          z: "kind",
          stroke: ({ kind }: { kind: string }) => kindColour(kind),
          strokeWidth: 2.2,
          curve: "step-after",
        }),
      ],
    },
  });
  return { id: "members", title, svg, caption: kinds.map((kind) => sentence(kind, members[kind]!)).join(" ") };
}

function sentence(kind: string, values: readonly number[]): string {
  const [first, last] = [values[0]!, values.at(-1)!];
  const least = Math.min(...values);
  const low = least < Math.min(first, last) ? `, after ${plainNumber(least)} at the least` : "";
  return first === last && low === ""
    ? `${capital(kind)} solvers were ${plainNumber(first)} from beginning to end.`
    : `${capital(kind)} solvers went from ${plainNumber(first)} to ${plainNumber(last)}${low}.`;
}
