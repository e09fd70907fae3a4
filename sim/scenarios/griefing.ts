/** What does it cost to tie others' stakes by contesting true solutions, and what does it cost the others? */
import { griefers, RATE } from "./town.ts";
import { honest, users, village } from "./village.ts";

const griefing = village({
  name: "griefing",
  title: "Contestations to tie others' stakes",
  question: "What does it cost to tie others' stakes by contesting true solutions, and what does it cost the others?",
  horizonDays: 7,
  models: [{ name: "kandinsky2", feeAius: "0", rate: RATE, calibration: "kandinsky2" }],
  populations: [users(10, 10, "0.05"), honest(10), griefers(4)],
  inquiry: {
    metric: "griefing.balance.usd",
    threshold: 0,
    above: "Griefing costs others more than the griefers.",
    below: "Griefing costs the griefers more than anyone else.",
    parameter: "populations.2.count",
    label: "number of griefers against ten honest solvers",
    from: 1,
    to: 20,
    scale: "linear",
    whole: true,
    seeds: 20,
  },
});

export default griefing;
