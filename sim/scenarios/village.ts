/** What the scenarios of one question each have in common: few participants, constant prices, one model, one year in. */
import market from "./market.ts";
import type { HonestPopulation, LazyPopulation, MaliciousPopulation, UserPopulation } from "./populations.ts";
import type { Scenario } from "./schema.ts";

/** The image model: half a minute of a machine, four cents. */
export const MODEL = "kandinsky2";

const machine = {
  models: [MODEL],
  device: "a100-80gb",
  tariff: "serving",
  reactionSeconds: { median: 12, sigma: 0.9 },
  slowness: { median: 1, sigma: 0.04 },
  priceFactor: { median: 1, sigma: 0.2 },
  standingUsdPerDay: "1.5",
};

/** A solver with room for several slashes beside its stake, where the minimum is 240 AIUS. */
const purse = { walletAius: "150", stakeAius: "330" };

export const honest = (count: number, change: Partial<HonestPopulation> = {}): HonestPopulation => ({
  kind: "honest",
  count,
  ...purse,
  ...machine,
  entry: "staked",
  verifyShare: 0.05,
  distrust: false,
  marginShare: 0.1,
  reviewDays: 4,
  ...change,
});

export const lazy = (count: number, change: Partial<LazyPopulation> = {}): LazyPopulation => ({
  kind: "lazy",
  count,
  ...purse,
  ...machine,
  tryShare: 0.01,
  staleShare: 0.5,
  pretenceSeconds: { median: 3, sigma: 0.5 },
  lossesBorne: 3,
  ...change,
});

export const malicious = (count: number, change: Partial<MaliciousPopulation> = {}): MaliciousPopulation => ({
  kind: "malicious",
  count,
  ...purse,
  ...machine,
  falsePerDay: 0.2,
  contestPerDay: 0.1,
  lossesBorne: 3,
  ...change,
});

export const users = (
  count: number,
  tasksPerDay: number,
  medianAius: string,
  change: Partial<UserPopulation> = {},
): UserPopulation => ({
  kind: "user",
  count,
  walletAius: "500",
  demand: [{ model: MODEL, tasksPerDay, fee: { medianAius, sigma: 0.6 } }],
  inputBytes: 40,
  retractAfterSeconds: 14_400,
  ...change,
});

type Parts = Pick<Scenario, "name" | "title" | "question" | "horizonDays" | "populations" | "inquiry"> &
  Partial<Scenario>;

/** The rest of a scenario, as in the market but on target and with constant prices. */
export const village = (parts: Parts): Scenario => ({
  start: { ...market.start, supplyToTarget: "1" },
  prices: {
    aius: { usd: "3", dailyVolatility: 0, source: "whitepaper section 5.2: the launch price" },
    eth: { ...market.prices.eth, dailyVolatility: 0 },
  },
  protocol: {},
  models: [{ name: MODEL, feeAius: "0", rate: "0.05", calibration: "kandinsky2" }],
  calibration: market.calibration,
  network: market.network,
  costs: market.costs,
  invariants: market.invariants,
  ...parts,
});
