/** Runs with one rewarded claim in every step of time, for years. */
import { DAY, type Hex, type Wei, YEAR } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import { FROM_YEAR, FULL_EMISSION_PER_DAY, targetAt } from "./emission-equation.ts";
import type { CoursePoint } from "./figures/emission.ts";
import type { TheoryOptions, TheoryRun } from "./section.ts";
import { aius, Stage } from "./stage.ts";

/** What the ledger showed at the end of a year. */
export interface Reading {
  readonly year: number;
  /** The engine's own supply measure over target. */
  readonly ratio: number;
  /** What was mined over target: more by what the engine holds for others, here one stake. */
  readonly mined: number;
}

export interface Steady {
  readonly mu: number;
  readonly tasksPerDay: number;
  /** How long, in years from year 1. */
  readonly years: number;
}

export interface Course extends Steady {
  readonly readings: readonly Reading[];
  /** Every thirty days. */
  readonly points: readonly CoursePoint[];
  readonly run: TheoryRun;
}

/** A run with one rewarded claim every 1 / tasksPerDay of a day, each of a task submitted and solved before. */
export async function runSteadily({ mu, tasksPerDay, years }: Steady, options: TheoryOptions): Promise<Course> {
  const name = `emission at ${mu} times the demand, ${tasksPerDay} claims a day`;
  const stage = await Stage.open({
    name,
    seed: options.seed,
    age: FROM_YEAR * YEAR,
    rate: aius((mu * FULL_EMISSION_PER_DAY) / tasksPerDay),
    cast: [
      { name: "user", stake: 0n },
      { name: "solver", stake: aius(600) },
    ],
    parameters: options.parameters,
  });
  const start = stage.now;
  const step = DAY / tasksPerDay;
  // A solution can be claimed after 2000 s: in the next step, or so many steps later.
  const delay = Math.floor(2000 / step) + 1;
  const solved: Hex[] = [];
  const readings: Reading[] = [];
  const points: CoursePoint[] = [];
  const count = Math.round(years * 365 * tasksPerDay);
  for (let k = 1 - delay; k <= count; k++) {
    stage.now = start + k * step;
    if (k > 0) await stage.mine([engine.claimSolution(stage.address("solver"), solved.shift()!)]);
    const tasks = await stage.submitTasks("user", 1);
    await stage.solve(
      tasks,
      () => "solver",
      () => true,
    );
    solved.push(...tasks);
    if (k <= 0) continue;
    const year = FROM_YEAR + k / (365 * tasksPerDay);
    if (k % (30 * tasksPerDay) === 0) points.push({ mu, year, ratio: ratioOf(stage.supply, year) });
    if (k % (365 * tasksPerDay) === 0)
      readings.push({ year, ratio: ratioOf(stage.supply, year), mined: ratioOf(stage.scene.books.mined, year) });
  }
  return {
    mu,
    tasksPerDay,
    years,
    readings,
    points,
    run: { name, ledger: await stage.close(), actions: stage.actions },
  };
}

const ratioOf = (supply: Wei, year: number): number => Number(supply) / 1e18 / targetAt(year);
