/** Who attacks the protocol, who sells itself, and who defends by other rules: one schema per kind of agent. */
import { z } from "zod";
import { aius, seconds, share } from "./fields.ts";
import { racer, solver } from "./solver-fields.ts";

const lossesBorne = z
  .int()
  .min(0)
  .max(100_000)
  .describe("How many lost votes an agent bears before it withdraws its stake.");

export const copycatSchema = z
  .strictObject({
    kind: z.literal("copycat"),
    ...solver,
    tipGwei: z
      .string()
      .regex(/^(0|[1-9][0-9]*)(\.[0-9]{1,9})?$/, 'write the tip in gwei as a decimal string, such as "0.01"')
      .describe("What it pays per unit of gas beyond the gas price to come first, in gwei."),
    lossesBorne,
  })
  .describe("Copycats: read the sequencer's queue and send others' results as their own, first if tips allow it.");

export const farmerSchema = z
  .strictObject({
    kind: z.literal("farmer"),
    ...solver,
    tasksPerDay: z
      .number()
      .positive()
      .max(1e6)
      .describe("Tasks per day and agent that it may submit to itself (mean)."),
    inputBytes: z.int().min(1).max(65_536).describe("Length of such a task's input, in bytes."),
    caughtShare: share().describe("Share of invented answers that it expects to be refuted before it knows better."),
  })
  .describe("Farmers: submit tasks to themselves for the reward, and answer by whatever is cheaper.");

export const grieferSchema = z
  .strictObject({
    kind: z.literal("griefer"),
    ...solver,
    attacksPerDay: z.number().min(0).max(10_000).describe("True solutions per day and agent that it contests (mean)."),
    lossesBorne,
  })
  .describe("Griefers: one group that contests true solutions to tie others' stakes, and turns the vote where it can.");

export const briberSchema = z
  .strictObject({
    kind: z.literal("briber"),
    ...solver,
    falsePerDay: z
      .number()
      .min(0)
      .max(10_000)
      .describe("False results per day and agent that it tries to place (mean)."),
    bribeAius: aius().describe("What it promises for each vote, in AIUS."),
    insured: z.boolean().describe("Whether it also promises the slash to votes that lose."),
    votesSought: z.int().min(0).max(1000).describe("How many votes it buys at most per contestation."),
    keepsShare: share().describe("Share of its promises that it keeps."),
    lossesBorne,
  })
  .describe("Bribers: answer dear tasks falsely and pay voters who defend the falsehood.");

export const venalSchema = z
  .strictObject({
    kind: z.literal("venal"),
    ...racer,
    trustShare: share().describe("Share of a promise that it believes in before any was kept or broken."),
  })
  .describe("Venal voters: honest solvers who sell a vote when the bribe is more than what they expect to lose by it.");

export const withholderSchema = z
  .strictObject({ kind: z.literal("withholder"), ...racer })
  .describe("Withholders: honest solvers who never publish the content of their solutions.");

export const stewardSchema = z
  .strictObject({
    kind: z.literal("steward"),
    ...racer,
    fetchShare: share().describe("Share of others' solutions whose content it tries to fetch, chosen at random."),
    patienceSeconds: seconds().describe("How long it gives content to appear."),
  })
  .describe("Stewards: honest solvers who contest and vote down solutions whose content cannot be fetched.");
