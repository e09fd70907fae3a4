/** Supply over target as time goes on, for several demands; and what coarse steps cost. */
import * as Plot from "@observablehq/plot";
import { covering, hairlinesY, valueAxis } from "../../report/axes.ts";
import { plainNumber, share } from "../../report/format.ts";
import { type Figure, frame } from "../../report/frame.ts";
import { colour } from "../../report/theme.ts";

/** Supply over target at a time, in years, with `mu` times the demand that keeps to the schedule. */
export interface CoursePoint {
  readonly mu: number;
  readonly year: number;
  readonly ratio: number;
}

const excess = ({ ratio }: CoursePoint): number => 100 * (ratio - 1);

export function emissionFigure(integrated: readonly CoursePoint[], simulated: readonly CoursePoint[]): Figure {
  const title = "Supply above schedule settles, whatever the demand";
  const demands = [...new Set(integrated.map(({ mu }) => mu))];
  const ends = demands.map((mu) => integrated.filter((point) => point.mu === mu).at(-1)!);
  const svg = frame({
    title,
    subtitle:
      "supply over target less one, in percent, from a start on target at year 1; demand in multiples of the schedule's",
    legend: [
      { label: "emission equation, integrated", colour: colour("honest"), mark: "line" },
      { label: "run through the chain port", colour: colour("malicious"), mark: "ring" },
    ],
    plot: {
      height: 400,
      marginLeft: 46,
      marginRight: 64,
      x: { ...valueAxis((year) => `year ${year}`), domain: [1, 4], ticks: 4 } as Plot.ScaleOptions,
      y: {
        ...valueAxis((value) => `${plainNumber(value)} %`),
        domain: covering([-2, 10], simulated.map(excess)),
      } as Plot.ScaleOptions,
      marks: [
        hairlinesY(),
        Plot.lineY(integrated, { x: "year", y: excess, z: "mu", stroke: colour("honest"), strokeWidth: 1.8 }),
        Plot.dot(simulated, { x: "year", y: excess, stroke: colour("malicious"), strokeWidth: 1.4, r: 3 }),
        Plot.text(ends, {
          x: "year",
          y: excess,
          text: ({ mu }: CoursePoint) => `× ${plainNumber(mu)}`,
          textAnchor: "start",
          dx: 10,
          fill: colour("soft"),
        }),
      ],
    },
  });
  return { id: "theory-emission", title, svg, caption: emissionCaption(ends, farthestFrom(integrated, simulated)) };
}

/** Dots that are nearer than this share of supply lie on their line for the eye. */
const ON_THE_LINE = 0.001;

/** The height of a curve at a year, on a straight line between its points. */
function heightAt(curve: readonly CoursePoint[], year: number): number {
  const after = curve.findIndex((point, i) => i > 0 && point.year >= year);
  const [a, b] = after < 0 ? [curve.at(-2)!, curve.at(-1)!] : [curve[after - 1]!, curve[after]!];
  return a.ratio + ((b.ratio - a.ratio) * (year - a.year)) / (b.year - a.year);
}

/** The largest distance of a dot from its line. */
function farthestFrom(integrated: readonly CoursePoint[], simulated: readonly CoursePoint[]): number {
  const curves = Map.groupBy(integrated, ({ mu }) => mu);
  return Math.max(...simulated.map(({ mu, year, ratio }) => Math.abs(ratio - heightAt(curves.get(mu)!, year))));
}

function emissionCaption(ends: readonly CoursePoint[], farthest: number): string {
  const most = ends.at(-1)!;
  const one = ends.find(({ mu }) => mu === 1)!;
  return (
    `Each percent above target halves the reward, so ${plainNumber(most.mu)} times the demand brings supply only ` +
    `${share(most.ratio / one.ratio - 1)} above where demand on schedule leaves it at year ${plainNumber(Math.round(most.year))}. The dots are read from the ` +
    `engine's balance, once in thirty days; ${farthest < ON_THE_LINE ? "they lie on the lines" : `the farthest lies ${share(farthest)} of the target off its line, by steps as coarse as the next figure tells`}.`
  );
}

/** How far a run misses the integrated value, by its claims a day. */
export interface StepPoint {
  readonly claimsPerDay: number;
  readonly year: number;
  readonly error: number;
}

export function stepFigure(mu: number, points: readonly StepPoint[], tolerance: number): Figure {
  const title = "What coarse steps cost";
  const years = [...new Set(points.map(({ year }) => year))];
  const counts = [...new Set(points.map(({ claimsPerDay }) => claimsPerDay))];
  const colours = [colour("honest"), colour("lazy"), colour("farmer")];
  const svg = frame({
    title,
    subtitle: `distance from the equation integrated in steps of 30 s, by claims a day, at ${plainNumber(mu)} times the demand; logarithmic`,
    legend: [
      ...years.map((year, i) => ({ label: `year ${year}`, colour: colours[i]!, mark: "line" as const })),
      { label: "tolerance", colour: colour("ink"), mark: "dash" as const },
    ],
    plot: {
      height: 300,
      marginLeft: 66,
      x: { ...valueAxis(String), type: "log", domain: [2.6, 28], nice: false, axis: null } as Plot.ScaleOptions,
      y: { ...valueAxis((value) => value.toExponential(0)), type: "log", ticks: 4 } as Plot.ScaleOptions,
      marks: [
        Plot.gridX(counts, { stroke: colour("rule"), strokeOpacity: 1 }),
        Plot.axisX(counts, { tickSize: 0, tickPadding: 8, tickFormat: String, label: null }),
        Plot.ruleY([tolerance], { stroke: colour("ink"), strokeDasharray: "5 3" }),
        ...years.map((year, i) =>
          Plot.lineY(
            points.filter((point) => point.year === year),
            { x: "claimsPerDay", y: "error", stroke: colours[i]!, strokeWidth: 2, marker: "dot" },
          ),
        ),
      ],
    },
  });
  const worst = points.filter(({ error }) => error > tolerance).map(({ claimsPerDay }) => claimsPerDay);
  const enough = Math.min(...counts.filter((count) => !worst.includes(count)));
  return {
    id: "theory-steps",
    title,
    svg,
    caption:
      "A claim moves supply at once by what the equation spreads over the step, so that the error falls in proportion to the step. Where steps are so coarse that the first claims overshoot, as at 3 a day here, it takes months to heal. " +
      `${plainNumber(enough)} claims a day keep it below ${tolerance} in every year.`,
  };
}
