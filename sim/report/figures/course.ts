/** How profit came about: what the average solver of each kind had made up to each moment. */
import * as Plot from "@observablehq/plot";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { enumerate, shortDate, usd } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour, kindColour } from "../theme.ts";

/** USD per solver of a kind up to each time (Unix seconds). */
export interface CourseLine {
  readonly kind: string;
  readonly times: readonly number[];
  readonly usd: readonly number[];
}

export interface CourseData {
  readonly lines: readonly CourseLine[];
}

export function courseFigure({ lines }: CourseData): Figure {
  const title = "Profit over time";
  const points = lines.flatMap(({ kind, times, usd: values }) =>
    times.map((time, i) => ({ time: date(time), value: values[i]!, kind })),
  );
  const svg = frame({
    title,
    subtitle: "US dollars per solver of a kind, on average, added up from the start of the run",
    legend: lines.map(({ kind }) => ({ label: kind, colour: kindColour(kind), mark: "line" })),
    plot: {
      height: 290,
      marginLeft: 62,
      x: timeAxis(lines[0]!.times),
      y: valueAxis(usd),
      marks: [
        hairlinesY(),
        Plot.ruleY([0], { stroke: colour("ink"), strokeWidth: 1.2 }),
        Plot.lineY(points, {
          x: "time",
          y: "value",
          z: "kind",
          stroke: ({ kind }: { kind: string }) => kindColour(kind),
          strokeWidth: 2.2,
        }),
      ],
    },
  });
  return { id: "course", title, svg, caption: lines.map(sentence).join(" ") };
}

function sentence({ kind, times, usd: values }: CourseLine): string {
  const low = values.indexOf(Math.min(...values));
  const end = values.at(-1)!;
  const turns = [
    ...(low > 0 && low < values.length - 1 && values[low]! < 0
      ? [`was lowest on ${shortDate(times[low]!)} at ${usd(values[low]!)}`]
      : []),
    `stood at ${usd(end)} at the end`,
  ];
  return `The average ${kind} solver ${enumerate(turns)}.`;
}
