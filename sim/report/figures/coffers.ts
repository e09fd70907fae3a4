/** What the treasury holds, and what it has paid. */
import * as Plot from "@observablehq/plot";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { plainNumber, share } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** AIUS at each time (Unix seconds). */
export interface CoffersData {
  readonly times: readonly number[];
  readonly balance: readonly number[];
  readonly spent: readonly number[];
  readonly vested: number;
  readonly earned: number;
  /** Payments that could not be made, of those due. */
  readonly refused: number;
  readonly payments: number;
  /** Days until the first of them. */
  readonly lastsDays: number;
}

export function coffersFigure(data: CoffersData): Figure {
  const title = "What the treasury holds";
  const line = (values: readonly number[]) => data.times.map((time, i) => ({ time: date(time), value: values[i]! }));
  const svg = frame({
    title,
    subtitle: "AIUS in the timelock, and all that it has paid since the start of the run",
    legend: [
      { label: "balance", colour: colour("treasury"), mark: "line" },
      { label: "paid so far", colour: colour("malicious"), mark: "line" },
    ],
    plot: {
      height: 290,
      marginLeft: 66,
      x: timeAxis(data.times),
      y: valueAxis(),
      marks: [
        hairlinesY(),
        Plot.areaY(line(data.balance), { x: "time", y: "value", fill: colour("treasury"), fillOpacity: 0.16 }),
        Plot.lineY(line(data.balance), { x: "time", y: "value", stroke: colour("treasury"), strokeWidth: 2.2 }),
        Plot.lineY(line(data.spent), { x: "time", y: "value", stroke: colour("malicious"), strokeWidth: 2.2 }),
        Plot.ruleY([0], { stroke: colour("soft") }),
      ],
    },
  });
  return { id: "coffers", title, svg, caption: caption(data) };
}

function caption({ balance, spent, vested, earned, refused, payments, lastsDays }: CoffersData): string {
  const sources = `It held ${plainNumber(balance[0]!)} AIUS at first; ${plainNumber(vested)} vested and ${plainNumber(earned)} were earned from rewards and fees.`;
  const uses = `It paid ${plainNumber(spent.at(-1)!)} and holds ${plainNumber(balance.at(-1)!)} at the end.`;
  const end =
    refused === 0
      ? `All ${plainNumber(payments)} payments were made.`
      : `${plainNumber(refused)} of ${plainNumber(payments)} payments (${share(refused / payments)}) could not be made, the first after ${plainNumber(Math.round(lastsDays))} days.`;
  return `${sources} ${uses} ${end}`;
}
