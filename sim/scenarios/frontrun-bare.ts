/** What would copycats take if solutions needed no commitment? */
import frontrun from "./frontrun.ts";
import type { Scenario } from "./schema.ts";

const frontrunBare: Scenario = {
  ...frontrun,
  name: "frontrun-bare",
  title: "Copycats, if solutions needed no commitment",
  question: "What would copycats take from those who computed if solutions needed no commitment?",
  engine: "without-commitments",
  inquiry: {
    metric: "copycat.stolen.share",
    threshold: 0.5,
    above: "Copycats take most of what others computed.",
    below: "Copycats take less than half of what others computed.",
    parameter: "populations.2.latencyMilliseconds.median",
    label: "copycats' latency in milliseconds",
    from: 2,
    to: 1000,
    scale: "log",
    seeds: 20,
  },
};

export default frontrunBare;
