/** What do users lose to solvers who never publish what they computed, and what can the protocol do about it? */
import { RATE, stewards, withholders } from "./town.ts";
import { honest, users, village } from "./village.ts";

const withholding = village({
  name: "withholding",
  title: "Answers that nobody can read",
  question:
    "What do users lose to solvers who never publish what they computed, and what can the protocol do about it?",
  horizonDays: 7,
  models: [{ name: "kandinsky2", feeAius: "0", rate: RATE, calibration: "kandinsky2" }],
  populations: [users(10, 10, "0.05"), honest(8), withholders(3), stewards(0)],
  inquiry: {
    metric: "withholding.paid.share",
    threshold: 0.5,
    above: "Withheld answers are paid.",
    below: "Withheld answers are refused.",
    parameter: "populations.3.count",
    label: "number of stewards beside eight honest solvers and three withholders",
    from: 0,
    to: 20,
    scale: "linear",
    whole: true,
    seeds: 20,
  },
});

export default withholding;
