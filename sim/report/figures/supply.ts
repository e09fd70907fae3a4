/** Supply against the emission schedule, the engine's own measure and what was mined apart. */
import * as Plot from "@observablehq/plot";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { plainNumber, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** All in AIUS; `times` in Unix seconds, as long as the rest. */
export interface SupplyData {
  readonly times: readonly number[];
  readonly target: readonly number[];
  readonly measured: readonly number[];
  readonly mined: readonly number[];
  /** Tasks submitted, and as many as would keep emission on schedule at multiplier 1. */
  readonly demand?: { readonly tasks: number; readonly needed: number };
}

const LINES = [
  { key: "mined", label: "mined", colour: colour("treasury") },
  { key: "measured", label: "engine's own measure", colour: colour("honest") },
] as const;

/** How demand compares with what the schedule needs, which is why emission is ahead or behind. */
function demandSentence({ demand }: SupplyData): string {
  if (demand === undefined || demand.needed === 0) return "";
  return ` ${plainNumber(demand.tasks)} tasks were submitted, where ${plainNumber(demand.needed)} at the same mean rate would by themselves keep emission on schedule: ${share(demand.tasks / demand.needed)} of that demand.`;
}

export function supplyFigure(data: SupplyData): Figure {
  const title = "Supply against the schedule";
  const points = LINES.flatMap((line) =>
    data.times.map((time, i) => ({ time: date(time), value: data[line.key][i]!, stroke: line.colour })),
  );
  const target = data.times.map((time, i) => ({ time: date(time), value: data.target[i]! }));
  const svg = frame({
    title,
    subtitle:
      "AIUS out of the engine's 600,000; the engine's measure also falls with every stake and fee that it holds",
    legend: [
      ...LINES.map((line) => ({ label: line.label, colour: line.colour, mark: "line" as const })),
      { label: "target", colour: colour("ink"), mark: "dash" },
    ],
    plot: {
      height: 330,
      marginLeft: 66,
      x: timeAxis(data.times),
      y: valueAxis(),
      marks: [
        hairlinesY(),
        Plot.lineY(target, { x: "time", y: "value", stroke: colour("ink"), strokeDasharray: "5 3", strokeWidth: 1.6 }),
        Plot.lineY(points, { x: "time", y: "value", stroke: "stroke", z: "stroke", strokeWidth: 2.2 }),
      ],
    },
  });
  return { id: "supply", title, svg, caption: caption(data) };
}

function caption(data: SupplyData): string {
  const last = data.times.length - 1;
  const off = data.measured[last]! / data.target[last]! - 1;
  const grown = data.mined[last]! - data.mined[0]!;
  const due = data.target[last]! - data.target[0]!;
  return (
    `${plainNumber(grown)} AIUS were mined in this time, where the schedule foresees ${plainNumber(due)}. ` +
    `The engine's measure ends ${Math.abs(off) < 5e-7 ? "on" : `${share(Math.abs(off))} ${off > 0 ? "above" : "below"}`} target` +
    `${Math.abs(off) < 5e-7 ? "" : `, which ${off > 0 ? "lowers" : "raises"} the reward`}: ` +
    `each percent above target halves the reward, each percent below doubles it. ` +
    `Mined and measure lie ${plainNumber(Math.abs(data.mined[last]! - data.measured[last]!))} AIUS apart at the end: what the engine then holds for others.${demandSentence(data)}`
  );
}
