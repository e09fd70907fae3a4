/** What every solver earned: one dot each, one row per kind, the marginal solver ringed. */
import * as Plot from "@observablehq/plot";
import { extent, max, median, min, scaleLinear } from "d3";
import { hairlinesX, valueAxis } from "../axes.ts";
import { countWord, plural, usd } from "../format.ts";
import { type Figure, frame, PLOT_WIDTH } from "../frame.ts";
import { memberOf } from "../names.ts";
import { swarmOffsets } from "../swarm.ts";
import { colour, kindColour } from "../theme.ts";

export interface AgentProfit {
  readonly name: string;
  readonly kind: string;
  readonly profitUsd: number;
}

export interface ProfitData {
  readonly agents: readonly AgentProfit[];
  /** Name of the honest solver still at work whose machine costs most: it would leave first. */
  readonly marginal?: string;
}

const DOT_RADIUS = 5.2;
const DOT_STEP = 2 * DOT_RADIUS + 1.4;
const ROW_GAP = 30;
const MARGIN_LEFT = 84;
const MARGIN_RIGHT = 24;
const MARGIN_BOTTOM = 34;

/** A row of dots in pixels: `middle` is its distance from the top. */
interface Row {
  readonly kind: string;
  readonly middle: number;
  readonly top: number;
  readonly bottom: number;
  readonly dots: readonly (AgentProfit & { readonly y: number })[];
}

/** Rows as high as their dots need, one below the other. */
function layout({ agents }: ProfitData, kinds: readonly string[], domain: readonly [number, number]): readonly Row[] {
  const x = scaleLinear(domain, [0, PLOT_WIDTH - MARGIN_LEFT - MARGIN_RIGHT]);
  let top = 0;
  return kinds.map((kind) => {
    const members = agents.filter((agent) => agent.kind === kind);
    const offsets = swarmOffsets(
      members.map(({ profitUsd }) => x(profitUsd)),
      DOT_STEP,
    );
    const above = ROW_GAP / 2 - min(offsets)! * DOT_STEP;
    const middle = top + above;
    const bottom = middle + max(offsets)! * DOT_STEP + ROW_GAP / 2;
    const row = {
      kind,
      middle,
      top,
      bottom,
      dots: members.map((agent, i) => ({ ...agent, y: middle + offsets[i]! * DOT_STEP })),
    };
    top = bottom;
    return row;
  });
}

/** Round numbers that hold every profit and 0. */
const domainOf = ({ agents }: ProfitData): [number, number] =>
  scaleLinear(extent([0, ...agents.map(({ profitUsd }) => profitUsd)]) as [number, number], [0, 1])
    .nice(6)
    .domain() as [number, number];

export function profitFigure(data: ProfitData): Figure {
  const title = "Profit of each solver";
  const kinds = [...new Set(data.agents.map((agent) => agent.kind))];
  const domain = domainOf(data);
  const rows = layout(data, kinds, domain);
  const height = rows.at(-1)!.bottom;
  const svg = frame({
    title,
    subtitle:
      "US dollars over the run, after computing, energy, gas and capital; one dot per solver, a bar at each kind's median",
    legend: [
      ...kinds.map((kind) => ({ label: kind, colour: kindColour(kind) })),
      ...(data.marginal === undefined
        ? []
        : [{ label: "marginal solver", colour: colour("ink"), mark: "ring" as const }]),
    ],
    plot: {
      height: height + MARGIN_BOTTOM,
      marginTop: 0,
      marginBottom: MARGIN_BOTTOM,
      marginLeft: MARGIN_LEFT,
      marginRight: MARGIN_RIGHT,
      x: valueAxis(usd, { domain, nice: false }),
      y: { domain: [0, height], range: [0, height], axis: null } as Plot.ScaleOptions,
      marks: marks(data, rows),
    },
  });
  return { id: "profit", title, svg, caption: caption(data, kinds) };
}

function marks(data: ProfitData, rows: readonly Row[]): Plot.Markish[] {
  const dots = rows.flatMap((row) => row.dots);
  const medians = rows.map((row) => ({ ...row, value: median(row.dots, ({ profitUsd }) => profitUsd)! }));
  return [
    hairlinesX(),
    Plot.ruleY(rows.slice(1), { y: "top", stroke: colour("rule") }),
    Plot.ruleX([0], { stroke: colour("ink"), strokeWidth: 1.2 }),
    Plot.ruleX(medians, {
      x: "value",
      y1: "top",
      y2: "bottom",
      stroke: ({ kind }: Row) => kindColour(kind),
      strokeWidth: 3,
      strokeOpacity: 0.3,
      insetTop: 5,
      insetBottom: 5,
    }),
    Plot.text(rows, {
      y: "middle",
      text: "kind",
      frameAnchor: "left",
      textAnchor: "end",
      dx: -14,
      fill: colour("ink"),
      fontSize: 13,
    }),
    Plot.dot(dots, {
      x: "profitUsd",
      y: "y",
      r: DOT_RADIUS,
      fill: ({ kind }: AgentProfit) => kindColour(kind),
      stroke: ({ name }: AgentProfit) => (name === data.marginal ? colour("ink") : colour("paper")),
      strokeWidth: 2,
    }),
  ];
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
  if (profits.length === 1) return `The one ${memberOf(kind)} ended at ${usd(profits[0]!)}.`;
  const ahead =
    inBlack === profits.length ? "all earned" : inBlack === 0 ? "none earned" : `${countWord(inBlack)} earned`;
  return `Of ${plural(profits.length, memberOf(kind))} ${ahead}: ${spread}, median ${usd(median(profits)!)}.`;
}
