/**
 * Answers a scenario's question: runs at the scenario's own value, then the value at which the answer turns, then a pair
 * of runs on either side of it, then a share of all runs once more on the contracts.
 */
import { Rng } from "../../base/random.ts";
import { UserProblem } from "../../run/problem.ts";
import type { Inquiry } from "../../scenarios/inquiry.ts";
import type { Scenario } from "../../scenarios/schema.ts";
import { type Confirmation, confirmOnEvm, sampleOf } from "../confirm.ts";
import type { RunRecord, RunSpec } from "../experiment.ts";
import { checkParameter, ownValue, type Parameter, rounded, valueAtShare, withValue } from "../parameter.ts";
import { type Interval, meanInterval } from "../statistics/interval.ts";
import { firstSeeds, type Lab, metricOf, requireMetric, runAll, unitOf } from "../trials.ts";
import { type Bracket, brackets, type Crossing, crossingOf, type FlipInterval, flipInterval, halve } from "./flip.ts";

/** Values of the first look over the range, both ends among them. */
const GRID = 6;
/** How often a bracket is halved: the last is 1/32 of a step of the grid. */
const HALVINGS = 5;
/** More crossings than these are told but not narrowed down. */
const NARROWED = 3;

/** One value of the parameter with what its runs gave. */
export interface AskedPoint {
  /** Undefined for the scenario as it stands when its own value is no number. */
  readonly value: number | undefined;
  readonly own: boolean;
  readonly records: readonly RunRecord[];
  readonly metrics: readonly number[];
  readonly mean: number;
  /** 95 % interval of the mean. */
  readonly interval: Interval;
}

export interface Flip extends Crossing {
  readonly interval: FlipInterval;
}

export interface Answer {
  readonly scenario: Scenario;
  readonly inquiry: Inquiry;
  readonly unit: string;
  readonly seeds: readonly number[];
  readonly backend: RunSpec["backend"];
  readonly own: AskedPoint;
  /** Sorted by value, the own one among them when it is a number within or beside the range. */
  readonly points: readonly AskedPoint[];
  /** Crossings in the range that were narrowed down, nearest to the own value first. */
  readonly flips: readonly Flip[];
  /** How many crossings the grid showed. */
  readonly crossings: number;
  readonly confirmations: readonly Confirmation[];
}

export interface AskRequest {
  readonly scenario: Scenario;
  /** Instead of the inquiry's own number of seeds. */
  readonly seeds?: number | undefined;
  /** Share of the runs that is run again on the contracts, 0 to 1; at least one run unless 0. */
  readonly confirm: number;
}

/** Answers the question. Throws `UserProblem` for an inquiry that cannot be followed and `Interrupted` on an abort. */
export async function ask(request: AskRequest, lab: Lab): Promise<Answer> {
  const { scenario } = request;
  const inquiry = inquiryOf(scenario);
  const parameter: Parameter = { ...inquiry, path: inquiry.parameter };
  checkParameter(scenario, parameter);
  const seeds = firstSeeds(request.seeds ?? inquiry.seeds);
  const bench = new Bench(scenario, parameter, seeds, lab);
  lab.onStage?.(`${scenario.name} as it stands, ${seeds.length} seeds`);
  const own = await bench.own();
  lab.onStage?.(`${parameter.path} from ${parameter.from} to ${parameter.to}`);
  await bench.look(gridOf(parameter));
  const crossings = nearestFirst(brackets(bench.line, inquiry.threshold), own.value);
  const narrowed: Bracket[] = [];
  for (const bracket of crossings.slice(0, NARROWED)) narrowed.push(await narrow(bracket, bench));
  const rng = new Rng(0, `ask/${scenario.name}/flip`);
  const chosen = lab.backend === "evm" ? [] : sampleOf(bench.runs, request.confirm, `ask/${scenario.name}/confirm`);
  if (chosen.length > 0) lab.onStage?.(`${chosen.length} of ${bench.runs.length} runs again on the contracts`);
  return {
    scenario,
    inquiry,
    unit: unitOf(own.records, inquiry.metric),
    seeds,
    backend: lab.backend,
    own,
    points: bench.points,
    flips: narrowed.map((bracket) => {
      const crossing = crossingOf(bracket, inquiry.threshold);
      return { ...crossing, interval: flipInterval(bench.line, crossing, inquiry.threshold, rng) };
    }),
    crossings: crossings.length,
    confirmations: await confirmOnEvm(chosen, lab),
  };
}

function inquiryOf({ name, inquiry }: Scenario): Inquiry {
  if (inquiry !== undefined) return inquiry;
  throw new UserProblem(
    `${name}: has no inquiry, which says what decides its question; write one (testbed schema) or ask another scenario`,
  );
}

