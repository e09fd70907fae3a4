/** A fan chart: how a quantity that changes day by day is spread over many runs. */
import * as Plot from "@observablehq/plot";
import { countAxis, hairlinesY, valueAxis } from "../axes.ts";
import { amount, plainNumber, usd } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** Quantiles over the runs at a moment, in the figure's unit. */
export interface CourseFanDay {
  readonly day: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

export interface CourseFanData {
  readonly id?: string;
  readonly title: string;
  readonly subtitle: string;
  readonly runs: number;
  /** USD if absent. */
  readonly unit?: string;
  readonly days: readonly CourseFanDay[];
}

/** Opacities of the bands; the inner lies on the outer. */
const OUTER = 0.18;
const INNER = 0.3;

type Show = (value: number) => string;

export function courseFanFigure({
  id = "course-fan",
  title,
  subtitle,
  runs,
  unit = "USD",
  days: fan,
}: CourseFanData): Figure {
  const show: Show = unit === "USD" ? usd : (value) => amount(value, unit);
  const showsZero = fan.some(({ p5 }) => p5 <= 0);
  const svg = frame({
    title,
    subtitle,
    legend: [
      { label: "nine runs in ten", colour: colour("honest"), opacity: OUTER },
      { label: "every second run", colour: colour("honest"), opacity: INNER + OUTER },
      { label: "the run in the middle", colour: colour("honest"), mark: "line" },
    ],
    plot: {
      height: 340,
      marginLeft: 68,
      x: countAxis(fan.at(-1)?.day ?? 0),
      y: valueAxis(show),
      marks: [
        hairlinesY(),
        Plot.areaY(fan, { x: "day", y1: "p5", y2: "p95", fill: colour("honest"), fillOpacity: OUTER }),
        Plot.areaY(fan, { x: "day", y1: "p25", y2: "p75", fill: colour("honest"), fillOpacity: INNER }),
        ...(showsZero ? [Plot.ruleY([0], { stroke: colour("ink"), strokeWidth: 1.2 })] : []),
        Plot.lineY(fan, { x: "day", y: "p50", stroke: colour("honest"), strokeWidth: 2.4 }),
      ],
    },
  });
  return { id, title, svg, caption: caption(fan, runs, show, unit) };
}

function caption(days: readonly CourseFanDay[], runs: number, show: Show, unit: string): string {
  const last = days.at(-1);
  if (last === undefined || last.day === 0) return "No day has passed.";
  const end = `After ${plainNumber(last.day)} days the run in the middle of ${plainNumber(runs)} stands at ${show(last.p50)}, nine in ten between ${show(last.p5)} and ${show(last.p95)}.`;
  const turn = days.find(({ p50 }, i) => i > 1 && p50 > 0 && days[i - 1]!.p50 <= 0);
  if (unit !== "USD" || turn === undefined || last.p50 <= 0) return end;
  return `${end} It came into the black on day ${plainNumber(turn.day)}.`;
}
