/** Who takes part: one schema per kind of agent. `sim/agents/` has one file per kind with the policy that reads it. */
import { z } from "zod";
import {
  briberSchema,
  copycatSchema,
  farmerSchema,
  grieferSchema,
  stewardSchema,
  venalSchema,
  withholderSchema,
} from "./attackers.ts";
import { aius, seconds, share, slug, spread } from "./fields.ts";
import { population, racer, solver } from "./solver-fields.ts";

const demand = z.strictObject({
  model: slug().describe("Name of the model asked for."),
  tasksPerDay: z.number().positive().max(1e6).describe("Mean tasks per day and user; arrivals are Poisson."),
  fromDays: z.number().min(0).max(3650).optional().describe("When it begins, in days from the start of the run."),
  untilDays: z.number().positive().max(3650).optional().describe("When it ends, in days from the start of the run."),
  fee: z
    .strictObject({
      medianAius: aius().describe("Median of the lognormal fee, in AIUS, above the model's own fee."),
      sigma: z
        .number()
        .min(0)
        .max(3)
        .describe("Standard deviation of the fee's logarithm; 0 gives the median every time."),
    })
    .describe("What the user offers, the model's fee not counted."),
});

export const userSchema = z
  .strictObject({
    kind: z.literal("user"),
    ...population,
    demand: z.array(demand).min(1).describe("What each user asks for."),
    inputBytes: z.int().min(1).max(65_536).describe("Length of a task's input, in bytes."),
    retractAfterSeconds: seconds().describe(
      "An unsolved task is retracted this long after its submission, or when the protocol allows it if that is later.",
    ),
  })
  .describe("Users: Poisson demand, lognormal fees, tasks that nobody solves are retracted.");

export const honestSchema = z
  .strictObject({ kind: z.literal("honest"), ...racer })
  .describe("Honest solvers: race for tasks that pay, verify a share of others' work, contest and vote by evidence.");

export const lazySchema = z
  .strictObject({
    kind: z.literal("lazy"),
    ...solver,
    tryShare: share().describe("Share of the tasks seen for which it submits a result that it has not computed."),
    staleShare: share().describe(
      "Share of those results that are an earlier answer of the model; the others are guesses.",
    ),
    pretenceSeconds: spread(z.number().positive().max(86_400), "seconds").describe("How long it waits to look busy."),
    lossesBorne: z
      .int()
      .min(0)
      .max(1000)
      .describe("How many lost contestations it bears before it withdraws its stake."),
  })
  .describe("Lazy solvers: never compute; submit guesses or old answers, vote with the majority seen so far.");

export const maliciousSchema = z
  .strictObject({
    kind: z.literal("malicious"),
    ...solver,
    falsePerDay: z
      .number()
      .min(0)
      .max(10_000)
      .describe("False results per day and agent that the group tries to place (mean)."),
    contestPerDay: z
      .number()
      .min(0)
      .max(10_000)
      .describe("True solutions per day and agent that the group contests (mean)."),
    lossesBorne: z.int().min(0).max(1000).describe("How many slashes an agent bears before it withdraws its stake."),
  })
  .describe(
    "Malicious solvers: one group that submits false results, defends them with its votes and contests true ones.",
  );

export const daoSchema = z
  .strictObject({
    kind: z.literal("dao"),
    ...population,
    count: z.int().min(0).max(1).describe("Whether the treasury pays anything: there is one DAO at most."),
    walletAius: z.literal("0").describe("The treasury holds what `start.minedHeldBy` gives it, and what vests to it."),
    spendUsdPerDay: z
      .number()
      .min(0)
      .max(1e9)
      .describe("What the DAO pays, in USD per day, at the day's price of AIUS."),
    payEveryDays: z
      .number()
      .min(0.01)
      .max(365)
      .describe("How many days lie between payments; each is for all of them."),
    payee: slug().describe("Name of who is paid."),
  })
  .describe("The DAO's treasurer: collects vested tokens and accrued fees, pays a fixed budget while there is enough.");

export const populationSchema = z.discriminatedUnion("kind", [
  userSchema,
  honestSchema,
  lazySchema,
  maliciousSchema,
  daoSchema,
  copycatSchema,
  farmerSchema,
  grieferSchema,
  briberSchema,
  venalSchema,
  withholderSchema,
  stewardSchema,
]);

export type DaoPopulation = z.infer<typeof daoSchema>;
export type Population = z.infer<typeof populationSchema>;
export type UserPopulation = z.infer<typeof userSchema>;
export type HonestPopulation = z.infer<typeof honestSchema>;
export type LazyPopulation = z.infer<typeof lazySchema>;
export type MaliciousPopulation = z.infer<typeof maliciousSchema>;
export type CopycatPopulation = z.infer<typeof copycatSchema>;
export type FarmerPopulation = z.infer<typeof farmerSchema>;
export type GrieferPopulation = z.infer<typeof grieferSchema>;
export type BriberPopulation = z.infer<typeof briberSchema>;
export type VenalPopulation = z.infer<typeof venalSchema>;
export type WithholderPopulation = z.infer<typeof withholderSchema>;
export type StewardPopulation = z.infer<typeof stewardSchema>;
export type SolverPopulation = Exclude<Population, UserPopulation | DaoPopulation>;

/** Whether members of the population have a machine and a stake; others only have a wallet. */
export const computes = (population: Population): population is SolverPopulation => "device" in population;