const gridOf = (parameter: Parameter): readonly number[] =>
  Array.from({ length: GRID }, (_, i) => rounded(valueAtShare(parameter, i / (GRID - 1)), parameter));

const nearestFirst = (found: readonly Bracket[], own: number | undefined): readonly Bracket[] =>
  own === undefined ? found : [...found].sort((a, b) => distance(a, own) - distance(b, own));

const distance = ({ low, high }: Bracket, own: number): number => Math.max(low.value - own, own - high.value, 0);

async function narrow(bracket: Bracket, bench: Bench): Promise<Bracket> {
  let narrowed = bracket;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = bench.middleOf(narrowed);
    if (middle === undefined) break;
    bench.tell(`${middle}, between ${narrowed.low.value} and ${narrowed.high.value}`);
    await bench.look([middle]);
    narrowed = halve(narrowed, bench.at(middle), bench.threshold);
  }
  return narrowed;
}

/** Runs points and remembers them. */
class Bench {
  readonly #scenario: Scenario;
  readonly #parameter: Parameter;
  readonly #seeds: readonly number[];
  readonly #lab: Lab;
  readonly #inquiry: Inquiry;
  #own: AskedPoint | undefined;
  readonly #points = new Map<number, AskedPoint>();
  /** Every run that was done. */
  readonly runs: DoneRun[] = [];

  constructor(scenario: Scenario, parameter: Parameter, seeds: readonly number[], lab: Lab) {
    this.#scenario = scenario;
    this.#parameter = parameter;
    this.#seeds = seeds;
    this.#lab = lab;
    this.#inquiry = inquiryOf(scenario);
  }

  tell(stage: string): void {
    this.#lab.onStage?.(`${this.#parameter.path} at ${stage}`);
  }

  get threshold(): number {
    return this.#inquiry.threshold;
  }

  /** The scenario as it stands. */
  async own(): Promise<AskedPoint> {
    const [point] = await this.#run([
      { scenario: this.#scenario, value: ownValue(this.#scenario, this.#parameter.path) },
    ]);
    requireMetric(point!.records, this.#inquiry.metric);
    this.#own = { ...point!, own: true };
    if (this.#own.value !== undefined) this.#points.set(this.#own.value, this.#own);
    return this.#own;
  }

  /** Runs those values that have not been run yet. */
  async look(values: readonly number[]): Promise<void> {
    const fresh = [...new Set(values)].filter((value) => !this.#points.has(value));
    const asked = fresh.map((value) => ({ scenario: withValue(this.#scenario, this.#parameter, value), value }));
    for (const point of await this.#run(asked)) this.#points.set(point.value!, point);
  }

  /** The value halfway along the scale, or undefined when none lies between. */
  middleOf({ low, high }: Bracket): number | undefined {
    const range = { ...this.#parameter, from: low.value, to: high.value };
    const middle = rounded(valueAtShare(range, 0.5), this.#parameter);
    return middle > low.value && middle < high.value ? middle : undefined;
  }

  at(value: number): { value: number; metrics: readonly number[] } {
    return { value, metrics: this.#points.get(value)!.metrics };
  }

  get points(): readonly AskedPoint[] {
    const sorted = [...this.#points.values()].sort((a, b) => a.value! - b.value!);
    return this.#own?.value === undefined && this.#own !== undefined ? [this.#own, ...sorted] : sorted;
  }

  /** The points within the range: those between which a crossing is looked for. */
  get line(): readonly { value: number; metrics: readonly number[] }[] {
    const { from, to } = this.#parameter;
    return [...this.#points.keys()]
      .filter((value) => value >= from && value <= to)
      .sort((a, b) => a - b)
      .map((value) => this.at(value));
  }

  async #run(asked: readonly { scenario: Scenario; value: number | undefined }[]): Promise<readonly AskedPoint[]> {
    const { backend } = this.#lab;
    const rows = await runAll(
      asked.map(({ scenario }) => scenario),
      this.#seeds,
      this.#lab,
    );
    return rows.map((records, i) => {
      const { scenario } = asked[i]!;
      this.runs.push(...records.map((model) => ({ spec: { scenario, seed: model.seed, backend }, model })));
      const metrics = metricOf(records, this.#inquiry.metric);
      const interval = meanInterval(metrics);
      return { value: asked[i]!.value, own: false, records, metrics, mean: interval.mean, interval };
    });
  }
}

interface DoneRun {
  readonly spec: RunSpec;
  readonly model: RunRecord;
}
