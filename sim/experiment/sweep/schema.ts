/** Experiment files: which scenario, what is varied, by which design, with how many seeds, and which metrics matter. */
import { z } from "zod";
import { slug } from "../../scenarios/fields.ts";

const value = z.union([z.string(), z.number(), z.boolean()]);

const pathSchema = z
  .string()
  .min(1)
  .describe("A value of the scenario as in --set: protocol.slashAmountPercentage, populations.1.count.");

const parameterSchema = z
  .strictObject({
    name: slug().describe("Short name: a column of the results."),
    path: z.union([pathSchema, z.array(pathSchema).min(1)]).describe("What is set; several paths are set alike."),
    label: z.string().min(1).max(80).describe("What it is, in words with its unit."),
    values: z.array(value).min(1).max(1000).optional().describe("The values that are tried, in this order."),
    from: z.number().optional().describe("Lower end of the range, where no values are listed."),
    to: z.number().optional().describe("Upper end of the range."),
    scale: z.enum(["linear", "log"]).default("linear").describe("How the range is divided."),
    steps: z.int().min(2).max(1000).optional().describe("Values in the range, both ends among them (grid and zip)."),
    whole: z.boolean().optional().describe("Whether it takes whole numbers only."),
    coupled: z
      .array(z.strictObject({ path: z.union([pathSchema, z.array(pathSchema).min(1)]), values: z.array(value).min(1) }))
      .optional()
      .describe("What else changes with it: each listed value comes with the value at the same place here."),
  })
  .describe("What is varied: listed values, or a range.");

const designSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("grid").describe("Every combination.") }),
    z.strictObject({ kind: z.literal("zip").describe("First values together, second values together...") }),
    z.strictObject({
      kind: z
        .literal("latin-hypercube")
        .describe("Every parameter's range is cut into `points` slices, each met once."),
      points: z.int().min(2).max(100_000),
    }),
    z.strictObject({
      kind: z.literal("sobol").describe("Points of a Sobol sequence; most even when their number is a power of two."),
      points: z.int().min(2).max(100_000),
    }),
  ])
  .describe("How the parameters' values are combined to points.");

const replicatesSchema = z
  .strictObject({
    min: z.int().min(1).max(100_000).describe("Runs per point, each with the next seed: 1, 2, 3..."),
    max: z.int().min(1).max(100_000).optional().describe("With a target: no point gets more runs than this."),
    target: z
      .strictObject({
        metric: z.string().min(1).describe("The metric whose mean is to be known that well."),
        halfWidth: z.number().positive().describe("Half the width of its 95 % interval, in the metric's unit."),
      })
      .optional()
      .describe("A point gets more seeds until the interval of its mean is this narrow."),
  })
  .describe("How often every point is run.");

const shape = z.strictObject({
  name: slug().describe("Short name, used in file names."),
  title: z.string().min(1).max(120).describe("Title of the report."),
  question: z.string().min(1).max(500).describe("What the experiment shall answer, in one sentence."),
  scenario: z.string().min(1).describe("Name of a scenario (testbed list), or a file, seen from the experiment's own."),
  set: z.record(z.string(), value).default({}).describe("Values of the scenario that are set for all runs, by path."),
  days: z.number().positive().max(3650).optional().describe("Length of every run, in days; the scenario's if absent."),
  backend: z.enum(["model", "evm"]).default("model").describe("The fast twin of the contracts, or the contracts."),
  parameters: z.array(parameterSchema).min(1).max(21),
  design: designSchema,
  replicates: replicatesSchema,
  metrics: z
    .array(z.string().min(1))
    .min(1)
    .max(12)
    .describe("Metrics of interest, as in summary.json: each gets figures and tables. The results hold all metrics."),
  confirm: z.number().min(0).max(1).default(0).describe("Share of the runs that is run again on the contracts."),
});

/** An experiment as its file describes it, defaults filled in. */
export type Experiment = z.infer<typeof shape>;
/** As it may be written: what has a default can be left out. */
export type ExperimentInput = z.input<typeof shape>;
export type ExperimentParameter = Experiment["parameters"][number];

type Report = (path: readonly (string | number)[], message: string) => void;

/** Designs that take points anywhere in a range. */
const isSampled = ({ design }: Pick<Experiment, "design">): boolean => "points" in design;

function checkParameter(parameter: ExperimentParameter, sampled: boolean, refuse: (message: string) => void): void {
  const { values, from, to, steps, scale, coupled = [] } = parameter;
  if (coupled.some((other) => other.values.length !== values?.length))
    refuse("coupled values need listed values, and as many of them");
  if (values !== undefined) {
    if (from !== undefined || to !== undefined || steps !== undefined)
      refuse("has values and a range; keep one of them");
    return;
  }
  if (from === undefined || to === undefined) refuse("needs values, or from and to");
  else if (from >= to) refuse(`from ${from} to ${to} is no range; write the lower end first`);
  else if (scale === "log" && from <= 0) refuse("a logarithmic range begins above 0; write scale: linear");
  if (sampled && steps !== undefined) refuse("steps belong to grid and zip; this design chooses its own values");
  if (!sampled && steps === undefined) refuse("needs steps: how many values of the range a grid takes");
}

function checkWhole(experiment: Experiment, report: Report): void {
  const names = experiment.parameters.map(({ name }) => name);
  experiment.parameters.forEach((parameter, index) => {
    const path = ["parameters", index] as const;
    if (names.indexOf(parameter.name) !== index)
      report([...path, "name"], `the name "${parameter.name}" is taken; names are unique`);
    checkParameter(parameter, isSampled(experiment), (message) => report(path, message));
  });
  const { min, max, target } = experiment.replicates;
  if (target !== undefined && max === undefined) report(["replicates", "max"], "missing; a target needs an end");
  if (max !== undefined && max < min) report(["replicates", "max"], `below min, which is ${min}`);
}

/** The experiment schema. Unknown keys are refused; every issue carries the `path` of the value it is about. */
export const experimentSchema = shape.superRefine((experiment, context) => {
  checkWhole(experiment, (path, message) => context.addIssue({ code: "custom", path: [...path], message }));
});

/** The JSON Schema (draft 2020-12) of what may be written. */
export const experimentJsonSchema = (): object => z.toJSONSchema(shape, { io: "input" });
