/** What a task is worth to a solver: chance of being first, times fee and reward, less what the attempt costs. */
import type { Address, Seconds } from "../base/types.ts";
import type { Experience } from "./experience.ts";
import type { OpenTask, View } from "./view.ts";

export interface Prospect {
  /** Chance of being first, by public history alone. */
  readonly forecast: number;
  /** Expected profit in USD. */
  readonly profit: number;
  /** Expected cost in USD. */
  readonly cost: number;
}

interface Prize {
  readonly model: string;
  /** Fee that the solver keeps, in AIUS. */
  readonly netFee: number;
  readonly age: Seconds;
}

/** Who races: an address with the experience that it has made. */
export interface Racer {
  readonly address: Address;
  readonly experience: Experience;
}

/** The prospect of starting `delay` seconds from now on a task of that age. */
export function prospectOf({ model, netFee, age }: Prize, delay: Seconds, racer: Racer, view: View): Prospect {
  const machine = view.machine(model);
  const forecast = view.market.survival(model, racer.address, age, age + delay + machine.seconds);
  const chance = racer.experience.temper(model, forecast, view.now);
  const prize = (netFee + view.market.rewardOf(model)) * view.aiusUsd;
  const gasOfWinning = view.gasUsd("submitSolution") + view.gasUsd("claimSolution");
  const cost = machine.cost + view.gasUsd("signalCommitment") + chance * gasOfWinning;
  return { forecast, profit: chance * prize - cost, cost };
}

export const prospectOfTask = (task: OpenTask, delay: Seconds, racer: Racer, view: View): Prospect =>
  prospectOf({ model: task.model, netFee: task.netFee, age: view.now - task.submittedAt }, delay, racer, view);

/**
 * What a day of racing for every task of `models` promises, in USD, before standing and capital costs: history's demand,
 * fees and competition at today's reward and price; models that do not pay are left out.
 */
export function dailyProspect(models: readonly string[], delay: Seconds, racer: Racer, view: View): number {
  let sum = 0;
  for (const model of models) {
    const { profit } = prospectOf({ model, netFee: view.market.meanNetFee(model), age: 0 }, delay, racer, view);
    const attempts = Math.min(view.market.tasksPerDay(model), 86_400 / (delay + view.machine(model).seconds));
    if (profit > 0) sum += attempts * profit;
  }
  return sum;
}
