/** Who solved the tasks: share of each kind, day by day. */
import * as Plot from "@observablehq/plot";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { duration, plainNumber, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { membersOf } from "../names.ts";
import { colour, kindColour } from "../theme.ts";

/** Solutions accepted per period and kind; `counts[kind]` is as long as `times` (Unix seconds, the period's start). */
export interface SolvedData {
  readonly times: readonly number[];
  /** When the last period ends; it may be shorter than the others. */
  readonly end: number;
  readonly counts: Readonly<Record<string, readonly number[]>>;
}

const DAY_SECONDS = 86_400;

/** One kind's share of one bar: from `low` to `high` solutions. */
interface Cell {
  readonly kind: string;
  readonly from: Date;
  readonly to: Date;
  readonly low: number;
  readonly high: number;
}

/** The bar of period `i`, the first kind at its foot. */
function bar({ times, end, counts }: SolvedData, kinds: readonly string[], i: number): readonly Cell[] {
  let low = 0;
  return kinds.map((kind) => {
    const high = low + counts[kind]![i]!;
    const cell = { kind, from: date(times[i]!), to: date(times[i + 1] ?? end), low, high };
    low = high;
    return cell;
  });
}

/** "per day", or per whatever the periods last. */
function perPeriod({ times, end }: SolvedData): string {
  const period = (times[1] ?? end) - times[0]!;
  return period === DAY_SECONDS ? "per day" : `per ${duration(period)}`;
}

export function solvedFigure(data: SolvedData): Figure {
  const title = "Who solved the tasks";
  const kinds = kindsByTotal(data);
  const svg = frame({
    title,
    subtitle: `Solutions accepted ${perPeriod(data)}, by the solver's kind`,
    legend: kinds.map((kind) => ({ label: kind, colour: kindColour(kind) })),
    plot: {
      height: 290,
      marginLeft: 50,
      x: timeAxis([...data.times, data.end]),
      y: valueAxis(),
      marks: [
        hairlinesY(),
        Plot.rect(
          data.times.flatMap((_, i) => bar(data, kinds, i)),
          { x1: "from", x2: "to", y1: "low", y2: "high", fill: ({ kind }: Cell) => kindColour(kind), inset: 0.6 },
        ),
        Plot.ruleY([0], { stroke: colour("soft") }),
      ],
    },
  });
  return { id: "solved", title, svg, caption: caption(data, kinds) };
}

const total = (data: SolvedData, kind: string): number => data.counts[kind]!.reduce((sum, count) => sum + count, 0);

const kindsByTotal = (data: SolvedData): string[] =>
  Object.keys(data.counts).sort((a, b) => total(data, b) - total(data, a) || (a < b ? -1 : 1));

function caption(data: SolvedData, kinds: readonly string[]): string {
  const all = kinds.reduce((sum, kind) => sum + total(data, kind), 0);
  if (all === 0) return "No solution was accepted.";
  const parts = kinds.map(
    (kind) => `${membersOf(kind)} ${share(total(data, kind) / all)} (${plainNumber(total(data, kind))})`,
  );
  const perDay = data.times.map((_, i) => kinds.reduce((sum, kind) => sum + data.counts[kind]![i]!, 0));
  return `Of ${plainNumber(all)} accepted solutions: ${parts.join(", ")}. The busiest period saw ${plainNumber(Math.max(...perDay))}, the quietest ${plainNumber(Math.min(...perDay))}.`;
}
