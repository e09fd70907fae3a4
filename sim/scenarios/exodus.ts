/** How far may the price fall before the network stops working? */
import { honest, users, village } from "./village.ts";

const exodus = village({
  name: "exodus",
  title: "Prices fall, solvers leave",
  question: "How far may the price of AIUS fall, while computing becomes dearer, before tasks stay unsolved?",
  horizonDays: 40,
  prices: {
    aius: {
      usd: "3",
      dailyVolatility: 0,
      source: "whitepaper section 5.2: the launch price; the fall is the scenario's",
      shocks: [{ afterDays: 10, factor: 0.3 }],
    },
    eth: { usd: "2500", dailyVolatility: 0, source: "assumed" },
  },
  costs: {
    capitalRatePerYear: 0.1,
    gasPriceGwei: "0.01",
    tariffShocks: [{ afterDays: 20, factor: 1.5 }],
  },
  populations: [users(10, 10, "0.08"), honest(16, { verifyShare: 0.01, reviewDays: 2 })],
  inquiry: {
    metric: "tasks.solved_share",
    threshold: 0.9,
    above: "The network goes on working.",
    below: "The network stops working: more than a tenth of all tasks stays unsolved.",
    parameter: "prices.aius.shocks.0.factor",
    label: "price after ten days, as a factor of 3 USD",
    from: 0.01,
    to: 1,
    scale: "log",
    seeds: 20,
  },
});

export default exodus;
