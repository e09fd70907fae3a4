/** Does emission keep to its schedule for seven years, and how much demand does that take? */
import { honest, users, village } from "./village.ts";

/**
 * Tasks are few and their rates large: what the engine sees is claims per day times the model's rate, and on schedule
 * those are 600 000 ln 2 / 365 = 1 139.4 a day. In the launch weeks one reward is large against what was mined, so they
 * get more and smaller ones: 200 a day of rate 5.7, then 8 a day of rate 142.4.
 */
const LAUNCH_DAYS = 28;
const fee = { medianAius: "0", sigma: 0 };

const emission = village({
  name: "emission",
  title: "Seven years of emission",
  question: "Does emission keep to its schedule for seven years, and how little demand is enough for that?",
  horizonDays: 7 * 365,
  start: {
    date: "2024-02-14",
    ageDays: 0,
    minedHeldBy: [{ holder: "treasury", share: 1 }],
  },
  models: [
    { name: "launch", feeAius: "0", rate: "5.69706", calibration: "kandinsky2" },
    { name: "steady", feeAius: "0", rate: "142.4265", calibration: "kandinsky2" },
  ],
  populations: [
    users(1, 1, "0", {
      walletAius: "0",
      demand: [
        { model: "launch", tasksPerDay: 200, untilDays: LAUNCH_DAYS, fee },
        { model: "steady", tasksPerDay: 8, fromDays: LAUNCH_DAYS, fee },
      ],
    }),
    honest(2, {
      models: ["launch", "steady"],
      tariff: "rental",
      walletAius: "0",
      stakeAius: "0",
      verifyShare: 0,
      marginShare: -1,
      standingUsdPerDay: "0",
    }),
  ],
  inquiry: {
    metric: "supply.target.ratio.year2",
    threshold: 0.97,
    above: "Emission keeps to its schedule within 3 %.",
    below: "Emission falls behind its schedule.",
    parameter: "models.1.rate",
    label: "rate of each of 8 tasks a day (142.4 meets the schedule)",
    from: 0.1,
    to: 1000,
    scale: "log",
    seeds: 4,
  },
});

export default emission;
