/** Fields that several kinds of agents have in common. */
import { z } from "zod";
import { aius, share, slug, spread, usd } from "./fields.ts";

/** What every population has. */
export const population = {
  name: slug()
    .optional()
    .describe("Prefix of the agents' names (`honest` gives honest-1, honest-2...); the kind if absent."),
  count: z.int().min(0).max(10_000).describe("How many agents of this population take part."),
  walletAius: aius().describe("AIUS in each agent's wallet when the run starts, stake apart."),
  followed: z
    .boolean()
    .optional()
    .describe("Whether the run's metrics tell of each of its agents alone, in all and day by day."),
};

/** What every agent that can stake has: a machine, a stake, and limits to what it bears. */
export const solver = {
  ...population,
  stakeAius: aius().describe(
    "Stake deposited before the run starts, in AIUS; an agent that waits to enter holds it in its wallet.",
  ),
  models: z.array(slug()).min(1).describe("Names of the models that the agent serves."),
  device: slug().describe("Device of the calibration file that the agent computes on."),
  tariff: slug().describe("Tariff of the device in the calibration file, such as `serving` or `rental`."),
  usdPerSecond: usd()
    .optional()
    .describe("Price of a second of computing in USD in the place of the tariff's, as of a machine of one's own."),
  reactionSeconds: spread(z.number().positive().max(3600), "seconds").describe(
    "Time from seeing a task to having its input and starting, drawn for every computation.",
  ),
  slowness: spread(z.number().positive().max(100), "times the calibrated time").describe(
    "How much longer than calibrated this agent's machine takes, drawn once per agent.",
  ),
  priceFactor: spread(z.number().positive().max(100), "times the tariff").describe(
    "How much more than the tariff this agent pays per second, drawn once per agent.",
  ),
  standingUsdPerDay: usd().describe("What being ready costs per day in USD: node, storage, machines kept waiting."),
  machineClass: slug()
    .optional()
    .describe("Class of the machine: on a model's mismatchShare of the tasks each class yields a result of its own."),
  latencyMilliseconds: spread(z.number().positive().max(60_000), "milliseconds")
    .optional()
    .describe("Time from sending an action to its arrival at the sequencer, where it differs from the network's."),
};

/** What everyone has who races for tasks as honest solvers do. */
export const racer = {
  ...solver,
  entry: z
    .enum(["staked", "waiting"])
    .describe(
      "`staked`: takes part from the start. `waiting`: deposits its stake once public history promises a profit.",
    ),
  verifyShare: share().describe("Share of others' solutions that it computes again, chosen at random."),
  distrust: z
    .boolean()
    .describe(
      "Whether it also computes again what a solver with a record of lost contestations submitted, when that pays.",
    ),
  marginShare: z
    .number()
    .min(-1)
    .max(100)
    .describe("Expected profit that it asks for, as a share of the expected cost."),
  reviewDays: z
    .number()
    .positive()
    .max(365)
    .describe(
      "Length of the period after which it looks back, in days: it leaves after two periods in a row with a loss.",
    ),
};
