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

const runSchema = z.strictObject({
  device: slug().describe("Name of the device."),
  seconds: z.strictObject({
    median: z.number().positive().max(86_400).describe("Median time of one result, in seconds."),
    sigma: z.number().min(0).max(3).describe("Standard deviation of the time's logarithm, over tasks."),
    ...provenance,
  }),
  loadSeconds: z.strictObject({
    value: z.number().min(0).max(86_400).describe("Time to load the model before a cold run, in seconds."),
    ...provenance,
  }),
});

const calibratedModelSchema = z.strictObject({
  title: z.string().min(1),
  image: z.string().min(1).describe("Container image by digest."),
  runs: z.array(runSchema).min(1).describe("One per device."),
});

export const calibrationSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  devices: z.record(slug(), deviceSchema),
  models: z.record(slug(), calibratedModelSchema),
});

export type Calibration = z.infer<typeof calibrationSchema>;

/** The calibration files that come with the testbed, by file name. */
const calibrations: Readonly<Record<string, unknown>> = { "priors.json": priors };

/** The committed calibration of that file name. Throws a RangeError that names the known ones. */
export function calibrationOf(file: string): Calibration {
  const found = calibrations[file];
  if (found === undefined) {
    throw new RangeError(
      `calibration: there is no file "${file}"; bench/calibration has ${Object.keys(calibrations).join(", ")}`,
    );
  }
  return calibrationSchema.parse(found);
}
