/** Who solved the tasks: share of each kind, day by day. */
import * as Plot from "@observablehq/plot";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { plainNumber, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour, kindColour } from "../theme.ts";

/** Solutions accepted per period and kind; `counts[kind]` is as long as `times` (Unix seconds, the period's start). */
export interface SolvedData {
  readonly times: readonly number[];
  readonly counts: Readonly<Record<string, readonly number[]>>;
}

export function solvedFigure(data: SolvedData): Figure {
  const title = "Who solved the tasks";
  const kinds = kindsByTotal(data);
  const cells = kinds.flatMap((kind) =>
    data.times.map((time, i) => ({ time: date(time), kind, count: data.counts[kind]![i]! })),
  );
  const svg = frame({
    title,
    subtitle: "Solutions accepted per day, by the solver's kind",
    legend: kinds.map((kind) => ({ label: kind, colour: kindColour(kind) })),
    plot: {
      height: 290,
      marginLeft: 50,
      x: timeAxis(data.times),
      y: valueAxis(),
      marks: [
        hairlinesY(),
        Plot.rectY(cells, {
          x: "time",
          interval: interval(data.times),
          y: "count",
          fill: (d: { kind: string }) => kindColour(d.kind),
          order: kinds,
          inset: 0.6,
        } as Plot.RectYOptions),
        Plot.ruleY([0], { stroke: colour("soft") }),
      ],
    },
  });
  return { id: "solved", title, svg, caption: caption(data, kinds) };
}

const total = (data: SolvedData, kind: string): number => data.counts[kind]!.reduce((sum, count) => sum + count, 0);

const kindsByTotal = (data: SolvedData): string[] =>
  Object.keys(data.counts).sort((a, b) => total(data, b) - total(data, a) || (a < b ? -1 : 1));

/** The width of a bar: the periods' own, for Plot's interval option. */
function interval(times: readonly number[]): Plot.Interval {
  const step = ((times[1] ?? times[0]! + 86_400) - times[0]!) * 1_000;
  const floor = (value: Date) => new Date(Math.floor(+value / 1_000) * 1_000);
  return { floor, offset: (value: Date) => new Date(+value + step) } as unknown as Plot.Interval;
}

function caption(data: SolvedData, kinds: readonly string[]): string {
  const all = kinds.reduce((sum, kind) => sum + total(data, kind), 0);
  if (all === 0) return "No solution was accepted.";
  const parts = kinds.map(
    (kind) => `${kind} solvers ${share(total(data, kind) / all)} (${plainNumber(total(data, kind))})`,
  );
  const perDay = data.times.map((_, i) => kinds.reduce((sum, kind) => sum + data.counts[kind]![i]!, 0));
  return `Of ${plainNumber(all)} accepted solutions: ${parts.join(", ")}. The busiest period saw ${plainNumber(Math.max(...perDay))}, the quietest ${plainNumber(Math.min(...perDay))}.`;
}
