/** A fan chart: how a sum that grows day by day is spread over many runs. */
import * as Plot from "@observablehq/plot";
import { countAxis, hairlinesY, valueAxis } from "../axes.ts";
import { plainNumber, usd } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** Quantiles in USD over the runs after each day. */
export interface CourseFanDay {
  readonly day: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

export interface CourseFanData {
  readonly title: string;
  readonly subtitle: string;
  readonly runs: number;
  readonly days: readonly CourseFanDay[];
}

/** Opacities of the bands; the inner lies on the outer. */
const OUTER = 0.18;
const INNER = 0.3;

export function courseFanFigure({ title, subtitle, runs, days }: CourseFanData): Figure {
  const start: CourseFanDay = { day: 0, p5: 0, p25: 0, p50: 0, p75: 0, p95: 0 };
  const fan = [start, ...days];
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
      x: countAxis(fan.at(-1)!.day),
      y: valueAxis(usd),
      marks: [
        hairlinesY(),
        Plot.areaY(fan, { x: "day", y1: "p5", y2: "p95", fill: colour("honest"), fillOpacity: OUTER }),
        Plot.areaY(fan, { x: "day", y1: "p25", y2: "p75", fill: colour("honest"), fillOpacity: INNER }),
        Plot.ruleY([0], { stroke: colour("ink"), strokeWidth: 1.2 }),
        Plot.lineY(fan, { x: "day", y: "p50", stroke: colour("honest"), strokeWidth: 2.4 }),
      ],
    },
  });
  return { id: "course-fan", title, svg, caption: caption(days, runs) };
}

function caption(days: readonly CourseFanDay[], runs: number): string {
  const last = days.at(-1);
  if (last === undefined) return "No day has passed.";
  const end = `After ${plainNumber(last.day)} days the run in the middle of ${plainNumber(runs)} stands at ${usd(last.p50)}, nine in ten between ${usd(last.p5)} and ${usd(last.p95)}.`;
  const turn = days.find(({ p50 }, i) => i > 0 && p50 > 0 && days[i - 1]!.p50 <= 0);
  if (turn === undefined || last.p50 <= 0) return end;
  return `${end} It came into the black on day ${plainNumber(turn.day)}.`;
}
