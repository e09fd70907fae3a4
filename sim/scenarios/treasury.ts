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
      { holder: "treasury", share: 0.1 },
      { holder: "earlier-solvers", share: 0.9 },
    ],
  },
  /** Eight tasks a day stand for 1 640: reward rate and fee are as much larger, so that emission is on schedule. */
  models: [{ name: "kandinsky2", feeAius: "0", rate: "142.4", calibration: "kandinsky2" }],
  populations: [users(4, 2, "1", { walletAius: "4000" }), honest(2, { stakeAius: "600", verifyShare: 0 }), dao],
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
    seeds: 10,
  },
});

export default treasury;
