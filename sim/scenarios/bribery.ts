/** At what price do voters defend a falsehood? */
import { bribers, RATE, venals } from "./town.ts";
import { honest, users, village } from "./village.ts";

/** Tasks worth lying about: four a day, at fees of a thousand AIUS. */
const dear = users(2, 2, "1000", { name: "firm", walletAius: "30000" });

const bribery = village({
  name: "bribery",
  title: "Voters with a price",
  question: "At what price do voters defend a falsehood?",
  horizonDays: 7,
  models: [{ name: "kandinsky2", feeAius: "0", rate: RATE, calibration: "kandinsky2" }],
  populations: [users(10, 10, "0.05"), dear, honest(4, { verifyShare: 0.3 }), venals(8), bribers(1)],
  inquiry: {
    metric: "bribery.stood.share",
    threshold: 0.5,
    above: "Bribed falsehoods stand.",
    below: "Bribed falsehoods fall.",
    parameter: "populations.4.bribeAius",
    label: "bribe per vote in AIUS",
    from: 1,
    to: 60,
    scale: "log",
    seeds: 20,
  },
});

export default bribery;
