/** The default scenario: a month of the market, one year after the engine's start. ASSUMPTIONS.md says where the numbers come from. */
import type { Scenario } from "./schema.ts";

const MODELS = ["kandinsky2", "qwen-qwq-32b"];

const machine = {
  models: MODELS,
  device: "a100-80gb",
  tariff: "serving",
  reactionSeconds: { median: 12, sigma: 0.9 },
  slowness: { median: 1, sigma: 0.04 },
  priceFactor: { median: 1, sigma: 0.2 },
  standingUsdPerDay: "1.5",
};

const honest = {
  walletAius: "60",
  stakeAius: "300",
  ...machine,
  verifyShare: 0.01,
  distrust: true,
  marginShare: 0.1,
  reviewDays: 4,
};

const market: Scenario = {
  name: "market",
  title: "A month of the Arbius market, one year in",
  question: "Who earns in a month of the market, who loses, and does honesty pay?",
  horizonDays: 30,
  start: {
    date: "2025-02-13",
    ageDays: 365,
    minedHeldBy: [
      { holder: "treasury", share: 0.1 },
      { holder: "earlier-solvers", share: 0.9 },
    ],
  },
  prices: {
    aius: { usd: "3", dailyVolatility: 0.04, source: "whitepaper section 5.2: the launch price; volatility assumed" },
    eth: { usd: "2500", dailyVolatility: 0.03, source: "assumed" },
  },
  protocol: {},
  models: [
    { name: "kandinsky2", feeAius: "0", rate: "0.02", calibration: "kandinsky2" },
    { name: "qwen-qwq-32b", feeAius: "0.001", rate: "1", calibration: "qwen-qwq-32b" },
  ],
  calibration: "priors.json",
  populations: [
    {
      kind: "user",
      count: 12,
      walletAius: "200",
      demand: [
        { model: "kandinsky2", tasksPerDay: 6.9, fee: { medianAius: "0.01", sigma: 0.6 } },
        { model: "qwen-qwq-32b", tasksPerDay: 4.7, fee: { medianAius: "0.04", sigma: 0.6 } },
      ],
      inputBytes: 40,
      retractAfterSeconds: 14_400,
    },
    { kind: "honest", count: 12, ...honest, entry: "staked" },
    { kind: "honest", name: "entrant", count: 18, ...honest, entry: "waiting" },
    {
      kind: "lazy",
      count: 5,
      walletAius: "60",
      stakeAius: "300",
      ...machine,
      tryShare: 0.0025,
      staleShare: 0.5,
      pretenceSeconds: { median: 3, sigma: 0.5 },
      lossesBorne: 3,
    },
    {
      kind: "malicious",
      count: 5,
      walletAius: "120",
      stakeAius: "330",
      ...machine,
      falsePerDay: 0.05,
      contestPerDay: 0.01,
      lossesBorne: 3,
    },
  ],
  network: { blockMilliseconds: 250, latencyMilliseconds: { median: 120, sigma: 0.5 }, ordering: "arrival" },
  costs: { capitalRatePerYear: 0.1, gasPriceGwei: "0.01" },
  invariants: { onViolation: "stop" },
};

export default market;
