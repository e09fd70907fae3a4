/** The participants of a run by kind: totals and means in plain numbers. */
import { median, sum } from "d3";
import type { AgentAccount, Money } from "../metrics/account.ts";
import { toNumber } from "./format.ts";

const WEI_DECIMALS = 18;
const NANO_DECIMALS = 9;

export const aiusOf = (wei: bigint): number => toNumber(wei, WEI_DECIMALS);
export const usdOf = (nanoUsd: bigint): number => toNumber(nanoUsd, NANO_DECIMALS);

export interface KindAccount {
  readonly kind: string;
  readonly agents: readonly AgentAccount[];
  readonly profitUsd: number;
  readonly profitAius: number;
  readonly medianProfitUsd: number;
  readonly revenueUsd: number;
  readonly costsUsd: number;
  readonly slashedUsd: number;
  /** Fees, less refunds, and bribes. */
  readonly spentUsd: number;
  readonly solutionsPaid: number;
  readonly solutionsFalse: number;
  readonly inProfit: number;
}

/** USD of an amount of tokens, at the prices of the moments at which it arose. */
export const moneyUsd = (money: Money): number => usdOf(money.usd);

/** What a participant paid others in USD: fees, less refunds, and bribes. */
export const spentUsd = (agent: AgentAccount): number => moneyUsd(agent.spent) + moneyUsd(agent.bribesPaid);

function accountOf(kind: string, agents: readonly AgentAccount[]): KindAccount {
  const total = (pick: (agent: AgentAccount) => number) => sum(agents, pick);
  return {
    kind,
    agents,
    profitUsd: total((agent) => moneyUsd(agent.profit)),
    profitAius: total((agent) => aiusOf(agent.profit.aius)),
    medianProfitUsd: median(agents, (agent) => moneyUsd(agent.profit)) ?? 0,
    revenueUsd: total((agent) => moneyUsd(agent.revenue)),
    costsUsd: total((agent) => moneyUsd(agent.costs)),
    slashedUsd: total((agent) => moneyUsd(agent.slashed)),
    spentUsd: total(spentUsd),
    solutionsPaid: total((agent) => agent.solutionsPaid),
    solutionsFalse: total((agent) => agent.solutionsFalse),
    inProfit: agents.filter((agent) => agent.profit.usd > 0n).length,
  };
}

/** One account per kind, in the order in which kinds first appear among the participants. */
export function accountsByKind(agents: readonly AgentAccount[]): readonly KindAccount[] {
  const kinds = [...new Set(agents.map((agent) => agent.kind))];
  return kinds.map((kind) =>
    accountOf(
      kind,
      agents.filter((agent) => agent.kind === kind),
    ),
  );
}

/** Who did or earned anything: holders of what was mined before are participants too. */
export const isActive = (agent: AgentAccount): boolean =>
  agent.transactions > 0 || agent.computations > 0 || agent.profit.aius !== 0n || agent.staked > 0n;

/** Who computes for money, as against who pays: took part in solving, or staked to. */
export const isSolver = (agent: AgentAccount): boolean =>
  agent.kind !== "user" &&
  (agent.staked > 0n || agent.solutionsSubmitted > 0 || agent.computations > 0 || agent.slashed.aius > 0n);
