/** Figure data that come from the participants' accounts. */
import type { AgentAccount } from "../metrics/account.ts";
import { marginalSolver } from "../metrics/marginal.ts";
import type { AccountData, AccountItem } from "./figures/account.ts";
import type { ProfitData } from "./figures/profit.ts";
import { accountsByKind, isSolver, type KindAccount, moneyUsd, usdOf } from "./kinds.ts";

export function profitData(agents: readonly AgentAccount[]): ProfitData {
  const solvers = agents.filter(isSolver);
  return {
    agents: solvers.map((agent) => ({ name: agent.name, kind: agent.kind, profitUsd: moneyUsd(agent.profit) })),
    marginal: marginalSolver(solvers)?.name,
  };
}

type Pick = (agent: AgentAccount) => number;

/** Items of a solver's account in the order of the figure's legend: what came in, then what went out. */
const ITEMS: ReadonlyArray<readonly [item: string, pick: Pick]> = [
  ["rewards", (agent) => moneyUsd(agent.rewards)],
  ["fees", (agent) => moneyUsd(agent.fees)],
  ["models' fees", (agent) => moneyUsd(agent.modelFees)],
  ["slashes won", (agent) => moneyUsd(agent.slashesWon)],
  ["bribes taken", (agent) => moneyUsd(agent.bribesTaken)],
  ["bribes paid", (agent) => -moneyUsd(agent.bribesPaid)],
  ["computing", (agent) => -usdOf(agent.computeCost)],
  ["slashes lost", (agent) => -moneyUsd(agent.slashed)],
  ["capital", (agent) => -usdOf(agent.capitalCost)],
  ["machines ready", (agent) => -usdOf(agent.standingCost)],
  ["gas", (agent) => -usdOf(agent.gasCost)],
  ["fees paid", (agent) => -moneyUsd(agent.spent)],
];

function itemsOf(account: KindAccount): AccountItem[] {
  const mean = (pick: Pick) => account.agents.reduce((sum, agent) => sum + pick(agent), 0) / account.agents.length;
  return ITEMS.map(([item, pick]) => ({ kind: account.kind, item, usd: mean(pick) }));
}

/** Income and costs of the average solver of each kind; items that are nothing for every kind are left out. */
export function accountData(agents: readonly AgentAccount[]): AccountData {
  const items = accountsByKind(agents.filter(isSolver)).flatMap(itemsOf);
  const used = new Set(items.filter((entry) => entry.usd !== 0).map((entry) => entry.item));
  return { items: items.filter((entry) => used.has(entry.item)) };
}
