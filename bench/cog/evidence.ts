/** What must be seen before a result counts as a measurement of a model on a GPU. */
import { UserProblem } from "../../sim/run/problem.ts";
import type { BenchResult } from "./result.ts";

/** A GPU that works on predictions is busy at least this much of the time, in percent. */
const LEAST_UTILISATION = 1;

/** Why the result cannot become a calibration; undefined when nothing stands against it. */
export function doubt(result: BenchResult): string | undefined {
  const { complete, reason, target, machine, summary } = result;
  if (!complete) return `it is incomplete (${reason})`;
  if (target === null) return "no model ever answered";
  if (target.claims?.fake) return "it was measured on a fake server, behind which no model is";
  if (machine.gpus.length === 0) return "it was measured without --gpu: what the CPU takes says nothing about a solver";
  if (target.claims !== null && !/cuda/i.test(target.claims.device))
    return `the server says that it computes on "${target.claims.device}", which is no GPU`;
  if (summary.some(({ wall }) => wall === null)) return "a case has no successful prediction";
  return doubtfulDevice(result);
}

function doubtfulDevice({ machine: { gpus, sampler }, processes, summary }: BenchResult): string | undefined {
  if (sampler === null || sampler.source === "injected")
    return "its power readings come from a stand-in for nvidia-smi";
  const driver = gpus[0]!.driver;
  if (sampler.kernelDriver !== driver)
    return `nvidia-smi names driver ${driver}, the kernel ${sampler.kernelDriver ?? "has none"}`;
  const blocks = processes.flatMap((process) => process.blocks);
  if (!blocks.some(({ meanUtilisation }) => (meanUtilisation ?? 0) >= LEAST_UTILISATION))
    return "the GPU was idle while the model predicted: it computed elsewhere";
  if (summary.some(({ joules }) => joules === null)) return "its energy was not measured for every case";
  return undefined;
}

/** Throws `UserProblem` for a result that cannot become a calibration. */
export function refuseDoubtful(result: BenchResult, path: string): void {
  const why = doubt(result);
  if (why !== undefined) throw new UserProblem(`${path}: cannot become a calibration: ${why}`);
}
