/**
 * The default scenario: a month of the market, one year after the engine's start, with supply and solvers where this demand
 * keeps them, so that the marginal solver is near break-even. ASSUMPTIONS.md says where the numbers come from.
 */
import type { Scenario } from "./schema.ts";

const MODELS = ["kandinsky2", "qwen-qwq-32b"];

const machine = {
  models: MODELS,
  device: "a100-80gb",
  tariff: "serving",
  reactionSeconds: { median: 12, sigma: 0.9 },
  slowness: { median: 1, sigma: 0.004 },
  priceFactor: { median: 1, sigma: 0.1 },
  standingUsdPerDay: "1.5",
};

const honest = {
  walletAius: "60",
  stakeAius: "300",
  ...machine,
  verifyShare: 0.01,
  distrust: true,
  marginShare: 0.05,
  reviewDays: 10,
};

const market: Scenario = {
  name: "market",
  title: "A month of the Arbius market, one year in",
  question: "Who earns in a month of the market, who loses, and does honesty pay?",
  horizonDays: 30,
  start: {
    date: "2025-02-13",
    ageDays: 365,
    supplyToTarget: "0.9666",
    minedHeldBy: [
      { holder: "treasury", share: 0.1 },
      { holder: "earlier-solvers", share: 0.9 },
    ],
  },
  prices: {
    aius: { usd: "1.5", dailyVolatility: 0.03, source: "assumed: what thirty honest solvers can live on" },
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
        { model: "kandinsky2", tasksPerDay: 2.3, fee: { medianAius: "0.02", sigma: 0.6 } },
        { model: "qwen-qwq-32b", tasksPerDay: 9.4, fee: { medianAius: "0.08", sigma: 0.6 } },
      ],
      inputBytes: 40,
      retractAfterSeconds: 14_400,
    },
    { kind: "honest", count: 22, ...honest, entry: "staked" },
    { kind: "honest", name: "entrant", count: 8, ...honest, entry: "waiting" },
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
