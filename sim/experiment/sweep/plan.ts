/**
 * Which runs to ask for next. Every point gets its first seeds; with a target of precision, points that are not known
 * well enough get more, until they are or the limit is reached. What is decided rests on a point's own runs in the order
 * of their seeds, never on which run happened to end first, so that the same experiment always has the same runs.
 */
import type { Scenario } from "../../scenarios/schema.ts";
import type { RunRecord, RunSpec } from "../experiment.ts";
import { halfWidth, meanInterval } from "../statistics/interval.ts";
import type { Experiment } from "./schema.ts";

/** Seeds that a point gets at a time after the first, as a share of those it has. */
const GROWTH = 0.5;

/** What is kept of a point while the experiment runs: little, since there may be many thousand. */
interface PointState {
  asked: number;
  /** Ids of its runs by replicate. */
  readonly ids: string[];
  done: number;
  /** The target's metric by replicate; empty without a target. */
  readonly values: number[];
}

/** One run of one point. Its seed is `replicate` + 1: all points see the same seeds. */
interface Slot {
  readonly point: number;
  readonly replicate: number;
}

export interface PlanInput {
  readonly points: number;
  readonly scenarioAt: (point: number) => Scenario;
  readonly idOf: (spec: RunSpec) => string;
  readonly replicates: Experiment["replicates"];
  readonly backend: RunSpec["backend"];
}

export class Plan {
  readonly #input: PlanInput;
  readonly #states: readonly PointState[];
  /** Who waits for a run, by its id. */
  readonly #slots = new Map<string, Slot[]>();
  readonly #ready: number[] = [];
  #open: number;
  #total: number;
  #wake: (() => void) | undefined;

  constructor(input: PlanInput) {
    this.#input = input;
    this.#states = Array.from({ length: input.points }, () => ({ asked: 0, ids: [], done: 0, values: [] }));
    this.#total = input.points * input.replicates.min;
    this.#open = input.replicates.target === undefined ? 0 : input.points;
  }

  /** How many runs there will be, as far as is known: a target may want more. */
  get total(): number {
    return this.#total;
  }

  /** Ids of the runs that are done, by point and seed: gaps where the experiment was interrupted. */
  get runs(): readonly (readonly (string | undefined)[])[] {
    return this.#states.map(({ ids }) => ids);
  }

  /** Asks for runs, and waits where the next question depends on answers that are not there yet. */
  async *specs(): AsyncGenerator<RunSpec> {
    for (const point of this.#states.keys()) yield* this.#more(point, this.#input.replicates.min);
    while (this.#open > 0) {
      const point = this.#ready.shift();
      if (point === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
      else yield* this.#more(point, Math.ceil(this.#states[point]!.asked * GROWTH));
    }
  }

  /** Takes an answer in. */
  take(record: RunRecord): void {
    const { point, replicate } = this.#slots.get(record.id)!.shift()!;
    if (this.#slots.get(record.id)!.length === 0) this.#slots.delete(record.id);
    const state = this.#states[point]!;
    state.ids[replicate] = record.id;
    state.done++;
    const { target } = this.#input.replicates;
    if (target === undefined) return;
    state.values[replicate] = record.metrics[target.metric]?.value ?? 0;
    if (state.done === state.asked) this.#decide(point, state);
  }

  *#more(point: number, count: number): Generator<RunSpec> {
    const state = this.#states[point]!;
    const { scenarioAt, idOf, backend, replicates } = this.#input;
    const scenario = scenarioAt(point);
    const from = state.asked;
    const to = Math.min(from + count, replicates.max ?? Number.POSITIVE_INFINITY);
    state.asked = to;
    if (from > 0) this.#total += to - from;
    for (let replicate = from; replicate < to; replicate++) {
      const spec: RunSpec = { scenario, seed: replicate + 1, backend };
      const id = idOf(spec);
      const slots = this.#slots.get(id);
      if (slots === undefined) this.#slots.set(id, [{ point, replicate }]);
      else slots.push({ point, replicate });
      yield spec;
    }
  }

  #decide(point: number, { asked, values }: PointState): void {
    const { target, max = 0 } = this.#input.replicates;
    if (asked < max && halfWidth(meanInterval(values)) > target!.halfWidth) this.#ready.push(point);
    else this.#open--;
    this.#wake?.();
  }
}
