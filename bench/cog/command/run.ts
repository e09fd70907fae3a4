/** `testbed bench run`: from flags to a result file. */
import { resolve } from "node:path";
import { interruptible } from "../../../sim/cli/interrupt.ts";
import type { Streams } from "../../../sim/cli/program.ts";
import { EXIT, UserProblem } from "../../../sim/run/problem.ts";
import { readCases } from "../cases.ts";
import { chosenGpus, gpusOf, NVIDIA_SMI } from "../gpu.ts";
import { gpuMeter, noMeter } from "../meter.ts";
import type { BenchResult } from "../result.ts";
import { refuseStranger, writeJson } from "../resultFile.ts";
import { type BenchRequest, runBench } from "../run.ts";
import { benchProgress } from "./progress.ts";
import { pickTarget, type TargetFlags } from "./target.ts";
import { resultText, summaryJson } from "./text.ts";

export interface RunFlags extends TargetFlags {
  readonly cases: string;
  readonly out: string;
  readonly predictions: number;
  readonly warmups: number;
  readonly restarts?: number;
  readonly setupTimeout: number;
  readonly timeout: number;
  readonly idle: number;
  readonly json?: boolean;
}

/** How long another client of the same server is waited for. */
const BUSY_SECONDS = 60;

const EXIT_OF_REASON = {
  done: EXIT.done,
  running: EXIT.bug,
  interrupted: EXIT.interrupted,
  lost: EXIT.wrongInput,
} as const;

/** Resolves to the exit code. */
export async function benchRun(flags: RunFlags, { stdout, stderr }: Streams): Promise<number> {
  const path = resolve(flags.out);
  refuseStranger(path);
  const result = await interruptible((signal) => measure(flags, path, stderr, signal));
  if (result === undefined) return EXIT.interrupted;
  writeJson(path, result);
  if (result.reason === "lost") stderr.write(`testbed: ${lossOf(result)}\n`);
  stdout.write(flags.json ? `${JSON.stringify(summaryJson(result, path), null, 2)}\n` : resultText(result, path));
  return EXIT_OF_REASON[result.reason];
}

/** Undefined when it was interrupted before anything began. */
async function measure(
  flags: RunFlags,
  path: string,
  stderr: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<BenchResult | undefined> {
  const cases = readCases(flags.cases);
  const restarts = restartsOf(flags);
  const gpus = flags.gpu === undefined ? [] : chosenGpus(await gpusOf(NVIDIA_SMI), flags.gpu);
  let meter = noMeter;
  try {
    const target = await pickTarget(flags, stderr, signal);
    if (gpus.length > 0) meter = await gpuMeter(NVIDIA_SMI, gpus);
    return await runBench({
      ...target,
      gpus,
      meter,
      plan: planOf(flags, cases),
      restarts,
      gpu: flags.gpu,
      casesPath: flags.cases,
      signal,
      observer: benchProgress(stderr, flags, (result) => writeJson(path, result)),
    });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    meter.close();
  }
}

const planOf = (flags: RunFlags, cases: BenchRequest["plan"]["cases"]): BenchRequest["plan"] => ({
  cases,
  predictions: flags.predictions,
  warmups: flags.warmups,
  idleSeconds: flags.idle,
  setupTimeoutSeconds: flags.setupTimeout,
  timeoutSeconds: flags.timeout,
  busySeconds: BUSY_SECONDS,
});

function restartsOf({ restarts, url }: RunFlags): number {
  if (url === undefined) return restarts ?? 2;
  if (restarts !== undefined && restarts > 0)
    throw new UserProblem(
      "--restarts: a server at a URL cannot be started again from here; leave it out, or use --image",
    );
  return 0;
}

function lossOf({ processes }: BenchResult): string {
  const last = processes.at(-1)?.failures.at(-1);
  return `the model is gone: ${last?.kind}: ${last?.detail}; the file holds what was measured before`;
}
