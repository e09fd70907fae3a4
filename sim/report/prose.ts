/** The report's first paragraphs, computed: who earned, who lost, by how much, and why. */
import { ascending, descending } from "d3";
import type { AgentAccount } from "../metrics/account.ts";
import { marginalSolver } from "../metrics/marginal.ts";
import { capital, countWord, enumerate, longDate, plainNumber, plural, share, usd } from "./format.ts";
import type { ReportInput } from "./input.ts";
import { accountsByKind, aiusOf, isSolver, type KindAccount, moneyUsd, usdOf } from "./kinds.ts";
import { groupsOf, memberOf, membersOf, sortOf } from "./names.ts";

const DAY_SECONDS = 86_400;

/** An amount that moved an account, with the words for it. */
interface Cause {
  readonly words: string;
  readonly usd: number;
}

const totalOf = (account: KindAccount, pick: (agent: AgentAccount) => number): number =>
  account.agents.reduce((sum, agent) => sum + pick(agent), 0);

function causes(account: KindAccount): { incomes: Cause[]; costs: Cause[] } {
  const cause = (words: string, pick: (agent: AgentAccount) => number): Cause => ({
    words,
    usd: totalOf(account, pick),
  });
  const incomes = [
    cause("rewards", (agent) => moneyUsd(agent.rewards)),
    cause("fees", (agent) => moneyUsd(agent.fees)),
    cause("slashes won in votes", (agent) => moneyUsd(agent.slashesWon)),
    cause("models' fees", (agent) => moneyUsd(agent.modelFees)),
    cause("bribes", (agent) => moneyUsd(agent.bribesTaken)),
  ];
  const costs = [
    cause("computing", (agent) => usdOf(agent.computeCost)),
    cause("bribes", (agent) => moneyUsd(agent.bribesPaid)),
    cause("slashes lost in votes", (agent) => moneyUsd(agent.slashed)),
    cause("capital bound in stake", (agent) => usdOf(agent.capitalCost)),
    cause("machines kept ready", (agent) => usdOf(agent.standingCost)),
    cause("gas", (agent) => usdOf(agent.gasCost)),
  ];
  const largestFirst = (list: Cause[]) => list.filter((item) => item.usd > 0).sort((a, b) => descending(a.usd, b.usd));
  return { incomes: largestFirst(incomes), costs: largestFirst(costs) };
}

/** Mean profit of one solver of the kind, in USD. */
const perSolver = (account: KindAccount): number => account.profitUsd / account.agents.length;

const subject = (account: KindAccount): string =>
  account.agents.length === 1
    ? `the one ${memberOf(account.kind)}`
    : `the ${countWord(account.agents.length)} ${membersOf(account.kind)}`;

/** "The thirty honest solvers earned $4,100 together: ..." with the largest income and the largest cost as the reason. */
function kindSentence(account: KindAccount): string {
  const together = account.agents.length > 1 ? " together" : "";
  const earned = account.profitUsd >= 0;
  const reason = earned ? gainReason(account) : lossReason(account);
  return `${capital(subject(account))} ${earned ? "earned" : "lost"} ${usd(Math.abs(account.profitUsd))}${together}${reason}.`;
}

function gainReason(account: KindAccount): string {
  const { incomes, costs } = causes(account);
  if (incomes[0] === undefined) return "";
  const taken = costs[0] === undefined ? "" : `, ${costs[0].words} took ${usd(costs[0].usd)}`;
  return `: ${incomes[0].words} brought ${usd(incomes[0].usd)}${taken}`;
}

/** Income below this share of the largest cost explains nothing. */
const LITTLE = 0.1;

function lossReason(account: KindAccount): string {
  const { incomes, costs } = causes(account);
  const [income] = incomes;
  const [cost, ...others] = costs;
  if (cost === undefined) return "";
  if (income === undefined) return `: ${cost.words} took ${usd(cost.usd)} and nothing came in`;
  if (income.usd < LITTLE * cost.usd)
    return `: ${cost.words} took ${usd(cost.usd)} and only ${usd(account.revenueUsd)} came in`;
  if (cost.usd > income.usd)
    return `: ${cost.words} took ${usd(cost.usd)}, more than the ${usd(income.usd)} that ${income.words} brought`;
  const rest = others.reduce((sum, other) => sum + other.usd, 0);
  return `: ${income.words} brought ${usd(income.usd)}, but ${cost.words} took ${usd(cost.usd)} and other costs ${usd(rest)}`;
}

const days = ({ start, end }: ReportInput): string => plural(Number(((end - start) / DAY_SECONDS).toFixed(1)), "day");

function extremes(solvers: readonly AgentAccount[]): string {
  const ranked = [...solvers].sort(
    (a, b) => ascending(moneyUsd(a.profit), moneyUsd(b.profit)) || ascending(a.name, b.name),
  );
  const worst = ranked[0];
  const best = ranked.at(-1);
  if (worst === undefined || best === undefined || worst === best) return "";
  return `${best.name} did best (${usd(moneyUsd(best.profit))}), ${worst.name} worst (${usd(moneyUsd(worst.profit))}).`;
}

