/** Which figures a run gets, in the order in which they tell its story. A figure without its data is left out. */
import type { RunSummary } from "../metrics/summary.ts";
import { accountFigure } from "./figures/account.ts";
import { coffersFigure } from "./figures/coffers.ts";
import type { ComputeData, CostItem } from "./figures/compute.ts";
import { computeFigure } from "./figures/compute.ts";
import { courseFigure } from "./figures/course.ts";
import { falsehoodFigure } from "./figures/falsehood.ts";
import { feesFigure } from "./figures/fees.ts";
import { latencyFigure } from "./figures/latency.ts";
import { membersFigure } from "./figures/members.ts";
import { profitFigure } from "./figures/profit.ts";
import { rewardFigure } from "./figures/reward.ts";
import { type SolvedData, solvedFigure } from "./figures/solved.ts";
import { supplyFigure } from "./figures/supply.ts";
import { treasuryFigure } from "./figures/treasury.ts";
import type { Figure } from "./frame.ts";
import { accountData, profitData } from "./fromAgents.ts";
import { accountsByKind, isSolver, usdOf } from "./kinds.ts";
import { type NumberSeries, Numbers } from "./numbers.ts";

export interface Chapter {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** Bars in a figure of counts per period, about. */
const PERIODS = 30;

/** A count that only grows, as counts per period; the last, shorter period is kept. */
function perPeriod({ times, values }: NumberSeries): NumberSeries {
  const stride = Math.max(1, Math.round((times.length - 1) / PERIODS));
  const marks = times.map((_, i) => i).filter((i) => i % stride === 0 && i < times.length - 1);
  const until = (mark: number) => values[Math.min(mark + stride, values.length - 1)]!;
  return { times: marks.map((mark) => times[mark]!), values: marks.map((mark) => until(mark) - values[mark]!) };
}

function supply(numbers: Numbers): Figure | undefined {
  const [target, measured, mined] = ["supply.target", "supply.measure", "supply.mined"].map((name) =>
    numbers.line(name),
  );
  if (target === undefined || measured === undefined || mined === undefined) return undefined;
  return supplyFigure({
    times: target.times,
    target: target.values,
    measured: measured.values,
    mined: mined.values,
    demand: { tasks: numbers.value("demand.tasks"), needed: numbers.value("demand.on_target") },
  });
}

function reward(numbers: Numbers): Figure | undefined {
  const offered = numbers.line("reward.offered");
  return offered && rewardFigure({ times: offered.times, reward: offered.values });
}

function solved(numbers: Numbers): Figure | undefined {
  const lines = [...numbers.linesBelow("solved")].map(([kind, line]) => ({ kind, line: perPeriod(line) }));
  const used = lines.filter(({ line }) => line.values.some((count) => count > 0));
  if (used.length === 0) return undefined;
  const counts: SolvedData["counts"] = Object.fromEntries(used.map(({ kind, line }) => [kind, line.values]));
  return solvedFigure({ times: used[0]!.line.times, end: numbers.line("tasks.solved")!.times.at(-1)!, counts });
}

function latency(numbers: Numbers): Figure | undefined {
  const waits = numbers.distribution("time.to_solution");
  if (waits === undefined) return undefined;
  const medianSeconds = numbers.value("time.to_solution.median");
  return latencyFigure({ ...waits, medianSeconds, p95Seconds: numbers.value("time.to_solution.p95") });
}

function falsehood(numbers: Numbers): Figure | undefined {
  if (numbers.find("false.submitted") === undefined) return undefined;
  const value = (name: string) => numbers.value(name);
  return falsehoodFigure({
    submitted: value("false.submitted"),
    caught: value("false.caught"),
    paid: value("false.paid"),
    contestations: value("contestations.submitted"),
    upheld: value("contestations.upheld"),
    rejected: value("contestations.rejected"),
    trueRejected: value("true.rejected"),
  });
}

function treasury(numbers: Numbers): Figure | undefined {
  const income = numbers.line("treasury.income");
  if (income === undefined) return undefined;
  return treasuryFigure({
    times: income.times,
    income: income.values,
    rewards: numbers.value("treasury.rewards"),
    fees: numbers.value("treasury.fees"),
    retractions: numbers.value("treasury.retractions"),
  });
}

/** Shown where somebody came or went. */
function members(numbers: Numbers): Figure | undefined {
  const lines = [...numbers.linesBelow("members")];
  if (lines.every(([, { values }]) => values.every((value) => value === values[0]))) return undefined;
  return membersFigure({
    times: lines[0]![1].times,
    members: Object.fromEntries(lines.map(([kind, { values }]) => [kind, values])),
  });
}

/** Shown where no reward is paid, so that fees alone decide. */
function fees(numbers: Numbers): Figure | undefined {
  const [submitted, solvedFees, waited] = ["submitted", "solved", "waited"].map((name) =>
    numbers.distribution(`fees.${name}`),
  );
  if (submitted === undefined || solvedFees === undefined || waited === undefined) return undefined;
  if (numbers.value("reward.count") > 0 || submitted.counts.length < 2) return undefined;
  return feesFigure({
    edges: submitted.edges,
    submitted: submitted.counts,
    solved: solvedFees.counts,
    waited: waited.counts,
    clearing: numbers.find("fees.clearing"),
  });
}

/** Shown where the treasury pays. */
function coffers(numbers: Numbers): Figure | undefined {
  const [balance, spent] = [numbers.line("treasury.balance"), numbers.line("treasury.spent")];
  if (balance === undefined || spent === undefined || numbers.value("treasury.payments") === 0) return undefined;
  return coffersFigure({
    times: balance.times,
    balance: balance.values,
    spent: spent.values,
    vested: numbers.value("treasury.vested"),
    earned: numbers.value("treasury.income"),
    refused: numbers.value("treasury.payments.refused"),
    payments: numbers.value("treasury.payments"),
    lastsDays: numbers.value("treasury.lasts.days"),
  });
}

/** Profit so far of the average solver of each kind. */
function course({ agents }: RunSummary, numbers: Numbers): Figure | undefined {
  const lines = accountsByKind(agents.filter(isSolver)).flatMap(({ kind, agents: members }) => {
    const line = numbers.line(`profit.${kind}.usd`);
    return line === undefined
      ? []
      : [{ kind, times: line.times, usd: line.values.map((value) => value / members.length) }];
  });
  return lines.length === 0 ? undefined : courseFigure({ lines });
}

function computeData({ agents }: RunSummary, numbers: Numbers): ComputeData {
  const costs = accountsByKind(agents.filter(isSolver)).flatMap(({ kind, agents: members }): CostItem[] => {
    const total = (pick: (agent: (typeof members)[number]) => bigint) =>
      usdOf(members.reduce((sum, agent) => sum + pick(agent), 0n));
    return [
      { kind, item: "computing", usd: total((agent) => agent.computeCost) },
      { kind, item: "standing", usd: total((agent) => agent.standingCost) },
      { kind, item: "capital", usd: total((agent) => agent.capitalCost) },
      { kind, item: "gas", usd: total((agent) => agent.gasCost) },
    ];
  });
  return {
    costs,
    solveUsd: numbers.value("compute.cost.solve"),
    verifyUsd: numbers.value("compute.cost.verify"),
    voteUsd: numbers.value("compute.cost.vote"),
    computations: numbers.value("compute.count"),
  };
}

const profitFigures = (summary: RunSummary, numbers: Numbers): Figure[] =>
  present([
    profitFigure(profitData(summary.agents)),
    accountFigure(accountData(summary.agents)),
    course(summary, numbers),
  ]);

const present = (figures: readonly (Figure | undefined)[]): Figure[] =>
  figures.filter((figure) => figure !== undefined);

/** The figures of a run by chapter; chapters without figures are left out. */
export function storyFigures(summary: RunSummary): readonly Chapter[] {
  const numbers = new Numbers(summary);
  const hasSolvers = summary.agents.some(isSolver);
  const chapters: Chapter[] = [
    {
      title: "Profit",
      figures: hasSolvers ? profitFigures(summary, numbers) : [],
    },
    { title: "Emission", figures: present([supply(numbers), reward(numbers)]) },
    { title: "Work", figures: present([solved(numbers), members(numbers), latency(numbers), fees(numbers)]) },
    { title: "Truth", figures: present([falsehood(numbers)]) },
    {
      title: "Money",
      figures: present([
        coffers(numbers),
        treasury(numbers),
        hasSolvers ? computeFigure(computeData(summary, numbers)) : undefined,
      ]),
    },
  ];
  return chapters.filter(({ figures }) => figures.length > 0);
}
