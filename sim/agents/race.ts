/** What a task is worth to a solver: chance of being first, times fee and reward, less what the attempt costs. */
import type { Address, Seconds } from "../base/types.ts";
import type { OpenTask, View } from "./view.ts";

export interface Prospect {
  /** Chance that nobody else is first. */
  readonly chance: number;
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

/** The prospect of starting `delay` seconds from now on a task of that age. */
export function prospectOf({ model, netFee, age }: Prize, delay: Seconds, self: Address, view: View): Prospect {
  const machine = view.machine(model);
  const chance = view.market.survival(model, self, age, age + delay + machine.seconds);
  const prize = (netFee + view.market.rewardOf(model)) * view.aiusUsd;
  const gasOfWinning = view.gasUsd("submitSolution") + view.gasUsd("claimSolution");
  const cost = machine.cost + view.gasUsd("signalCommitment") + chance * gasOfWinning;
  return { chance, profit: chance * prize - cost, cost };
}

export const prospectOfTask = (task: OpenTask, delay: Seconds, self: Address, view: View): Prospect =>
  prospectOf({ model: task.model, netFee: task.netFee, age: view.now - task.submittedAt }, delay, self, view);

/**
 * What a day of racing for every task of `models` promises, in USD, before standing and capital costs: history's demand,
 * fees and competition at today's reward and price; models that do not pay are left out.
 */
export function dailyProspect(models: readonly string[], delay: Seconds, self: Address, view: View): number {
  let sum = 0;
  for (const model of models) {
    const { profit } = prospectOf({ model, netFee: view.market.meanNetFee(model), age: 0 }, delay, self, view);
    const attempts = Math.min(view.market.tasksPerDay(model), 86_400 / (delay + view.machine(model).seconds));
    if (profit > 0) sum += attempts * profit;
  }
  return sum;
}
