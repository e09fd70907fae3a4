/** The JSON Schemas of what goes in and what comes out, as published under docs/schema. */
import { z } from "zod";
import { benchJsonSchema } from "../../bench/cog/result.ts";
import { experimentJsonSchema } from "../experiment/sweep/schema.ts";
import { scenarioJsonSchema } from "../scenarios/schema.ts";
import { manifestSchema } from "./manifest.ts";
import type { SchemaName } from "./names.ts";

export const summarySchema = z.strictObject({
  id: z.string().describe("The run's content address, as in manifest.json."),
  seed: z.int(),
  ledgerHash: z.string().describe("sha256 over the bytes of events.csv."),
  metrics: z
    .record(z.string(), z.strictObject({ value: z.number(), unit: z.string() }))
    .describe("By name; report.html describes each."),
});

const SCHEMAS: Readonly<Record<SchemaName, () => object>> = {
  scenario: scenarioJsonSchema,
  experiment: experimentJsonSchema,
  manifest: () => z.toJSONSchema(manifestSchema),
  summary: () => z.toJSONSchema(summarySchema),
  bench: benchJsonSchema,
};

/** The schema as it is printed and published. */
export const schemaText = (name: SchemaName): string => `${JSON.stringify(SCHEMAS[name](), null, 2)}\n`;
