/** What computing cost, by kind of solver and by what it was for. */
import * as Plot from "@observablehq/plot";
import { hairlinesX, nameAxis, valueAxis } from "../axes.ts";
import { share, usd } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

export interface ComputeCost {
  readonly kind: string;
  readonly purpose: "solve" | "verify" | "vote";
  readonly usd: number;
}

export interface ComputeData {
  readonly costs: readonly ComputeCost[];
}

const PURPOSES = [
  { key: "solve", label: "solving", fill: colour("honest") },
  { key: "verify", label: "verifying others' results", fill: colour("lazy") },
  { key: "vote", label: "voting", fill: colour("copycat") },
] as const;

export function computeFigure(data: ComputeData): Figure {
  const title = "Cost of compute";
  const kinds = [...new Set(data.costs.map((cost) => cost.kind))];
  const fillOf = (cost: ComputeCost) => PURPOSES.find((purpose) => purpose.key === cost.purpose)!.fill;
  const svg = frame({
    title,
    subtitle: "US dollars of machine time and energy, paid whether the result won or not",
    legend: PURPOSES.map((purpose) => ({ label: purpose.label, colour: purpose.fill })),
    plot: {
      height: kinds.length * 50 + 46,
      marginLeft: 84,
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

const sumOf = (costs: readonly ComputeCost[]): number => costs.reduce((sum, cost) => sum + cost.usd, 0);

function caption(data: ComputeData, kinds: readonly string[]): string {
  const all = sumOf(data.costs);
  if (all === 0) return "Nobody booked a computation.";
  const verifying = sumOf(data.costs.filter((cost) => cost.purpose !== "solve"));
  const leader = [...kinds].sort((a, b) => sumOf(ofKind(data, b)) - sumOf(ofKind(data, a)))[0]!;
  return `Solvers spent ${usd(all)} on computing, ${share(verifying / all)} of it on checking others. ${leader[0]!.toUpperCase()}${leader.slice(1)} solvers paid ${share(sumOf(ofKind(data, leader)) / all)} of the bill.`;
}

const ofKind = (data: ComputeData, kind: string): readonly ComputeCost[] =>
  data.costs.filter((cost) => cost.kind === kind);
