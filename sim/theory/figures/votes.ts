/** What the first winner and each other one get, by the numbers of yeas and nays. */
import * as Plot from "@observablehq/plot";
import { nameAxis } from "../../report/axes.ts";
import { plainNumber } from "../../report/format.ts";
import { type Figure, frame } from "../../report/frame.ts";
import { colour } from "../../report/theme.ts";

export interface VoteCell {
  readonly pair: readonly [yeas: number, nays: number];
  /** In slashes. */
  readonly first: number;
  readonly other: number;
  readonly upheld: boolean;
}

const text = ({ first, other }: VoteCell): string =>
  `${plainNumber(first)}${other > 0 ? ` | ${plainNumber(other)}` : ""}`;

export function votesFigure(cells: readonly VoteCell[], largest: number): Figure {
  const title = "What winners get";
  const shown = cells.filter(({ pair: [yeas, nays] }) => yeas <= largest && nays <= largest);
  const most = Math.max(...shown.map(({ first }) => first));
  const svg = frame({
    title,
    subtitle: "in slashes: contester or solver | each other winner; the deeper the colour the more for the first",
    legend: [
      { label: "yeas win: contester first", colour: colour("malicious") },
      { label: "nays win, a tie too: solver first", colour: colour("honest") },
    ],
    plot: {
      height: 360,
      marginLeft: 70,
      marginBottom: 44,
      padding: 0.06,
      x: {
        ...nameAxis(range(0, largest).map(String), 0.06),
        label: "nays",
        labelAnchor: "center",
      } as Plot.ScaleOptions,
      y: {
        ...nameAxis(range(1, largest).map(String), 0.06),
        label: "yeas",
        labelAnchor: "center",
      } as Plot.ScaleOptions,
      marks: [
        Plot.cell(shown, {
          x: ({ pair }: VoteCell) => String(pair[1]),
          y: ({ pair }: VoteCell) => String(pair[0]),
          fill: ({ upheld }: VoteCell) => colour(upheld ? "malicious" : "honest"),
          fillOpacity: ({ first }: VoteCell) => 0.1 + (0.5 * first) / most,
          rx: 4,
        }),
        Plot.text(shown, {
          x: ({ pair }: VoteCell) => String(pair[1]),
          y: ({ pair }: VoteCell) => String(pair[0]),
          text,
          fill: colour("ink"),
        }),
      ],
    },
  });
  return {
    id: "theory-votes",
    title,
    svg,
    caption:
      "With one slash to divide, the contester and one other yea get half of it each; a contester alone against the solver's own nay ties, and loses its slash to the solver. " +
      "Without any nay there is nothing to win.",
  };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
