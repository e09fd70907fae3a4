/** The run in a dozen numbers. */
import type { RunSummary } from "../metrics/summary.ts";
import { amount, duration, plainNumber, share } from "./format.ts";
import { Numbers } from "./numbers.ts";

export interface Headline {
  readonly value: string;
  readonly label: string;
}

/** The headlines whose metrics the run has. */
export function headlines(summary: RunSummary): readonly Headline[] {
  const numbers = new Numbers(summary);
  const line = (name: string, show: (value: number) => string, label: string): Headline[] => {
    const value = numbers.find(name);
    return value === undefined ? [] : [{ value: show(value), label }];
  };
  const aius = (value: number) => amount(value, "AIUS");
  const stakeHours = (value: number) => amount(value, "AIUS h");
  return [
    ...line("tasks.submitted", plainNumber, "tasks submitted"),
    ...line("tasks.solved_share", share, "of them solved"),
    ...line("time.to_solution.median", duration, "median time to a solution"),
    ...line("transactions", plainNumber, "transactions"),
    ...line("supply.emitted", aius, "mined in the run"),
    ...line("supply.measure_to_target", share, "of target, the engine's supply measure at the end"),
    ...line("demand.to_target", share, "of the demand that keeps emission on schedule"),
    ...line("reward.mean", aius, "mean reward per task"),
    ...line("fees.mean", aius, "mean fee per task"),
    ...line("false.share", share, "of solutions were false"),
    ...line("copycat.stolen.share", share, "of solutions were copied before they counted"),
    ...line("farming.reward.share", share, "of rewards went to solvers for their own tasks"),
    ...line("griefing.locked", stakeHours, "of others' stakes bound by griefers"),
    ...line("bribery.stood.share", share, "of contested falsehoods stood"),
    ...line("withholding.unserved.share", share, "of paid answers can be read by nobody"),
    ...line("slashes.lost", aius, "slashed"),
    ...line("treasury.income", aius, "income of the treasury"),
  ];
}
