/** Who wins the race for a task, and which fee clears the market? */
import { honest, users, village } from "./village.ts";

/** Machines rented by the hour, which have the model loaded; the cold ones load it for every task. */
const WARM = { tariff: "rental", verifyShare: 0 };

const race = village({
  name: "race",
  title: "The race for tasks",
  question: "Who wins the race for a task, how long do cheap tasks wait, and which fee clears the market?",
  horizonDays: 14,
  /** No reward: fees alone pay for the work. */
  models: [{ name: "kandinsky2", feeAius: "0", rate: "0", calibration: "kandinsky2" }],
  populations: [
    users(10, 40, "0.015"),
    honest(8, { name: "usual", ...WARM }),
    honest(4, { name: "alert", ...WARM, reactionSeconds: { median: 3, sigma: 0.9 } }),
    honest(4, { name: "fast", ...WARM, slowness: { median: 0.5, sigma: 0.04 } }),
    honest(4, { name: "far", ...WARM, latencyMilliseconds: { median: 3000, sigma: 0.5 } }),
    honest(4, { name: "cold", ...WARM, tariff: "serving" }),
  ],
  inquiry: {
    metric: "tasks.solved_share",
    threshold: 0.95,
    above: "The fee clears the market: at least 95 % of the tasks are solved.",
    below: "The fee does not clear the market.",
    parameter: "populations.0.demand.0.fee.medianAius",
    label: "median fee of a task, in AIUS",
    from: 0.002,
    to: 0.2,
    scale: "log",
    seeds: 20,
  },
});

export default race;
