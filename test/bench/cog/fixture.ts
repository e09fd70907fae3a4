/** A benchmark's result as a machine with an A100 would write it, made by hand: for what becomes of results, not for numbers. */
import type { BenchProcess, BenchResult } from "../../../bench/cog/result.ts";
import { sealed } from "../../../bench/cog/resultFile.ts";
import { determinismOf, failuresOf, summaryOf } from "../../../bench/cog/summary.ts";

const CID = `0x1220${"ab".repeat(32)}`;
const CASES = [{ name: "cat", input: { prompt: "cat" }, golden: null }];

const process = (walls: readonly number[]): BenchProcess => ({
  start: {
    createSeconds: 0.1,
    startSeconds: 0.3,
    firstAnswerSeconds: 2,
    readySeconds: 20,
    setupSeconds: 18,
    firstPredictionSeconds: 9,
  },
  idle: { watts: 60, seconds: 10, memoryMiB: 9_000 },
  emptyMemoryMiB: 4,
  hostMemoryMiB: 3_000,
  samples: walls.map((wallSeconds, index) => ({
    case: "cat",
    index,
    warmup: false,
    wallSeconds,
    predictSeconds: wallSeconds - 0.1,
    files: [{ name: "out-1.png", bytes: 10, sha256: "0".repeat(64) }],
    cid: CID,
  })),
  failures: [],
  blocks: [
    {
      case: "cat",
      predictions: walls.length,
      seconds: walls.reduce((sum, wall) => sum + wall, 0),
      counterJoules: 300 * walls.reduce((sum, wall) => sum + wall, 0),
      sampledJoules: null,
      meanUtilisation: 92,
      peakMemoryMiB: 12_000,
    },
  ],
  exitCode: null,
});

const SAMPLER = { source: "nvidia-smi", intervalSeconds: 0.1, counter: true, kernelDriver: "550.54.15" } as const;

/** @param change is applied to the content before it is summed up and sealed. */
export function resultOnA100(change: (result: BenchResult) => void = () => {}): BenchResult & { digest: string } {
  const content = {
    kind: "bench",
    format: 1,
    digest: "",
    created: "2026-11-29T00:00:00.000Z",
    testbed: "0.1.0",
    complete: true,
    reason: "done",
    settings: { predictions: 3, warmups: 2, restarts: 1, gpu: "0" },
    machine: {
      cpu: "a CPU",
      cores: 8,
      memoryMiB: 64_000,
      os: "Linux",
      gpus: [
        {
          index: 0,
          uuid: "GPU-1",
          name: "NVIDIA A100-SXM4-80GB",
          driver: "550.54.15",
          memoryMiB: 81_920,
          powerLimitWatts: 400,
        },
      ],
      sampler: { ...SAMPLER },
    },
    target: {
      image: { reference: "model", id: "sha256:1", digest: "model@sha256:2", bytes: 1, cuda: "12.1" },
      dialect: "python",
      version: "0.16.12",
      predictTimeFrom: "task creation",
      schema: "0".repeat(64),
      claims: null,
    },
    pullSeconds: null,
    cases: structuredClone(CASES),
    processes: [process([6, 7, 8]), process([7, 7, 7])],
    summary: [],
    failures: {},
    determinism: null,
  } as BenchResult;
  change(content);
  const summary = summaryOf(content.cases, content.processes);
  return sealed({
    ...content,
    summary,
    failures: failuresOf(content.processes),
    determinism: determinismOf(content, summary),
  });
}
