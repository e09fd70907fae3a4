/** Reward per task over time. */
import * as Plot from "@observablehq/plot";
import { date, hairlinesY, timeAxis, valueAxis } from "../axes.ts";
import { plainNumber, shortDate } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { colour } from "../theme.ts";

/** AIUS per rewarded task; `times` in Unix seconds. */
export interface RewardData {
  readonly times: readonly number[];
  readonly reward: readonly number[];
}

export function rewardFigure(data: RewardData): Figure {
  const title = "Reward per task";
  const points = data.times.map((time, i) => ({ time: date(time), value: data.reward[i]! }));
  const svg = frame({
    title,
    subtitle: "AIUS for a task of a model at full rate, solver's and treasury's part together",
    plot: {
      height: 300,
      marginLeft: 56,
      x: timeAxis(data.times),
      y: valueAxis(plainNumber, { zero: true }),
      marks: [
        hairlinesY(),
        Plot.areaY(points, { x: "time", y: "value", fill: colour("honest"), fillOpacity: 0.12 }),
        Plot.lineY(points, { x: "time", y: "value", stroke: colour("honest"), strokeWidth: 2 }),
      ],
    },
  });
  return { id: "reward", title, svg, caption: caption(data) };
}

function caption({ times, reward }: RewardData): string {
  const high = reward.indexOf(Math.max(...reward));
  const low = reward.indexOf(Math.min(...reward));
  const ratio = reward.at(-1)! / reward[0]!;
  const course =
    ratio > 1.02
      ? `rose by a factor of ${plainNumber(ratio)}`
      : ratio < 0.98
        ? `fell to ${plainNumber(ratio * 100)} % of where it began`
        : "ended where it began";
  return (
    `The reward ${course}: from ${plainNumber(reward[0]!)} to ${plainNumber(reward.at(-1)!)} AIUS. ` +
    `It was highest on ${shortDate(times[high]!)} (${plainNumber(reward[high]!)}) and lowest on ${shortDate(times[low]!)} (${plainNumber(reward[low]!)}).`
  );
}
