/** Calibration files: what a result takes to compute, in seconds, watts and dollars, each number with its source. */
import { z } from "zod";
import priors from "../../bench/calibration/priors.json" with { type: "json" };
import { slug, usd } from "./fields.ts";

const provenance = {
  label: z
    .enum(["measured", "prior", "assumed"])
    .describe("`prior`: published by others. Never shown as a measurement."),
  source: z.string().min(1).describe("Where the number comes from."),
};

const tariffSchema = z.strictObject({
  name: slug().describe("Name of the tariff, such as `serving` (billed per second of use) or `rental`."),
  usdPerSecond: usd().describe("Price of one second, in USD."),
  coldStart: z.boolean().describe("Whether each run first loads the model, billed like the run itself."),
  ...provenance,
});

const deviceSchema = z.strictObject({
  title: z.string().min(1),
  watts: z.strictObject({ value: z.int().min(1).max(100_000).describe("Power while computing, in W."), ...provenance }),
  tariffs: z.array(tariffSchema).min(1),
});

const meanOfSamples = z.strictObject({
  n: z.int().min(1),
  mean: z.number(),
  low: z.number().nullable().describe("Lower end of the mean's 95 % interval; null for fewer than two samples."),
  high: z.number().nullable().describe("Upper end of it."),
});

const determinismSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("Hash of image, device, driver and outputs."),
  device: slug(),
  driver: z.string().nullable(),
  outputs: z.record(z.string(), z.string().nullable()).describe("CID of the output by case; null where it varied."),
});

const runSchema = z.strictObject({
  device: slug().describe("Name of the device."),
  seconds: z.strictObject({
    median: z.number().positive().max(86_400).describe("Median time of one result, in seconds."),
    sigma: z.number().min(0).max(3).describe("Standard deviation of the time's logarithm, over tasks."),
    samples: meanOfSamples.optional(),
    ...provenance,
  }),
  loadSeconds: z.strictObject({
    value: z.number().min(0).max(86_400).describe("Time to load the model before a cold run, in seconds."),
    ...provenance,
  }),
  joules: z
    .strictObject({
      gross: meanOfSamples,
      aboveIdle: z.number().nullable().describe("Less what the idle device would have used meanwhile."),
      ...provenance,
    })
    .optional()
    .describe("Energy of one result, in J."),
});

const calibratedModelSchema = z.strictObject({
  title: z.string().min(1),
  image: z.string().min(1).describe("Container image by digest."),
  runs: z.array(runSchema).min(1).describe("One per device."),
  determinism: z
    .array(determinismSchema)
    .optional()
    .describe("What each device gave, where measured: devices agree whose outputs are equal."),
});

export const calibrationSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  devices: z.record(slug(), deviceSchema),
  models: z.record(slug(), calibratedModelSchema),
  measured: z
    .strictObject({
      testbed: z.string().describe("Version of the testbed that made the file."),
      results: z.array(z.string()).describe("Digests of the results that it was made of."),
    })
    .optional(),
  digest: z.string().optional().describe("SHA-256 over the rest in canonical form; a file with measurements has it."),
});

export type Calibration = z.infer<typeof calibrationSchema>;

/** Where calibration files are found, beside those that come with every program. */
export interface CalibrationSource {
  names(): readonly string[];
  /** The content of the file of that name, or undefined. Throws a RangeError for a file that cannot be trusted. */
  read(file: string): unknown;
}

/** What a browser has too. */
const BUNDLED: Readonly<Record<string, unknown>> = { "priors.json": priors };

let others: CalibrationSource = { names: () => [], read: () => undefined };

/** Adds the files of a program that has a file system. */
export function addCalibrations(source: CalibrationSource): void {
  others = source;
}

/** The calibration of that file name. Throws a RangeError that names the known ones, or what is wrong with the file. */
export function calibrationOf(file: string): Calibration {
  const found = BUNDLED[file] ?? others.read(file);
  if (found === undefined) {
    const names = [...new Set([...Object.keys(BUNDLED), ...others.names()])];
    throw new RangeError(`calibration: there is no file "${file}"; bench/calibration has ${names.join(", ")}`);
  }
  const parsed = calibrationSchema.safeParse(found);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RangeError(`calibration: ${file}: ${issue!.path.join(".")}: ${issue!.message}`);
}
