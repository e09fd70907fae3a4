/** How often may honest machines disagree before honesty does not pay any more? */
import { honest, users, village } from "./village.ts";

const mismatch = village({
  name: "mismatch",
  title: "Honest machines that disagree",
  question:
    "On which share of tasks may honest solvers' machines disagree before those of the rarer kind are driven out?",
  horizonDays: 14,
  models: [{ name: "kandinsky2", feeAius: "0", rate: "5.7", calibration: "kandinsky2", mismatchShare: 0.05 }],
  populations: [
    users(10, 20, "0.05"),
    honest(9, { name: "common", machineClass: "common", verifyShare: 0.02 }),
    honest(3, { name: "rare", machineClass: "rare", verifyShare: 0.02 }),
  ],
  inquiry: {
    metric: "population.rare.profit.usd.mean",
    threshold: 0,
    above: "Honest solvers on the rarer machines still earn.",
    below: "Honest solvers on the rarer machines lose: honesty is punished.",
    parameter: "models.0.mismatchShare",
    label: "share of tasks on which the machines' classes yield different results",
    from: 0.001,
    to: 1,
    scale: "log",
    seeds: 20,
  },
});

export default mismatch;
