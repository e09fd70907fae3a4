/** How much do copycats who watch the sequencer's queue take from those who computed? */
import { copycats, RATE } from "./town.ts";
import { honest, users, village } from "./village.ts";

const frontrun = village({
  name: "frontrun",
  title: "Copycats at the sequencer's queue",
  question: "How much do copycats who watch the sequencer's queue take from those who computed?",
  horizonDays: 7,
  models: [{ name: "kandinsky2", feeAius: "0", rate: RATE, calibration: "kandinsky2" }],
  populations: [users(10, 10, "0.05"), honest(8), copycats(2)],
  network: { blockMilliseconds: 250, latencyMilliseconds: { median: 120, sigma: 0.5 }, ordering: "priority" },
  inquiry: {
    metric: "copycat.stolen.share",
    threshold: 0.01,
    above: "Copycats take from those who computed.",
    below: "Copycats take nothing.",
    parameter: "network.blockMilliseconds",
    label: "length of the sequencer's slot in milliseconds",
    from: 25,
    to: 25_600,
    scale: "log",
    whole: true,
    seeds: 20,
  },
});

export default frontrun;
