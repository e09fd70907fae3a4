/** A million tasks over seven years: what becomes of the market as rewards fade. The long run of the speed benchmark. */
import market from "./market.ts";
import type { Scenario } from "./schema.ts";

/** Fees that cover a computation by themselves: rewards halve every year and are nearly gone at the end. */
const demand = [
  { model: "kandinsky2", tasksPerDay: 16.4, fee: { medianAius: "0.06", sigma: 0.6 } },
  { model: "qwen-qwq-32b", tasksPerDay: 16.4, fee: { medianAius: "0.2", sigma: 0.6 } },
];

const sevenYears: Scenario = {
  ...market,
  name: "seven-years",
  title: "Seven years, a million tasks",
  question: "Does emission keep to its schedule over seven years, and who still solves when rewards fade?",
  horizonDays: 7 * 365,
  start: { ...market.start, supplyToTarget: "1" },
  prices: {
    aius: { usd: "3", dailyVolatility: 0, source: "whitepaper section 5.2: the launch price" },
    eth: { ...market.prices.eth, dailyVolatility: 0 },
  },
  models: market.models.map((model) => ({ ...model, rate: model.name === "kandinsky2" ? "0.2" : "1" })),
  populations: market.populations.map((population) =>
    population.kind === "user" ? { ...population, walletAius: "14000", demand } : population,
  ),
};

export default sevenYears;
