/**
 * How a scenario's question is answered by many runs: which metric decides it, at which value the answer turns, and which
 * parameter turns it. Plain data like the rest of a scenario; `testbed ask` reads it.
 */
import { z } from "zod";

export const inquirySchema = z
  .strictObject({
    metric: z
      .string()
      .min(1)
      .describe("Name of the metric in summary.json that answers the question, such as profit.malicious.usd."),
    threshold: z.number().describe("Where the answer turns, in the metric's unit."),
    above: z.string().min(1).max(200).describe("The answer in words when the metric's mean is above the threshold."),
    below: z.string().min(1).max(200).describe("The answer in words when it is below."),
    parameter: z
      .string()
      .min(1)
      .describe("The value that is varied until the answer turns, as in --set: protocol.slashAmountPercentage."),
    label: z.string().min(1).max(80).describe("What that parameter is, in words with its unit."),
    from: z.number().describe("Lower end of the range in which the turn is looked for."),
    to: z.number().describe("Upper end of that range."),
    scale: z.enum(["linear", "log"]).describe("How the range is divided."),
    whole: z.boolean().optional().describe("Whether the parameter takes whole numbers only."),
    seeds: z.int().min(2).max(1000).describe("Runs per point, each with a seed of its own."),
  })
  .describe("How `testbed ask` answers the scenario's question: metric, threshold, and the parameter that turns it.");

export type Inquiry = z.infer<typeof inquirySchema>;
