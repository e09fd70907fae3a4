/** How long do the DAO's funds last, and what demand makes it self-sufficient? */
import type { DaoPopulation } from "./populations.ts";
import { honest, users, village } from "./village.ts";

const FOUR_YEARS = 4 * 365;

const dao: DaoPopulation = {
  kind: "dao",
  count: 1,
  walletAius: "0",
  spendUsdPerDay: 250,
  payEveryDays: 7,
  payee: "development",
};

const treasury = village({
  name: "treasury",
  title: "Four years of the treasury",
  question: "How much may the DAO spend for its funds to last four years, and does it live from its income by then?",
  horizonDays: FOUR_YEARS,
  start: {
    date: "2024-03-15",
    ageDays: 30,
    minedHeldBy: [
      { holder: "treasury", share: 0.33 },
      { holder: "earlier-solvers", share: 0.67 },
    ],
  },
  /** Four tasks a day stand for the 1 139 of rate 1 and a fee of 0.01 AIUS with which emission is on schedule. */
  models: [{ name: "kandinsky2", feeAius: "0", rate: "284.853", calibration: "kandinsky2" }],
  populations: [
    users(4, 1, "2.85", { walletAius: "5500" }),
    honest(2, { walletAius: "10", stakeAius: "600", verifyShare: 0 }),
    dao,
  ],
  inquiry: {
    metric: "treasury.lasts.days",
    threshold: FOUR_YEARS - 14,
    above: "The funds last for four years.",
    below: "The funds run dry within four years.",
    parameter: "populations.2.spendUsdPerDay",
    label: "what the DAO spends, in USD a day",
    from: 50,
    to: 2000,
    scale: "log",
    seeds: 6,
  },
});

export default treasury;
