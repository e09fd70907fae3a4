/** What does a majority of validators cost, what does it bring, and what is left of the network? */
import { honest, malicious, users, village } from "./village.ts";

const majority = village({
  name: "majority",
  title: "A majority of validators",
  question: "From which share of the validators on does an attack pay, and what does it cost its victims?",
  horizonDays: 10,
  models: [
    { name: "kandinsky2", feeAius: "0", rate: "5.7", calibration: "kandinsky2" },
    { name: "niche", feeAius: "0", rate: "5.7", calibration: "kandinsky2" },
  ],
  populations: [
    users(10, 5, "0.05", {
      demand: [
        { model: "kandinsky2", tasksPerDay: 5, fee: { medianAius: "0.05", sigma: 0.6 } },
        { model: "niche", tasksPerDay: 5, fee: { medianAius: "0.05", sigma: 0.6 } },
      ],
    }),
    honest(9, { name: "broad", verifyShare: 0.05 }),
    honest(3, { name: "specialist", models: ["kandinsky2", "niche"], verifyShare: 0.05 }),
    malicious(6, {
      walletAius: "900",
      models: ["niche", "kandinsky2"],
      falsePerDay: 1,
      contestPerDay: 1,
      lossesBorne: 1000,
    }),
  ],
  inquiry: {
    metric: "profit.malicious.usd",
    threshold: 0,
    above: "An attack of this size pays.",
    below: "An attack of this size does not pay.",
    parameter: "populations.3.count",
    label: "attacking validators against twelve honest ones",
    from: 1,
    to: 60,
    scale: "log",
    whole: true,
    seeds: 20,
  },
});

export default majority;
