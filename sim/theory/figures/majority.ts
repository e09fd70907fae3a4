/** The chance that an attack wins a vote, by the attackers' share and the number of votes; and of a committee, by its size. */
import * as Plot from "@observablehq/plot";
import { hairlinesX, hairlinesY, valueAxis } from "../../report/axes.ts";
import { plainNumber, share } from "../../report/format.ts";
import { type Figure, frame } from "../../report/frame.ts";
import { colour } from "../../report/theme.ts";
import { atLeast, atLeastExactly, log2 } from "../binomial.ts";

export interface MajorityPoint {
  readonly votes: number;
  readonly share: number;
  readonly simulated: number;
  readonly low: number;
  readonly high: number;
}

const COLOURS = ["farmer", "honest", "treasury", "lazy", "malicious", "griefer"] as const;
const CURVE_STEPS = 130;

export function majorityFigure(points: readonly MajorityPoint[]): Figure {
  const title = "More votes decide more surely, for whoever has the majority";
  const sizes = [...new Set(points.map(({ votes }) => votes))];
  const hue = (votes: number) => colour(COLOURS[sizes.indexOf(votes)]!);
  const curves = sizes.flatMap((votes) =>
    Array.from({ length: CURVE_STEPS + 1 }, (_, i) => {
      const p = (0.65 * i) / CURVE_STEPS;
      return { votes, share: p, chance: atLeast(Math.floor(votes / 2) + 1, votes, p) };
    }),
  );
  const svg = frame({
    title,
    subtitle:
      "chance that the attack wins, by the attackers' share; lines: formula, dots: contestations with their intervals",
    legend: sizes.map((votes) => ({ label: `${votes} votes`, colour: hue(votes), mark: "line" })),
    plot: {
      height: 400,
      marginLeft: 56,
      x: { ...valueAxis(share), domain: [0, 0.65] } as Plot.ScaleOptions,
      y: { ...valueAxis(share), domain: [0, 1] } as Plot.ScaleOptions,
      marks: [
        hairlinesY(),
        Plot.ruleX([0.5], { stroke: colour("rule") }),
        Plot.lineY(curves, {
          x: "share",
          y: "chance",
          z: "votes",
          stroke: ({ votes }: MajorityPoint) => hue(votes),
          strokeWidth: 1.8,
        }),
        Plot.ruleX(points, {
          x: "share",
          y1: "low",
          y2: "high",
          stroke: ({ votes }: MajorityPoint) => hue(votes),
          strokeOpacity: 0.5,
        }),
        Plot.dot(points, {
          x: "share",
          y: "simulated",
          fill: ({ votes }: MajorityPoint) => hue(votes),
          stroke: colour("paper"),
          r: 3.6,
        }),
      ],
    },
  });
  const most = points.filter((point) => point.votes === sizes.at(-1));
  const at = (p: number) => most.find((point) => point.share === p)!;
  return {
    id: "theory-majority",
    title,
    svg,
    caption:
      `With ${plainNumber(sizes.at(-1)!)} votes, attackers with ${share(0.4)} of the voters won ${share(at(0.4).simulated)} of the contestations, with ${share(0.51)} they won ${share(at(0.51).simulated)}: ` +
      "large votes protect against a minority, and protect a majority just as well.",
  };
}

export function committeeFigure(bound: number): Figure {
  const title = "How large a committee must be";
  const sizes = Array.from({ length: 56 }, (_, i) => 2 + i * 18).filter((size) => size <= 1000);
  const third = { numerator: 1n, denominator: 3n };
  const points = sizes.map((size) => ({ size, bits: log2(atLeastExactly(size / 2, size, third)) }));
  const svg = frame({
    title,
    subtitle:
      "base-2 logarithm of the chance that attackers with a third of the voters hold half of the seats or more, exact",
    plot: {
      height: 280,
      marginLeft: 56,
      x: valueAxis((size) => plainNumber(size)),
      y: valueAxis(plainNumber),
      marks: [
        hairlinesY(),
        hairlinesX(),
        Plot.ruleY([bound], { stroke: colour("ink"), strokeDasharray: "5 3" }),
        Plot.lineY(points, { x: "size", y: "bits", stroke: colour("honest"), strokeWidth: 2 }),
        Plot.dot([{ size: 892, bits: log2(atLeastExactly(446, 892, third)) }], {
          x: "size",
          y: "bits",
          fill: colour("malicious"),
          r: 5,
        }),
      ],
    },
  });
  return {
    id: "theory-committee",
    title,
    svg,
    caption:
      "The dot is the published committee of 892 seats: the least even one whose chance lies below 2 to the power of minus 80 when a tie counts for the attackers, as it does in the engine when they defend a false solution.",
  };
}
