/**
 * What a benchmark writes: every raw sample, what it was taken on, and what the samples amount to. Times are seconds on the
 * client's monotonic clock, energies joules, memory MiB; null means "not measured", never zero.
 */
import { z } from "zod";
import { DIALECTS } from "./dialect.ts";
import { FAILURE_KINDS } from "./failure.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const measured = () => z.number().min(0).nullable();
const count = () => z.int().min(0);

const statisticsSchema = z.strictObject({
  n: z.int().min(1),
  mean: z.number(),
  low: z
    .number()
    .nullable()
    .describe(
      "Lower end of the mean's 95 % interval (bootstrap-t; Student's t below ten values); null for fewer than two.",
    ),
  high: z.number().nullable().describe("Upper end of it."),
  median: z.number(),
  min: z.number(),
  max: z.number(),
  percentiles: z
    .partialRecord(z.enum(["p5", "p25", "p75", "p90", "p95", "p99"]), z.number())
    .describe("Those beyond which at least one sample is expected to lie."),
  logSd: z
    .number()
    .nullable()
    .describe("Standard deviation of the logarithm; null for fewer than two samples or one that is not positive."),
});

const gpuSchema = z.strictObject({
  index: count(),
  uuid: z.string(),
  name: z.string(),
  driver: z.string(),
  memoryMiB: z.number(),
  powerLimitWatts: measured(),
});

const samplerSchema = z.strictObject({
  source: z.enum(["nvidia-smi", "injected"]).describe("`injected`: a stand-in for nvidia-smi, as tests use."),
  intervalSeconds: z.number(),
  counter: z.boolean().describe("Whether NVML's energy counter could be read."),
  kernelDriver: z.string().nullable().describe("Version of the NVIDIA driver that the kernel says it has loaded."),
});

const machineSchema = z.strictObject({
  cpu: z.string(),
  cores: count(),
  memoryMiB: z.number(),
  os: z.string(),
  gpus: z.array(gpuSchema).describe("The GPUs that were given to the model; empty when none was asked for."),
  sampler: samplerSchema.nullable(),
});

const imageSchema = z.strictObject({
  reference: z.string(),
  id: z.string(),
  digest: z.string().nullable().describe("name@sha256:... of the registry; null for an image built here."),
  bytes: count(),
  cuda: z.string().nullable(),
});

const targetSchema = z.strictObject({
  image: imageSchema.nullable().describe("null when the model was reached at a URL."),
  dialect: z.enum(DIALECTS),
  version: z.string().nullable().describe("Of Cog, as the image or the server names it."),
  predictTimeFrom: z
    .enum(["task creation", "prediction start"])
    .describe("What the server's predict_time counts from."),
  schema: hash.describe("SHA-256 of the model's OpenAPI document in canonical form."),
  claims: z
    .strictObject({ fake: z.boolean(), model: z.string(), device: z.string(), synthetic: z.boolean() })
    .nullable()
    .describe("What a server of this project says of itself."),
});

const fileSchema = z.strictObject({ name: z.string(), bytes: count(), sha256: hash });

const sampleSchema = z.strictObject({
  case: z.string(),
  index: count(),
  warmup: z.boolean(),
  wallSeconds: z.number().min(0),
  predictSeconds: measured(),
  files: z.array(fileSchema),
  cid: z.string().describe("CID v0 of the wrapped directory of these files, in hexadecimal: what a solver submits."),
});

const failureSchema = z.strictObject({
  case: z.string().nullable().describe("null for a failure of the start."),
  index: count(),
  warmup: z.boolean(),
  kind: z.enum(FAILURE_KINDS),
  detail: z.string(),
});

const blockSchema = z.strictObject({
  case: z.string(),
  predictions: count(),
  seconds: z.number().min(0).describe("From the first prediction's start to the last one's end."),
  counterJoules: measured().describe("By NVML's counter, over all GPUs of the run."),
  sampledJoules: measured().describe("By the trapezoid rule over power samples, over all GPUs of the run."),
  meanUtilisation: measured().describe("Percent, of the busiest GPU."),
  peakMemoryMiB: measured().describe("Summed over GPUs."),
});

