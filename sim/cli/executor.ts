/** The executor that the options ask for. Loads nothing else, so that workers load while the rest still does. */
import { availableParallelism } from "node:os";
import type { Executor } from "../experiment/experiment.ts";
import { UserProblem } from "../run/problem.ts";
import type { LabOptions } from "./lab-options.ts";

/** Opens it; with `expected`, as many local workers begin to load at once. */
export async function executorOf(
  { executor, workers = availableParallelism(), redis }: LabOptions,
  tell: (text: string) => void,
  expected = 0,
): Promise<Executor> {
  if (executor === "local") {
    const { LocalExecutor } = await import("../experiment/local/executor.ts");
    return new LocalExecutor({ workers, expected });
  }
  if (redis === undefined)
    throw new UserProblem("--executor bullmq: give --redis URL too, where `testbed worker` listens");
  const { BullmqExecutor } = await import("../experiment/bullmq/executor.ts");
  return BullmqExecutor.open(redis, tell);
}

/** For commands that surely run something: the workers load while `work` does, and are gone after it. */
export async function withWorkers<T>(
  options: LabOptions,
  { stderr }: { readonly stderr: NodeJS.WriteStream },
  work: (executor: Executor) => Promise<T>,
): Promise<T> {
  const executor = await executorOf(options, (text) => void stderr.write(`${text}\n`), Number.POSITIVE_INFINITY);
  try {
    return await work(executor);
  } finally {
    await executor.close();
  }
}
