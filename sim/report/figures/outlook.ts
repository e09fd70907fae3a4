/** Profit of the months to come, as the schedule's rewards halve every year. */
import * as Plot from "@observablehq/plot";
import { hairlinesY, valueAxis } from "../axes.ts";
import { plainNumber, usd } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

export interface OutlookData {
  /** USD of each month from the first. */
  readonly months: readonly number[];
  /** Months until the hardware is paid, if it is bought and ever paid. */
  readonly payback?: number | undefined;
}

export function outlookFigure({ months, payback }: OutlookData): Figure {
  const title = "The months to come";
  const bars = months.map((profit, i) => ({ month: i + 1, profit }));
  const svg = frame({
    title,
    subtitle:
      "US dollars per month if all stays as it was but the schedule's rewards, which halve every year: a projection",
    legend: [
      { label: "profit", colour: colour("gain") },
      { label: "loss", colour: colour("loss") },
      ...(payback === undefined || payback === 0
        ? []
        : [{ label: "hardware paid back", colour: colour("ink"), mark: "dash" as const }]),
    ],
    plot: {
      height: 260,
      marginLeft: 68,
      x: valueAxis(plainNumber, { nice: false }),
      y: valueAxis(usd),
      marks: [
        hairlinesY(),
        Plot.rectY(bars, {
          x1: ({ month }: { month: number }) => month - 0.86,
          x2: ({ month }: { month: number }) => month - 0.14,
          y: "profit",
          fill: ({ profit }: { profit: number }) => colour(profit >= 0 ? "gain" : "loss"),
        }),
        ...(payback
          ? [Plot.ruleX([payback], { stroke: colour("ink"), strokeDasharray: "5 3", strokeWidth: 1.6 })]
          : []),
        Plot.ruleY([0], { stroke: colour("ink"), strokeWidth: 1.2 }),
      ],
    },
  });
  return { id: "outlook", title, svg, caption: caption(months) };
}

function caption(months: readonly number[]): string {
  const year = months[12];
  const empty = months.findIndex((profit) => profit <= 0);
  const later = year === undefined ? "" : `, a year later ${usd(year)}`;
  const end =
    empty < 0
      ? `All ${plainNumber(months.length)} months bring a profit.`
      : empty === 0
        ? "No month brings a profit."
        : `Month ${plainNumber(empty + 1)} is the first without a profit.`;
  return `The first month brings ${usd(months[0]!)}${later}. ${end}`;
}
