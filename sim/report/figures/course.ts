/** How profit came about: what the average solver of each kind had made up to each moment. */
import * as Plot from "@observablehq/plot";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { duration, shortDate, usd } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { memberOf } from "../names.ts";
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

/** A change between two moments is told when it is at least this share of all that the line spans. */
const STEEP = 0.15;

function sentence({ kind, times, usd: values }: CourseLine): string {
  const changes = values.slice(1).map((value, i) => value - values[i]!);
  const steepest = changes.reduce((most, change, i) => (Math.abs(change) > Math.abs(changes[most]!) ? i : most), 0);
  const span = Math.max(...values) - Math.min(...values);
  const change = changes[steepest] ?? 0;
  const end = `The average ${memberOf(kind)} ended at ${usd(values.at(-1)!)}`;
  if (span === 0 || Math.abs(change) < STEEP * span) return `${end}, without a sudden turn.`;
  return `${end}; the sharpest turn was on ${shortDate(times[steepest]!)}, when it ${change > 0 ? "gained" : "lost"} ${usd(Math.abs(change))} within ${duration(times[steepest + 1]! - times[steepest]!)}.`;
}
