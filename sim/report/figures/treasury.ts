/** The treasury's income by source, added up over time. */
import * as Plot from "@observablehq/plot";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { plainNumber, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** AIUS earned up to each time (Unix seconds). */
export interface TreasuryData {
  readonly times: readonly number[];
  readonly rewards: readonly number[];
  readonly fees: readonly number[];
}

const SOURCES = [
  { key: "rewards", label: "its part of rewards", fill: colour("treasury") },
  { key: "fees", label: "its part of fees, and retraction fees", fill: colour("farmer") },
] as const;

export function treasuryFigure(data: TreasuryData): Figure {
  const title = "Income of the treasury";
  const points = SOURCES.flatMap((source) =>
    data.times.map((time, i) => ({ time: date(time), value: data[source.key][i]!, fill: source.fill })),
  );
  const svg = frame({
    title,
    subtitle: "AIUS, added up from the start of the run",
    legend: SOURCES.map((source) => ({ label: source.label, colour: source.fill })),
    plot: {
      height: 270,
      marginLeft: 56,
      x: timeAxis(data.times),
      y: valueAxis(plainNumber, { ticks: 5 }),
      marks: [
        hairlinesY(),
        Plot.areaY(points, {
          x: "time",
          y: "value",
          fill: "fill",
          z: "fill",
          fillOpacity: 0.85,
          order: SOURCES.map((source) => source.fill),
        } as Plot.AreaYOptions),
        Plot.ruleY([0], { stroke: colour("soft") }),
      ],
    },
  });
  return { id: "treasury", title, svg, caption: caption(data) };
}

function caption(data: TreasuryData): string {
  const rewards = data.rewards.at(-1)!;
  const fees = data.fees.at(-1)!;
  const all = rewards + fees;
  if (all === 0) return "The treasury earned nothing in this run.";
  return `The treasury earned ${plainNumber(all)} AIUS: ${plainNumber(rewards)} (${share(rewards / all)}) from rewards and ${plainNumber(fees)} (${share(fees / all)}) from fees.`;
}
