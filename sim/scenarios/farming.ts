/** What do solvers earn who submit tasks to themselves, whom does it cost, and when does it stop? */
import { farmers, RATE } from "./town.ts";
import { honest, users, village } from "./village.ts";

const farming = village({
  name: "farming",
  title: "Farming the emission",
  question: "What do solvers earn who submit tasks to themselves, whom does it cost, and when does it stop?",
  horizonDays: 7,
  models: [{ name: "kandinsky2", feeAius: "0", rate: RATE, calibration: "kandinsky2" }],
  populations: [users(10, 4, "0.05", { walletAius: "5000" }), honest(8, { verifyShare: 0.02 }), farmers(2)],
  inquiry: {
    metric: "profit.farmer.usd",
    threshold: 0,
    above: "Farming pays.",
    below: "Farming does not pay.",
    parameter: "models.0.feeAius",
    label: "the model's fee per task in AIUS",
    from: 0.1,
    to: 50,
    scale: "log",
    seeds: 20,
  },
});

export default farming;
