/** What solving cost, by kind of solver: computing, and all that comes with it. */
import * as Plot from "@observablehq/plot";
import { hairlinesX, nameAxis, valueAxis } from "../axes.ts";
import { plainNumber, share, usd } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { membersOf } from "../names.ts";
import { colour } from "../theme.ts";

export interface CostItem {
  readonly kind: string;
  readonly item: "computing" | "standing" | "capital" | "gas";
  readonly usd: number;
}

export interface ComputeData {
  readonly costs: readonly CostItem[];
  /** USD of all computations by what they were for, and their number. */
  readonly solveUsd: number;
  readonly verifyUsd: number;
  readonly voteUsd: number;
  readonly computations: number;
}

const ITEMS = [
  { key: "computing", label: "computing, energy included", fill: colour("owner") },
  { key: "standing", label: "machines kept ready", fill: colour("ready") },
  { key: "capital", label: "capital bound in stake", fill: colour("capital") },
  { key: "gas", label: "gas", fill: colour("gas") },
] as const;

export function computeFigure(data: ComputeData): Figure {
  const title = "Cost of compute";
  const kinds = [...new Set(data.costs.map(({ kind }) => kind))];
  const fillOf = (cost: CostItem) => ITEMS.find(({ key }) => key === cost.item)!.fill;
  const svg = frame({
    title,
    subtitle: "US dollars by kind of solver; computing is paid whether the result won or not",
    legend: ITEMS.map(({ label, fill }) => ({ label, colour: fill })),
    plot: {
      height: kinds.length * 50 + 46,
      marginLeft: 84,
      marginRight: 36,
      x: valueAxis(usd),
      y: nameAxis(kinds),
      marks: [
        hairlinesX(),
        Plot.barX([...data.costs], { x: "usd", y: "kind", fill: fillOf, insetLeft: 0.5, insetRight: 0.5 }),
        Plot.ruleX([0], { stroke: colour("soft") }),
      ],
    },
  });
  return { id: "compute", title, svg, caption: caption(data, kinds) };
}

const sumOf = (costs: readonly CostItem[]): number => costs.reduce((sum, cost) => sum + cost.usd, 0);

function caption(data: ComputeData, kinds: readonly string[]): string {
  const computing = data.solveUsd + data.verifyUsd + data.voteUsd;
  if (computing === 0) return "Nobody booked a computation.";
  const all = sumOf(data.costs);
  const ofKind = (kind: string) => sumOf(data.costs.filter((cost) => cost.kind === kind));
  const leader = kinds.reduce((most, kind) => (ofKind(kind) > ofKind(most) ? kind : most));
  return (
    `${plainNumber(data.computations)} computations cost ${usd(computing)}, ${usd(computing / data.computations)} each: ` +
    `${share(data.solveUsd / computing)} of it to solve, ${share(data.verifyUsd / computing)} to verify others' results and ${share(data.voteUsd / computing)} to vote by evidence. ` +
    `With what comes beside computing the bill was ${usd(all)}; ${membersOf(leader)} paid ${share(ofKind(leader) / all)} of it.`
  );
}
