/** How long may the sequencer stand still before false results slip through? */
import { honest, lazy, users, village } from "./village.ts";

const outage = village({
  name: "outage",
  title: "The sequencer stands still",
  question:
    "How long may the sequencer stand still before false results slip through the contestation and vote windows?",
  horizonDays: 7,
  populations: [
    users(10, 30, "0.05"),
    /** Who checks everything misses nothing: what is paid falsely is the outage's doing. */
    honest(8, { verifyShare: 1, tariff: "rental", standingUsdPerDay: "0" }),
    lazy(2, { walletAius: "6000", tryShare: 0.25, pretenceSeconds: { median: 1, sigma: 0.5 }, lossesBorne: 1000 }),
  ],
  network: {
    blockMilliseconds: 250,
    latencyMilliseconds: { median: 120, sigma: 0.5 },
    ordering: "arrival",
    outages: [{ afterDays: 0.1, hours: 2, everyDays: 0.25 }],
  },
  inquiry: {
    metric: "false.paid",
    threshold: 5,
    above: "False results slip through while the sequencer stands still.",
    below: "Outages of this length do no harm.",
    parameter: "network.outages.0.hours",
    label: "length of each of some 28 outages, in hours",
    from: 0.05,
    to: 4,
    scale: "log",
    seeds: 20,
  },
});

export default outage;
