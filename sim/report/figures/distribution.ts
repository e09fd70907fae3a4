/** The whitepaper's figures 1 and 2, redrawn: the whole supply, and its components, mining as the run really mined. */
import * as Plot from "@observablehq/plot";
import { ALLOCATIONS, type Schedule } from "../../chain/allocation.ts";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { plainNumber, share } from "../format.ts";
import { type Figure, frame, type LegendEntry } from "../frame.ts";
import { aiusOf } from "../kinds.ts";
import { colour } from "../theme.ts";

/** `times` in Unix seconds, `mined` in AIUS since the protocol's beginning at `launchedAt`. */
export interface DistributionData {
  readonly launchedAt: number;
  readonly times: readonly number[];
  readonly mined: readonly number[];
}

const YEAR_SECONDS = 31_536_000;
const TENTHS = 10;

/** Components as the paper groups them, from the foot up. */
const COMPONENTS = [
  { label: "mining", names: ["mining"], colour: colour("honest") },
  { label: "DEX liquidity", names: ["liquidity"], colour: colour("owner") },
  { label: "liquidity incentives", names: ["lpRewards", "bonds"], colour: colour("lazy") },
  { label: "DAO", names: ["dao"], colour: colour("treasury") },
  { label: "team", names: ["team"], colour: colour("griefer") },
  { label: "private sale", names: ["privateSale"], colour: colour("malicious") },
] as const;

/** Share of an allocation that is released that many years after the launch. Source: protocol section 7. */
function releasedShare(schedule: Schedule, years: number): number {
  if (schedule.kind === "free") return 1;
  if (schedule.kind === "linear") return Math.min(1, (years * YEAR_SECONDS) / schedule.duration);
  if (schedule.kind === "mined") throw new RangeError("what is mined is the run's to tell");
  return schedule.tenths.reduce((sum, tenth, year) => sum + (tenth * clamp(years - year)) / TENTHS, 0);
}

const clamp = (value: number): number => Math.max(0, Math.min(1, value));

/** AIUS of a component at sample `i`. */
function amountOf(names: readonly string[], data: DistributionData, i: number): number {
  const years = (data.times[i]! - data.launchedAt) / YEAR_SECONDS;
  return ALLOCATIONS.filter(({ name }) => names.includes(name)).reduce(
    (sum, { amount, schedule }) =>
      sum + (schedule.kind === "mined" ? data.mined[i]! : aiusOf(amount) * releasedShare(schedule, years)),
    0,
  );
}

const totalAt = (data: DistributionData, i: number): number =>
  COMPONENTS.reduce((sum, { names }) => sum + amountOf(names, data, i), 0);

/** Figure 1 of the whitepaper. */
export function totalSupplyFigure(data: DistributionData): Figure {
  const title = "Total supply";
  const points = data.times.map((time, i) => ({ time: date(time), value: totalAt(data, i) }));
  const svg = frame({
    title,
    subtitle: "AIUS mined in this run, vested and free, since the launch: the whitepaper's figure 1",
    plot: {
      height: 300,
      marginLeft: 74,
      x: timeAxis(data.times),
      y: valueAxis(plainNumber, { domain: [0, 1_000_000] }),
      marks: [
        hairlinesY(),
        Plot.areaY(points, { x: "time", y: "value", fill: colour("honest"), fillOpacity: 0.14 }),
        Plot.lineY(points, { x: "time", y: "value", stroke: colour("honest"), strokeWidth: 2.2 }),
        Plot.ruleY([0], { stroke: colour("soft") }),
      ],
    },
  });
  const last = data.times.length - 1;
  const years = plainNumber(Number(((data.times[last]! - data.launchedAt) / YEAR_SECONDS).toFixed(1)));
  const caption = `After ${years} years ${plainNumber(totalAt(data, last))} of the million AIUS are out: ${plainNumber(data.mined[last]!)} mined, the rest vested or free from the start.`;
  return { id: "total-supply", title, svg, caption };
}

/** Figure 2 of the whitepaper. */
export function componentsFigure(data: DistributionData): Figure {
  const title = "Components of the supply";
  const cells = data.times.flatMap((time, i) => {
    let low = 0;
    return COMPONENTS.map(({ label, names, colour: fill }) => {
      const high = low + amountOf(names, data, i);
      const cell = { label, time: date(time), low, high, fill };
      low = high;
      return cell;
    });
  });
  const svg = frame({
    title,
    subtitle: "AIUS, one on top of the other: the whitepaper's figure 2",
    legend: COMPONENTS.map(({ label, colour: fill }): LegendEntry => ({ label, colour: fill })),
    plot: {
      height: 330,
      marginLeft: 74,
      x: timeAxis(data.times),
      y: valueAxis(plainNumber, { domain: [0, 1_000_000] }),
      marks: [
        hairlinesY(),
        Plot.areaY(cells, { x: "time", y1: "low", y2: "high", z: "label", fill: "fill", fillOpacity: 0.82 }),
        Plot.ruleY([0], { stroke: colour("soft") }),
      ],
    },
  });
  const last = data.times.length - 1;
  const parts = COMPONENTS.map(
    ({ label, names }) => `${label} ${share(amountOf(names, data, last) / totalAt(data, last))}`,
  );
  return {
    id: "components",
    title,
    svg,
    caption: `At the end of the run the supply consists of: ${parts.join(", ")}.`,
  };
}
