/** How a search went: what each generation's candidates reached, and what the winner reached on fresh seeds. */
import * as Plot from "@observablehq/plot";
import { countAxis, hairlinesY, valueAxis } from "../axes.ts";
import { amount, plainNumber } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

export interface SearchData {
  readonly metric: string;
  readonly unit: string;
  /** One per candidate: its generation and mean; `feasible` where it keeps all bounds. */
  readonly candidates: readonly { readonly generation: number; readonly mean: number; readonly feasible: boolean }[];
  /** Best of each generation. */
  readonly best: readonly { readonly generation: number; readonly mean: number }[];
  readonly winner: { readonly mean: number; readonly low: number; readonly high: number };
  readonly own: { readonly mean: number };
}

export function searchFigure(data: SearchData): Figure {
  const title = `The search for ${data.metric}`;
  const last = Math.max(...data.best.map(({ generation }) => generation));
  const final = [{ ...data.winner, generation: last + 1 }];
  const infeasible = data.candidates.some(({ feasible }) => !feasible);
  const svg = frame({
    title,
    subtitle:
      "Mean of each candidate by generation; to the right the winner on seeds that chose nothing, with its 95 % interval",
    legend: [
      { label: "candidate", colour: colour("farmer") },
      ...(infeasible ? [{ label: "breaks a bound", colour: colour("other") }] : []),
      { label: "best of its generation", colour: colour("honest"), mark: "line" },
      { label: "winner", colour: colour("lazy") },
      { label: "the scenario as it stands", colour: colour("ink"), mark: "dash" },
    ],
    plot: {
      height: 340,
      marginLeft: 84,
      marginRight: 30,
      x: countAxis(last + 1, { domain: [0.5, last + 1.5] }),
      y: valueAxis((value) => amount(value, data.unit)),
      marks: [
        hairlinesY(),
        Plot.ruleY([data.own.mean], { stroke: colour("ink"), strokeDasharray: "5 3", strokeWidth: 1.4 }),
        Plot.dot([...data.candidates], {
          x: "generation",
          y: "mean",
          r: 3,
          fill: ({ feasible }: { feasible: boolean }) => colour(feasible ? "farmer" : "other"),
          fillOpacity: 0.7,
        }),
        Plot.lineY([...data.best], { x: "generation", y: "mean", stroke: colour("honest"), strokeWidth: 2 }),
        Plot.ruleX(final, { x: "generation", y1: "low", y2: "high", stroke: colour("lazy"), strokeWidth: 2 }),
        Plot.dot(final, { x: "generation", y: "mean", r: 6, fill: colour("lazy"), stroke: colour("paper") }),
      ],
    },
  });
  return { id: "search", title, svg, caption: caption(data) };
}

function caption({ best, winner, own, unit, candidates }: SearchData): string {
  const [first, last] = [best[0]!, best.at(-1)!];
  return (
    `${plainNumber(candidates.length)} candidates in ${plainNumber(best.length)} generations; the best of a generation went from ${amount(first.mean, unit)} to ${amount(last.mean, unit)}. ` +
    `On seeds that chose nothing the winner has ${amount(winner.mean, unit)}, the scenario as it stands ${amount(own.mean, unit)}.`
  );
}
