/**
 * The machine's NVIDIA GPUs through `nvidia-smi`: what they are, and samples of power, memory and utilisation while
 * something runs. NVML's energy counter (`nvml.ts`) is better where it can be read; sampling works everywhere.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { UserProblem } from "../../sim/run/problem.ts";
import type { PowerSample } from "./energy.ts";

export interface Gpu {
  readonly index: number;
  readonly uuid: string;
  readonly name: string;
  readonly driver: string;
  readonly memoryMiB: number;
  readonly powerLimitWatts: number | undefined;
}

/** How `nvidia-smi` is called. Another command is for tests: what it says is never taken for a measurement. */
export interface Smi {
  readonly command: string;
  readonly isInjected: boolean;
}

export const NVIDIA_SMI: Smi = { command: "nvidia-smi", isInjected: false };

export const SAMPLE_MILLISECONDS = 100;
const MILLISECONDS = 1_000;

/** nvidia-smi prints local time; so that its clock and ours agree, it is told that local time is UTC. */
const environment = () => ({ ...process.env, TZ: "UTC" });

const FORMAT = "--format=csv,noheader,nounits";

/** All GPUs of the machine. Throws `UserProblem` when the driver's program is missing or answers nothing that can be read. */
export async function gpusOf({ command }: Smi): Promise<readonly Gpu[]> {
  const query = "--query-gpu=index,uuid,name,driver_version,memory.total,power.limit";
  const { stdout } = await promisify(execFile)(command, [query, FORMAT], { env: environment() }).catch(
    (error: Error) => {
      throw new UserProblem(
        `--gpu: ${command} does not answer (${error.message.split("\n")[0]}); install NVIDIA's driver, or measure without --gpu`,
      );
    },
  );
  return stdout.trim().split("\n").map(gpuOf);
}

function gpuOf(line: string): Gpu {
  const [index, uuid, name, driver, memory, limit] = line.split(", ");
  if (limit === undefined || !/^\d+$/.test(index!) || !Number.isFinite(Number(memory)))
    throw new UserProblem(`--gpu: nvidia-smi said "${line}", which lists no GPU`);
  return {
    index: Number(index),
    uuid: uuid!,
    name: name!,
    driver: driver!,
    memoryMiB: Number(memory),
    powerLimitWatts: numberOf(limit),
  };
}

/** The GPUs that `--gpu` names: `all`, or indexes such as `0,1`. Throws `UserProblem` for one that is not there. */
export function chosenGpus(gpus: readonly Gpu[], choice: string): readonly Gpu[] {
  if (choice === "all") return gpus;
  if (!/^\d+(,\d+)*$/.test(choice)) throw new UserProblem(`--gpu ${choice}: write all, or indexes such as 0 or 0,1`);
  return choice.split(",").map((index) => {
    const found = gpus.find((gpu) => gpu.index === Number(index));
    if (found !== undefined) return found;
    throw new UserProblem(`--gpu ${choice}: there is no GPU ${index}; this machine has ${gpus.length}`);
  });
}

/** Version of the NVIDIA driver that the kernel has loaded, or undefined: what stands behind a real nvidia-smi. */
export function kernelDriver(): string | undefined {
  try {
    return /Kernel Module.*?\s(\d+\.\d+(?:\.\d+)?)\s/.exec(readFileSync("/proc/driver/nvidia/version", "utf8"))?.[1];
  } catch {
    return undefined;
  }
}

/** "[N/A]" and the like are no numbers. */
function numberOf(text: string | undefined): number | undefined {
  const value = Number(text?.trim() || Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

const LINE = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3}), (\S+), ([^,]+), ([^,]+), ([^,]+), ([^,]+)$/;

/** One line of the sampler, with the GPU that it is about; undefined for what is no sample. */
export function sampleOf(line: string): (PowerSample & { readonly uuid: string }) | undefined {
  const found = LINE.exec(line.trim());
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second, thousandth] = found.slice(1, 8).map(Number) as [number, ...number[]];
  const at = Date.UTC(year, month! - 1, day, hour, minute, second, thousandth) / MILLISECONDS;
  const [uuid, watts, memory, utilisation] = found.slice(8);
  return {
    at,
    uuid: uuid!,
    watts: numberOf(watts),
    memoryMiB: numberOf(memory),
    utilisation: numberOf(utilisation),
  };
}

/** Samples some GPUs until it is stopped. Times are seconds since 1970, as `now()` gives them. */
export class Sampler {
  readonly #samples = new Map<string, PowerSample[]>();
  readonly #child: ChildProcess;

  constructor({ command }: Smi, gpus: readonly Gpu[]) {
    for (const { uuid } of gpus) this.#samples.set(uuid, []);
    const query = "--query-gpu=timestamp,uuid,power.draw,memory.used,utilization.gpu,clocks.sm";
    const which = ["-i", gpus.map(({ index }) => index).join(",")];
    this.#child = spawn(command, [query, FORMAT, "-lms", String(SAMPLE_MILLISECONDS), ...which], {
      env: environment(),
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#child.on("error", () => {}); // no samples then, and no energy
    createInterface({ input: this.#child.stdout! }).on("line", (line) => {
      const sample = sampleOf(line);
      if (sample !== undefined) this.#samples.get(sample.uuid)?.push(sample);
    });
  }

  /** What was sampled of that GPU so far, oldest first. */
  of(uuid: string): readonly PowerSample[] {
    return this.#samples.get(uuid) ?? [];
  }

  stop(): void {
    this.#child.kill("SIGTERM");
  }
}

/** The sampler's clock. */
export const now = (): number => (performance.timeOrigin + performance.now()) / MILLISECONDS;
