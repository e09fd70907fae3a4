/**
 * What a scenario is: plain data that JSON and YAML can hold, checked strictly. Amounts are decimal strings; everything
 * else is a number, a string or a list. `z.toJSONSchema(scenarioSchema)` is its documentation.
 */
import { z } from "zod";
import { aius, seconds, share, slug, spread, usd, wadShare } from "./fields.ts";
import { inquirySchema } from "./inquiry.ts";
import { populationSchema } from "./populations.ts";

const startSchema = z.strictObject({
  date: z.iso.date().describe("First day of the simulated time, UTC (2025-02-13). A fork moves it."),
  ageDays: z
    .number()
    .min(0)
    .max(3650)
    .describe("Age of the protocol when the run starts, in days. It decides what the schedule wants mined by then."),
  supplyToTarget: z
    .string()
    .regex(/^(0\.[0-9]{1,18}|1(\.[0-9]{1,18})?)$/, 'write a ratio between 0 and 2 as a decimal string, such as "0.957"')
    .refine((text) => Number(text) > 0, "a ratio is above 0")
    .optional()
    .describe("The engine's supply measure over its target when the run starts; 1 (on target) if absent."),
  minedHeldBy: z
    .array(
      z.strictObject({
        holder: slug().describe("Name of a holder; `treasury` is the timelock itself."),
        share: share().describe("Share of what was mined and is in no participant's wallet."),
      }),
    )
    .min(1)
    .describe("Who holds what was mined before the run, beside the participants. Shares sum to 1."),
});

/** Sudden changes that a scenario decides, beside chance: each multiplies what was there. */
const shocks = (what: string) =>
  z
    .array(
      z.strictObject({
        afterDays: z.number().min(0).max(3650).describe("When it happens, in days from the start of the run."),
        factor: z.number().min(0.0001).max(10_000).describe(`What ${what} is multiplied with, from then on.`),
      }),
    )
    .max(100)
    .describe(`Sudden changes of ${what}.`);

const priceSchema = z
  .strictObject({
    usd: usd().describe("Price at the start, in USD."),
    dailyVolatility: z
      .number()
      .min(0)
      .max(2)
      .describe(
        "Standard deviation of a day's log return of a geometric random walk without drift; 0 keeps the price constant.",
      ),
    source: z.string().min(1).describe("Where the number comes from."),
    shocks: shocks("the price").optional(),
  })
  .describe("A price and its seeded random process.");

const protocolSchema = z
  .strictObject({
    validatorMinimumPercentage: wadShare().describe("Stake needed to act, as a share of the engine's supply measure."),
    slashAmountPercentage: wadShare().describe("What a lost vote costs, as a share of the engine's supply measure."),
    solutionFeePercentage: wadShare().describe("Treasury's share of the fee after the model's."),
    retractionFeePercentage: wadShare().describe("Share of the fee kept on retraction."),
    treasuryRewardPercentage: wadShare().describe("Treasury's share of every reward."),
    minClaimSolutionTime: seconds().describe("Seconds between a solution and its claim."),
    minRetractionWaitTime: seconds().describe("Seconds between a task and its retraction."),
    minContestationVotePeriodTime: seconds().describe("Seconds during which a contestation can be voted on."),
    maxContestationValidatorStakeSince: seconds().describe("Seconds that tell how old a voter's stake must be."),
    exitValidatorMinUnlockTime: seconds().describe("Seconds between asking for stake back and getting it."),
  })
  .partial()
  .describe("Engine parameters that differ from the protocol's initial ones, by their getter's names.");

const modelSchema = z.strictObject({
  name: slug().describe("Name of the model, unique in the scenario."),
  feeAius: aius().describe("The model's own fee per task, in AIUS."),
  rate: z
    .string()
    .regex(/^(0|[1-9][0-9]*)(\.[0-9]{1,18})?$/, 'write the rate as a decimal string, such as "1"')
    .describe("Share of the full reward that a solution earns: 1 is the full reward, 0 none."),
  calibration: slug().describe("Entry of the calibration file that tells what a result takes to compute."),
  mismatchShare: share()
    .optional()
    .describe("Share of the tasks whose result depends on the machine's class (see the populations' machineClass)."),
});

const outageSchema = z
  .strictObject({
    afterDays: z.number().min(0).max(3650).describe("When the sequencer stops, in days from the start of the run."),
    hours: z.number().min(0).max(720).describe("How long it stands still, in hours."),
    everyDays: z.number().positive().max(3650).optional().describe("It stops again this often; once if absent."),
  })
  .refine(
    ({ hours, everyDays }) => everyDays === undefined || hours < everyDays * 24,
    "an outage ends before the next begins",
  );

