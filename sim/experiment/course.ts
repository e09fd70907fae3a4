/** How a few quantities of a run went over time: small enough to lie in its record. */
import { DAY } from "../base/types.ts";
import type { Series } from "../metrics/metric.ts";
import type { CourseFanDay } from "../report/figures/courseFan.ts";
import { decimalText } from "../run/metricTable.ts";
import type { RunRecord } from "./experiment.ts";
import { bandOf } from "./statistics/band.ts";

/** Moments from a run's start to its end, and the values at each of them. */
export interface RunCourse {
  readonly days: readonly number[];
  readonly series: Readonly<Record<string, { readonly unit: string; readonly values: readonly number[] }>>;
}

/** What experiments show over time, by name. */
const KEPT =
  /^(profit\.(?!user|holder)[a-z-]+\.usd|supply\.target\.ratio|reward\.per_task|tasks\.solved|false\.paid|slashes\.lost|treasury\.(income|balance))$/;

/** Parts that a run is cut into, and digits of a value: a picture shows no more. */
const PARTS = 24;
const DIGITS = 4;

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** The course of a run. Quantities that stay 0 are left out. */
export function courseOf(all: readonly Series[]): RunCourse {
  const times = all[0]?.times ?? [];
  const last = times.length - 1;
  const parts = Math.min(PARTS, last);
  const kept = Array.from({ length: parts + 1 }, (_, part) => Math.round((part * last) / Math.max(parts, 1)));
  const moving = all.filter(({ name, values }) => KEPT.test(name) && values.some((value) => value !== 0n));
  return {
    days: kept.map((at) => rounded((times[at]! - times[0]!) / DAY)),
    series: Object.fromEntries(
      moving.map(({ name, unit, decimals, values }) => [
        name,
        { unit, values: kept.map((at) => rounded(Number(decimalText(values[at]!, decimals)))) },
      ]),
    ),
  };
}

/** What to show over time beside a metric that has no course of its own, by the metric's first word. */
const RELATED: Readonly<Record<string, string>> = {
  supply: "supply.target.ratio",
  reward: "reward.per_task",
  tasks: "tasks.solved",
  solved: "tasks.solved",
  false: "false.paid",
  slashes: "slashes.lost",
  treasury: "treasury.balance",
  cheat: "profit.lazy.usd",
  farming: "profit.farmer.usd",
  griefing: "profit.griefer.usd",
  bribery: "profit.briber.usd",
  copycat: "profit.copycat.usd",
  withholding: "profit.withholder.usd",
};

/** The quantity whose course says most about the metric: the metric itself, its kind's profit, what is related, or honest solvers' profit. */
export function shownOverTime(metric: string): string {
  if (KEPT.test(metric)) return metric;
  const [first, kind] = metric.split(".");
  return first === "profit" && kind !== "marginal" ? `profit.${kind}.usd` : (RELATED[first!] ?? "profit.honest.usd");
}

export interface CourseFan {
  readonly name: string;
  readonly unit: string;
  readonly runs: number;
  readonly moments: readonly CourseFanDay[];
}

/** Fewer runs than these have no bands worth drawing. */
const FEWEST_RUNS = 5;

/**
 * The spread over runs of one scenario at each moment; a run that ended early counts as long as it went. Undefined where
 * fewer than five runs have the quantity, as runs that were stored before courses were kept.
 */
export function courseFan(records: readonly RunRecord[], name: string): CourseFan | undefined {
  const runs = records.flatMap(({ course }) => (course && Object.hasOwn(course.series, name) ? [course] : []));
  if (runs.length < FEWEST_RUNS) return undefined;
  const longest = runs.reduce((most, run) => (run.days.at(-1)! > most.days.at(-1)! ? run : most));
  const moments = longest.days.map((day, at): CourseFanDay => {
    const values = runs.flatMap(({ days, series }) => (days[at] === day ? [series[name]!.values[at]!] : []));
    return { day, ...bandOf(values) };
  });
  return { name, unit: longest.series[name]!.unit, runs: runs.length, moments };
}
