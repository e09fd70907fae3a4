/** The treasury's income, added up over time. */
import * as Plot from "@observablehq/plot";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { plainNumber, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** AIUS: earned up to each time (Unix seconds), and where all of it came from. */
export interface TreasuryData {
  readonly times: readonly number[];
  readonly income: readonly number[];
  readonly rewards: number;
  readonly fees: number;
  readonly retractions: number;
}

export function treasuryFigure(data: TreasuryData): Figure {
  const title = "Income of the treasury";
  const points = data.times.map((time, i) => ({ time: date(time), value: data.income[i]! }));
  const svg = frame({
    title,
    subtitle: "AIUS, added up from the start of the run",
    plot: {
      height: 270,
      marginLeft: 56,
      x: timeAxis(data.times),
      y: valueAxis(),
      marks: [
        hairlinesY(),
        Plot.areaY(points, { x: "time", y: "value", fill: colour("treasury"), fillOpacity: 0.16 }),
        Plot.lineY(points, { x: "time", y: "value", stroke: colour("treasury"), strokeWidth: 2.2 }),
        Plot.ruleY([0], { stroke: colour("soft") }),
      ],
    },
  });
  return { id: "treasury", title, svg, caption: caption(data) };
}

function caption({ rewards, fees, retractions }: TreasuryData): string {
  const all = rewards + fees + retractions;
  if (all === 0) return "The treasury earned nothing in this run.";
  const part = (value: number, name: string) => `${plainNumber(value)} (${share(value / all)}) from ${name}`;
  const parts = [
    part(rewards, "rewards"),
    part(fees, "fees"),
    ...(retractions > 0 ? [part(retractions, "retracted tasks")] : []),
  ];
  return `The treasury earned ${plainNumber(all)} AIUS: ${parts.join(", ")}.`;
}