const processSchema = z.strictObject({
  start: z.strictObject({
    createSeconds: measured().describe("Creating the container."),
    startSeconds: measured().describe("Starting it, until Docker said it runs."),
    firstAnswerSeconds: measured().describe("From there to the first HTTP answer."),
    readySeconds: measured().describe("From there to READY."),
    setupSeconds: measured().describe("The server's own account of its setup."),
    firstPredictionSeconds: measured().describe("Wall time of the first prediction."),
  }),
  idle: z
    .strictObject({ watts: z.number(), seconds: z.number(), memoryMiB: measured() })
    .nullable()
    .describe("With the model loaded and nothing running, summed over GPUs."),
  emptyMemoryMiB: measured().describe("GPU memory in use before the model started; null at a URL."),
  hostMemoryMiB: measured().describe(
    "Main memory of the container, caches included: its peak where the kernel tells it, else at the end of the last block.",
  ),
  samples: z.array(sampleSchema),
  failures: z.array(failureSchema),
  blocks: z.array(blockSchema),
  exitCode: z.int().nullable().describe("If it ended by itself."),
});

const caseSchema = z.strictObject({
  name: z.string(),
  input: z.record(z.string(), z.unknown()),
  golden: z.string().nullable().describe("The CID that is expected on the golden device, in hexadecimal."),
});

const caseSummarySchema = z.strictObject({
  case: z.string(),
  wall: statisticsSchema.nullable(),
  predict: statisticsSchema.nullable(),
  joules: measured().describe("Per prediction, gross."),
  joulesAboveIdle: z.number().nullable().describe("Per prediction, less what the idle GPU would have used meanwhile."),
  energyMethod: z.enum(["nvml-counter", "power-samples"]).nullable(),
  outputs: z.strictObject({
    withinProcess: z.enum(["identical", "different", "unknown"]),
    acrossRestarts: z.enum(["identical", "different", "unknown"]),
    cids: z.array(z.string()).describe("All that were seen, sorted."),
    golden: z.boolean().nullable().describe("Whether all were the golden one; null where there is none."),
  }),
});

const determinismSchema = z.strictObject({
  id: hash.describe("Hash of the four below."),
  image: z.string().describe("Digest of the image, or the hash of the model's schema at a URL."),
  gpus: z.array(z.string()),
  driver: z.string().nullable(),
  outputs: z.record(z.string(), z.string().nullable()).describe("CID by case; null where outputs differed."),
});

export const benchSchema = z.strictObject({
  kind: z.literal("bench"),
  format: z.literal(1),
  digest: hash.describe("SHA-256 over the rest in canonical form: tells a file that was edited."),
  created: z.string(),
  testbed: z.string().describe("Version of the testbed."),
  complete: z.boolean(),
  reason: z.enum(["done", "running", "interrupted", "lost"]).describe("`lost`: the server went away or never came."),
  settings: z.strictObject({
    predictions: count().describe("Measured, of each case in each process."),
    warmups: count(),
    restarts: count(),
    gpu: z.string().nullable(),
  }),
  machine: machineSchema,
  target: targetSchema.nullable().describe("null when no server ever answered."),
  pullSeconds: measured(),
  cases: z.array(caseSchema).min(1),
  processes: z.array(processSchema),
  summary: z.array(caseSummarySchema),
  failures: z.partialRecord(z.enum(FAILURE_KINDS), count()).describe("By kind, warm-ups included."),
  determinism: determinismSchema.nullable(),
});

export type BenchResult = z.infer<typeof benchSchema>;
export type Statistics = z.infer<typeof statisticsSchema>;
export type BenchProcess = z.infer<typeof processSchema>;
export type BenchSample = z.infer<typeof sampleSchema>;
export type BenchBlock = z.infer<typeof blockSchema>;
export type BenchFailure = z.infer<typeof failureSchema>;
export type BenchTarget = z.infer<typeof targetSchema>;
export type BenchMachine = z.infer<typeof machineSchema>;
export type CaseSummary = z.infer<typeof caseSummarySchema>;
export type BenchCase = z.infer<typeof caseSchema>;

export const benchJsonSchema = (): object => z.toJSONSchema(benchSchema);