const networkSchema = z.strictObject({
  blockMilliseconds: z
    .int()
    .min(1)
    .max(60_000)
    .describe("The sequencer closes a block this often, when there is something in it."),
  latencyMilliseconds: spread(z.number().positive().max(60_000), "milliseconds").describe(
    "Time from sending an action to its arrival at the sequencer, drawn for every action.",
  ),
  ordering: z
    .enum(["arrival", "shuffled", "priority"])
    .describe(
      "Order within a block: `arrival` is first come, first served; `priority` takes the highest tip first; `shuffled` is a seeded random order.",
    ),
  outages: z
    .array(outageSchema)
    .max(100)
    .optional()
    .describe("When no block is made. What is sent meanwhile arrives in its order as soon as the sequencer is back."),
});

const costsSchema = z.strictObject({
  capitalRatePerYear: z
    .number()
    .min(0)
    .max(10)
    .describe("What capital bound in stake could earn elsewhere, per year (0.1 is 10 %)."),
  gasPriceGwei: z
    .string()
    .regex(/^(0|[1-9][0-9]*)(\.[0-9]{1,9})?$/, 'write the gas price in gwei as a decimal string, such as "0.01"')
    .describe("Gas price in gwei."),
  tariffShocks: shocks("every machine's price per second").optional(),
});

const invariantsSchema = z.strictObject({
  onViolation: z.enum(["stop", "record"]).describe("What a violated invariant does: end the run, or be recorded."),
});

const shape = z.strictObject({
  name: slug().describe("Short name, used in file names."),
  title: z.string().min(1).max(120).describe("Title of the report."),
  question: z.string().min(1).max(500).describe("The question that the run answers, in one sentence."),
  horizonDays: z.number().positive().max(3650).describe("Length of the run, in days."),
  start: startSchema.describe("Where the run begins."),
  prices: z
    .strictObject({ aius: priceSchema.describe("AIUS in USD."), eth: priceSchema.describe("ETH in USD.") })
    .describe("Prices at the start and how they move."),
  protocol: protocolSchema,
  models: z.array(modelSchema).min(1).max(100).describe("Models registered before the run starts."),
  calibration: z.string().min(1).max(200).describe("Calibration file under bench/calibration, such as priors.json."),
  populations: z.array(populationSchema).min(1).max(100).describe("Who takes part."),
  engine: z
    .enum(["faithful", "without-commitments"])
    .optional()
    .describe("Which engine: the protocol's (if absent), or one that takes solutions without a commitment."),
  network: networkSchema.describe("How actions reach the chain."),
  costs: costsSchema.describe("What participation costs beside computation."),
  invariants: invariantsSchema.describe("How the run treats its conservation laws."),
  inquiry: inquirySchema.optional(),
});

export type Scenario = z.infer<typeof shape>;

type Report = (path: readonly (string | number)[], message: string) => void;

function checkNames(names: readonly string[], path: (index: number) => (string | number)[], report: Report): void {
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) report(path(index), `the name "${name}" is taken; names are unique`);
  });
}

function checkModels(scenario: Scenario, report: Report): void {
  const known = new Set(scenario.models.map(({ name }) => name));
  const check = (name: string, path: (string | number)[]) => {
    if (!known.has(name)) report(path, `there is no model "${name}"; models are: ${[...known].join(", ")}`);
  };
  scenario.populations.forEach((population, index) => {
    if (population.kind === "dao") return;
    const asked = population.kind === "user" ? population.demand.map(({ model }) => model) : population.models;
    const path = (at: number) =>
      population.kind === "user" ? ["populations", index, "demand", at, "model"] : ["populations", index, "models", at];
    asked.forEach((name, at) => {
      check(name, path(at));
    });
  });
}

/** What one field cannot tell: references that lead nowhere, names used twice, shares that do not sum to 1. */
function checkWhole(scenario: Scenario, report: Report): void {
  checkNames(
    scenario.models.map(({ name }) => name),
    (index) => ["models", index, "name"],
    report,
  );
  checkNames(
    scenario.populations.map(({ name, kind }) => name ?? kind),
    (index) => ["populations", index, "name"],
    report,
  );
  checkNames(
    scenario.start.minedHeldBy.map(({ holder }) => holder),
    (index) => ["start", "minedHeldBy", index, "holder"],
    report,
  );
  const sum = scenario.start.minedHeldBy.reduce((total, held) => total + held.share, 0);
  if (Math.abs(sum - 1) > 1e-9) report(["start", "minedHeldBy"], `shares sum to ${sum}; they must sum to 1`);
  checkModels(scenario, report);
}

/** The scenario schema. Unknown keys are refused; every issue carries the `path` of the value it is about. */
export const scenarioSchema = shape.superRefine((scenario, context) => {
  checkWhole(scenario, (path, message) => context.addIssue({ code: "custom", path: [...path], message }));
});

/** The scenario's JSON Schema (draft 2020-12). */
export const scenarioJsonSchema = (): object => z.toJSONSchema(shape);
