/** Measures the GPUs while a model works: power, memory, utilisation, energy of a span of time. Sums over the GPUs given. */
import { setTimeout as sleep } from "node:timers/promises";
import { average, joulesBetween, peak, within } from "./energy.ts";
import { type Gpu, kernelDriver, now, SAMPLE_MILLISECONDS, Sampler, type Smi } from "./gpu.ts";
import { EnergyCounter } from "./nvml.ts";
import type { BenchBlock, BenchMachine, BenchProcess } from "./result.ts";

const MILLISECONDS = 1_000;
const INTERVAL = SAMPLE_MILLISECONDS / MILLISECONDS;
/** A span's energy needs a sample on either side of it; without one for this long there is no energy. */
const PATIENCE_MILLISECONDS = 3_000;

export type Span = Omit<BenchBlock, "case" | "predictions">;

export interface Meter {
  readonly description: BenchMachine["sampler"];
  /** Runs `work` and says what the GPUs did meanwhile. */
  during<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly span: Span }>;
  idle(seconds: number, signal?: AbortSignal): Promise<BenchProcess["idle"]>;
  /** GPU memory in use now. */
  memoryMiB(): Promise<number | null>;
  close(): void;
}

/** Without GPUs: only the time. */
export const noMeter: Meter = {
  description: null,
  during: async (work) => {
    const from = now();
    const value = await work();
    const nothing = { counterJoules: null, sampledJoules: null, meanUtilisation: null, peakMemoryMiB: null };
    return { value, span: { seconds: now() - from, ...nothing } };
  },
  idle: async () => null,
  memoryMiB: async () => null,
  close: () => {},
};

/** With GPUs. Starts sampling at once. An injected nvidia-smi comes without the real energy counter. */
export async function gpuMeter(smi: Smi, gpus: readonly Gpu[]): Promise<Meter> {
  const counter = smi.isInjected ? undefined : await EnergyCounter.open(gpus);
  return new GpuMeter(smi, gpus, counter);
}

/** The sum, or null when one is missing. */
const sum = (values: readonly (number | undefined)[]): number | null =>
  values.reduce<number | null>((total, value) => (total === null || value === undefined ? null : total + value), 0);

class GpuMeter implements Meter {
  readonly description: BenchMachine["sampler"];
  readonly #gpus: readonly Gpu[];
  readonly #sampler: Sampler;
  readonly #counter: EnergyCounter | undefined;

  constructor(smi: Smi, gpus: readonly Gpu[], counter: EnergyCounter | undefined) {
    this.#gpus = gpus;
    this.#counter = counter;
    this.#sampler = new Sampler(smi, gpus);
    this.description = {
      source: smi.isInjected ? "injected" : "nvidia-smi",
      intervalSeconds: INTERVAL,
      counter: counter !== undefined,
      kernelDriver: kernelDriver() ?? null,
    };
  }

  async during<T>(work: () => Promise<T>): Promise<{ value: T; span: Span }> {
    await this.#sampledSince(0);
    const before = await this.#counter?.read();
    const from = now();
    const value = await work();
    const to = now();
    const after = await this.#counter?.read();
    await this.#sampledSince(to);
    const counted = this.#gpus.map(({ uuid }) => difference(before?.get(uuid), after?.get(uuid)));
    return { value, span: { ...this.#span(from, to), counterJoules: sum(counted) } };
  }

  /** Waits until every GPU has a sample from that moment or later. */
  async #sampledSince(moment: number): Promise<void> {
    const until = performance.now() + PATIENCE_MILLISECONDS;
    const isThere = () => this.#gpus.every(({ uuid }) => (this.#sampler.of(uuid).at(-1)?.at ?? -1) >= moment);
    while (!isThere() && performance.now() < until) await sleep(SAMPLE_MILLISECONDS / 2);
  }

  #span(from: number, to: number): Omit<Span, "counterJoules"> {
    const all = this.#gpus.map(({ uuid }) => this.#sampler.of(uuid));
    const inside = all.map((samples) => within(samples, from, to));
    return {
      seconds: to - from,
      sampledJoules: sum(all.map((samples) => joulesBetween(samples, from, to, INTERVAL))),
      meanUtilisation: peak(inside.map((samples) => average(samples.map((s) => s.utilisation)))) ?? null,
      peakMemoryMiB: sum(inside.map((samples) => peak(samples.map((s) => s.memoryMiB)))),
    };
  }

  async idle(seconds: number, signal?: AbortSignal): Promise<BenchProcess["idle"]> {
    const { span } = await this.during(() => sleep(seconds * MILLISECONDS, undefined, { signal }));
    const joules = span.counterJoules ?? span.sampledJoules;
    if (joules === null) return null;
    return { watts: joules / span.seconds, seconds: span.seconds, memoryMiB: span.peakMemoryMiB };
  }

  async memoryMiB(): Promise<number | null> {
    await this.#sampledSince(now());
    return sum(this.#gpus.map(({ uuid }) => this.#sampler.of(uuid).at(-1)?.memoryMiB));
  }

  close(): void {
    this.#sampler.stop();
    this.#counter?.close();
  }
}

const difference = (before: number | undefined, after: number | undefined): number | undefined =>
  before === undefined || after === undefined ? undefined : after - before;
