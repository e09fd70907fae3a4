/** From a benchmark's raw samples to what they amount to, case by case. */
import { canonicalJson, sha256 } from "../../sim/run/canonical.ts";
import type { FailureKind } from "./failure.ts";
import type { BenchCase, BenchProcess, BenchResult, CaseSummary } from "./result.ts";
import { statisticsOf } from "./statistics.ts";

type Alike = CaseSummary["outputs"]["withinProcess"];

/** Of each case over all processes, warm-ups apart. */
export const summaryOf = (cases: readonly BenchCase[], processes: readonly BenchProcess[]): CaseSummary[] =>
  cases.map((each) => {
    const samples = processes.flatMap((process) => measuredOf(process, each.name));
    const predict = samples.flatMap(({ predictSeconds }) => predictSeconds ?? []);
    return {
      case: each.name,
      wall: statisticsOf(samples.map(({ wallSeconds }) => wallSeconds)) ?? null,
      // A mean over those that happened to be told would not be the mean over all.
      predict: predict.length === samples.length ? (statisticsOf(predict) ?? null) : null,
      ...energyOf(each.name, processes),
      outputs: outputsOf(each, processes),
    };
  });

const measuredOf = ({ samples }: BenchProcess, name: string) =>
  samples.filter((sample) => sample.case === name && !sample.warmup);

type Energy = Pick<CaseSummary, "joules" | "joulesAboveIdle" | "energyMethod">;

/** Over all blocks of the case. The counter where every block has it, else the power samples where every block has those. */
function energyOf(name: string, processes: readonly BenchProcess[]): Energy {
  const blocks = processes.flatMap(({ blocks, idle }) =>
    blocks.filter((block) => block.case === name).map((block) => ({ ...block, idleWatts: idle?.watts })),
  );
  for (const [key, energyMethod] of [
    ["counterJoules", "nvml-counter"],
    ["sampledJoules", "power-samples"],
  ] as const) {
    const joules = total(blocks.map((block) => block[key]));
    if (joules === null) continue;
    const predictions = blocks.reduce((sum, block) => sum + block.predictions, 0);
    const idle = total(blocks.map(({ idleWatts, seconds }) => (idleWatts === undefined ? null : idleWatts * seconds)));
    const joulesAboveIdle = idle === null ? null : (joules - idle) / predictions;
    return { joules: joules / predictions, joulesAboveIdle, energyMethod };
  }
  return { joules: null, joulesAboveIdle: null, energyMethod: null };
}

/** The sum; null for none, or when one is missing. */
function total(values: readonly (number | null)[]): number | null {
  if (values.length === 0 || values.includes(null)) return null;
  return values.reduce<number>((sum, value) => sum + value!, 0);
}

function outputsOf({ name, golden }: BenchCase, processes: readonly BenchProcess[]): CaseSummary["outputs"] {
  const seen = processes
    .map(({ samples }) => samples.filter((sample) => sample.case === name).map(({ cid }) => cid))
    .filter((cids) => cids.length > 0);
  const all = [...new Set(seen.flat())].sort();
  return {
    withinProcess: alike(seen.filter((cids) => cids.length > 1).map((cids) => new Set(cids).size === 1)),
    acrossRestarts: seen.length < 2 ? "unknown" : alike([all.length === 1]),
    cids: all,
    golden: golden === null || all.length === 0 ? null : all.every((cid) => cid === golden),
  };
}

const alike = (verdicts: readonly boolean[]): Alike =>
  verdicts.length === 0 ? "unknown" : verdicts.every(Boolean) ? "identical" : "different";

/** How often each kind of failure happened, warm-ups and starts included. */
export function failuresOf(processes: readonly BenchProcess[]): Partial<Record<FailureKind, number>> {
  const counts: Partial<Record<FailureKind, number>> = {};
  for (const { kind } of processes.flatMap(({ failures }) => failures)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** The class of machines on which these outputs are to be expected; null as long as there is no output. */
export function determinismOf(
  { machine, target }: Pick<BenchResult, "machine" | "target">,
  summary: readonly CaseSummary[],
): BenchResult["determinism"] {
  if (target === null || summary.every(({ outputs }) => outputs.cids.length === 0)) return null;
  const content = {
    image: target.image?.digest ?? target.image?.id ?? target.schema,
    gpus: machine.gpus.map(({ name }) => name).sort(),
    driver: machine.gpus[0]?.driver ?? null,
    outputs: Object.fromEntries(
      summary.map(({ case: name, outputs: { cids } }) => [name, cids.length === 1 ? cids[0]! : null]),
    ),
  };
  return { id: sha256(canonicalJson(content)), ...content };
}