/** Who asked for how much, one sentence a kind: users, and solvers who ask themselves. */
function askersText(agents: readonly AgentAccount[]): string {
  const askers = accountsByKind(agents.filter((agent) => agent.tasksSubmitted > 0));
  return askers.length === 0 ? "Nobody asked for anything." : askers.map(askersSentence).join(" ");
}

function askersSentence(account: KindAccount): string {
  const { kind, agents } = account;
  const tasks = plural(
    totalOf(account, (agent) => agent.tasksSubmitted),
    "task",
  );
  const spent = plainNumber(totalOf(account, (agent) => aiusOf(agent.spent.aius)));
  const spentUsd = usd(totalOf(account, (agent) => moneyUsd(agent.spent)));
  const who = `${capital(countWord(agents.length))} ${agents.length === 1 ? memberOf(kind) : membersOf(kind)}`;
  return `${who} submitted ${tasks} and paid ${spent} AIUS (${spentUsd}) in fees.`;
}

/** First paragraph of the report: plain sentences, none of which is written before the run. */
export function leadParagraph(input: ReportInput): string {
  const solvers = input.summary.agents.filter(isSolver);
  const kinds = [...accountsByKind(solvers)].sort((a, b) => descending(perSolver(a), perSolver(b)));
  const opening = `In ${days(input)} from ${longDate(input.start)}, ${solvers.length === 0 ? "no solver took part" : `${earners(kinds)}`}.`;
  return [opening, ...kinds.map(kindSentence), extremes(solvers), askersText(input.summary.agents)]
    .filter((text) => text !== "")
    .join(" ");
}

function earners(kinds: readonly KindAccount[]): string {
  const named = (account: KindAccount) => account.kind;
  const winners = kinds.filter((account) => account.profitUsd > 0).map(named);
  const losers = kinds.filter((account) => account.profitUsd <= 0).map(named);
  if (winners.length === 0) return `all kinds of solvers lost: ${enumerate(losers)}`;
  if (losers.length === 0) return `all kinds of solvers earned: ${enumerate(winners)}`;
  return `${groupsOf(winners)} earned, ${groupsOf(losers)} lost`;
}

/** Does honesty pay? Compares what one solver of each kind made, and where the next one would stand. */
export function honestyParagraph(input: ReportInput): string {
  const solvers = input.summary.agents.filter(isSolver);
  const kinds = accountsByKind(solvers);
  const ranked = [...kinds].sort((a, b) => descending(perSolver(a), perSolver(b)));
  const [first] = ranked;
  if (first === undefined) return "No solver took part.";
  const each = ranked.map((account) => `${account.kind} ${usd(perSolver(account))}`);
  const inProfit = kinds.map(
    (account) => `${plainNumber(account.inProfit)} of ${plainNumber(account.agents.length)} ${sortOf(account.kind)}`,
  );
  return [
    `On average one solver made, by kind: ${enumerate(each)}. In profit were ${enumerate(inProfit)}.`,
    verdict(ranked),
    margin(solvers),
  ].join(" ");
}

function verdict(ranked: readonly KindAccount[]): string {
  const honest = ranked.find((account) => account.kind === "honest");
  const others = ranked.filter((account) => account.kind !== "honest");
  if (honest === undefined || others.length === 0) return "";
  const better = others.filter((account) => perSolver(account) > perSolver(honest));
  if (better.length === 0)
    return perSolver(honest) > 0
      ? "Honesty paid, and paid best."
      : "Honesty did not pay here, but nothing else paid better.";
  const gap = perSolver(better[0]!) - perSolver(honest);
  return `Honesty did not pay best: one ${memberOf(better[0]!.kind)} made ${usd(gap)} more than one honest solver.`;
}

/** A profit within this share of the costs is break-even for a reader. */
const NEAR_BREAK_EVEN = 0.15;

function margin(solvers: readonly AgentAccount[]): string {
  const marginal = marginalSolver(solvers);
  if (marginal === undefined) return "";
  const profit = moneyUsd(marginal.profit);
  const costs = moneyUsd(marginal.costs);
  const relative = costs > 0 ? `, ${share(Math.abs(profit) / costs)} of its costs` : "";
  const amounts = `The marginal solver, ${marginal.name}, who pays most for computing of the honest ones still at work, ${profit >= 0 ? "gained" : "lost"} ${usd(Math.abs(profit))}${relative}`;
  if (Math.abs(profit) <= NEAR_BREAK_EVEN * costs) return `${amounts}: near break-even, so that the market is full.`;
  return `${amounts}: ${profit > 0 ? "above break-even, so that there is room for more" : "below break-even"}.`;
}
