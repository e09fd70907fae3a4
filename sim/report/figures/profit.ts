/** What every solver earned: one dot each, one row per kind, the marginal solver ringed. */
import * as Plot from "@observablehq/plot";
import { median } from "d3";
import { hairlinesX, nameAxis, valueAxis } from "../axes.ts";
import { countWord, plural, usd } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour, kindColour } from "../theme.ts";

export interface AgentProfit {
  readonly name: string;
  readonly kind: string;
  readonly profitUsd: number;
}

export interface ProfitData {
  readonly agents: readonly AgentProfit[];
  /** Name of the honest solver that earned least of those that worked: entry would drive it out first. */
  readonly marginal?: string;
}

const ROW_HEIGHT = 84;

export function profitFigure(data: ProfitData): Figure {
  const title = "Profit of each solver";
  const kinds = [...new Set(data.agents.map((agent) => agent.kind))];
  const medians = kinds.map((kind) => ({ kind, value: median(ofKind(data, kind))! }));
  const marginal = data.agents.filter((agent) => agent.name === data.marginal);
  const svg = frame({
    title,
    subtitle:
      "US dollars over the run, after computing, energy, gas and capital; one dot per solver, a bar at each kind's median",
    legend: [
      ...kinds.map((kind) => ({ label: kind, colour: kindColour(kind) })),
      ...(marginal.length > 0 ? [{ label: "marginal solver", colour: colour("ink"), mark: "ring" as const }] : []),
    ],
    plot: {
      height: kinds.length * ROW_HEIGHT + 50,
      marginLeft: 84,
      marginRight: 24,
      x: valueAxis(usd, { inset: 14 }),
      fy: { ...nameAxis(kinds, 0.06), axis: "left" },
      marks: [
        hairlinesX(),
        Plot.ruleX([0], { stroke: colour("ink"), strokeWidth: 1.2 }),
        Plot.tickX(medians, {
          x: "value",
          fy: "kind",
          stroke: (d: { kind: string }) => kindColour(d.kind),
          strokeWidth: 3,
          strokeOpacity: 0.35,
          insetTop: 8,
          insetBottom: 8,
        }),
        Plot.dot(data.agents, dots(data)),
      ],
    },
  });
  return { id: "profit", title, svg, caption: caption(data, kinds) };
}

/** Dots side by side where they would overlap; the marginal solver's edge stands out. */
function dots(data: ProfitData): Plot.DotOptions {
  const isMarginal = (agent: AgentProfit) => agent.name === data.marginal;
  return Plot.dodgeY({ anchor: "middle", padding: 1.2 }, {
    x: "profitUsd",
    fy: "kind",
    r: 5.2,
    fill: (agent: AgentProfit) => kindColour(agent.kind),
    stroke: (agent: AgentProfit) => (isMarginal(agent) ? colour("ink") : colour("paper")),
    strokeWidth: 2,
  } as Plot.DotOptions) as Plot.DotOptions;
}

const ofKind = (data: ProfitData, kind: string): number[] =>
  data.agents.filter((agent) => agent.kind === kind).map((agent) => agent.profitUsd);

function caption(data: ProfitData, kinds: readonly string[]): string {
  const sentences = kinds.map((kind) => kindSentence(kind, ofKind(data, kind)));
  const marginal = data.agents.find((agent) => agent.name === data.marginal);
  const margin =
    marginal === undefined ? "" : ` The marginal solver is ${marginal.name} with ${usd(marginal.profitUsd)}.`;
  return sentences.join(" ") + margin;
}

function kindSentence(kind: string, profits: readonly number[]): string {
  const inBlack = profits.filter((profit) => profit > 0).length;
  const spread = `from ${usd(Math.min(...profits))} to ${usd(Math.max(...profits))}`;
  if (profits.length === 1) return `The one ${kind} solver ended at ${usd(profits[0]!)}.`;
  const ahead =
    inBlack === profits.length ? "all earned" : inBlack === 0 ? "none earned" : `${countWord(inBlack)} earned`;
  return `Of ${plural(profits.length, `${kind} solver`)} ${ahead}, ${spread}, median ${usd(median(profits)!)}.`;
}
