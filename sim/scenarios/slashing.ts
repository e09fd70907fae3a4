/** When does cheating pay, how long does a cheat live, and who pays for it? */
import { honest, lazy, malicious, users, village } from "./village.ts";

/** Rewards as where emission is on schedule: 100 tasks a day share what the schedule wants mined a year in, 570 AIUS. */
const RATE = "11.4";

/** Cheats that do not give up within the run, so that what a lie brings on average shows. */
const DETERMINED = { walletAius: "3000", lossesBorne: 100 };

const slashing = village({
  name: "slashing",
  title: "Cheats, checks and slashes",
  question: "When does cheating pay, how long does a cheat live, and who pays for it?",
  horizonDays: 14,
  models: [{ name: "kandinsky2", feeAius: "0", rate: RATE, calibration: "kandinsky2" }],
  populations: [
    users(10, 10, "0.05"),
    honest(10, { verifyShare: 0.05 }),
    lazy(3, { ...DETERMINED, tryShare: 0.04, pretenceSeconds: { median: 1, sigma: 0.5 } }),
    malicious(2, { ...DETERMINED, falsePerDay: 3, contestPerDay: 0.2 }),
  ],
  inquiry: {
    metric: "cheat.balance.aius",
    threshold: 0,
    above: "Cheating pays.",
    below: "Cheating does not pay.",
    parameter: "populations.1.verifyShare",
    label: "share of others' results that each honest solver computes again",
    from: 0.0005,
    to: 0.5,
    scale: "log",
    seeds: 20,
  },
});

export default slashing;
