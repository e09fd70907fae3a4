import { expect } from "chai";
import type { AgentAccount, Money } from "../../sim/metrics/account.ts";
import type { ReportInput } from "../../sim/report/input.ts";
import { honestyParagraph, leadParagraph } from "../../sim/report/prose.ts";
import { calibrationOf } from "../../sim/scenarios/calibration.ts";
import { scenarios } from "../../sim/scenarios/index.ts";

const NANO = 1_000_000_000n;
const money = (usd: number): Money => ({ aius: BigInt(usd) * 10n ** 18n, usd: BigInt(usd) * NANO });

interface Books {
  readonly rewards?: number;
  readonly computing?: number;
  readonly slashed?: number;
  readonly spent?: number;
  readonly tasks?: number;
}

/** An account with these amounts, in USD, at a price of 1. */
function agent(
  name: string,
  kind: string,
  { rewards = 0, computing = 0, slashed = 0, spent = 0, tasks = 0 }: Books,
): AgentAccount {
  const none = money(0);
  return {
    name,
    kind,
    address: "0x00",
    transactions: 1,
    reverts: 0,
    tasksSubmitted: tasks,
    computations: computing > 0 ? 1 : 0,
    computeMilliseconds: computing > 0 ? 10_000 : 0,
    solutionsSubmitted: kind === "user" ? 0 : 1,
    solutionsPaid: rewards > 0 ? 1 : 0,
    solutionsFalse: 0,
    solutionsFalsePaid: 0,
    contestations: 0,
    votes: 0,
    fees: none,
    rewards: money(rewards),
    modelFees: none,
    slashesWon: none,
    bribesTaken: none,
    bribesPaid: none,
    revenue: money(rewards),
    spent: money(spent),
    slashed: money(slashed),
    computeCost: BigInt(computing) * NANO,
    gasCost: 0n,
    capitalCost: 0n,
    standingCost: 0n,
    costs: money(computing),
    profit: money(rewards - computing - slashed - spent),
    lockedSlashes: 0n,
    unclaimedSolutions: 0,
    unclaimedFees: 0n,
    openFees: 0n,
    wallet: 0n,
    staked: kind === "user" ? 0n : 1n,
  };
}

const input = (agents: readonly AgentAccount[]): ReportInput => ({
  scenario: scenarios["market"]!,
  calibration: calibrationOf("priors.json"),
  seed: 1,
  backend: "model",
  start: 1_739_404_800,
  end: 1_739_404_800 + 2 * 86_400,
  reason: "horizon",
  summary: { metrics: [], series: [], distributions: [], agents, findings: [], violations: [] },
  id: "0",
  ledgerHash: "0x",
  code: "0",
  bytecodeHash: "0x",
  command: "",
});

const honest = [
  agent("honest-1", "honest", { rewards: 300, computing: 100 }),
  agent("honest-2", "honest", { rewards: 150, computing: 140 }),
];
const lazy = agent("lazy-1", "lazy", { rewards: 60, slashed: 90 });
const user = agent("user-1", "user", { spent: 12, tasks: 40 });

describe("the first paragraph", () => {
  it("says who earned and who lost, by how much and why, then who did best and what users paid", () => {
    expect(leadParagraph(input([user, ...honest, lazy]))).to.equal(
      "In 2 days from 13 February 2025, honest solvers earned, lazy solvers lost. " +
        "The two honest solvers earned $210 together: rewards brought $450, computing took $240. " +
        "The one lazy solver lost $30.00: slashes lost in votes took $90.00, more than the $60.00 that rewards brought. " +
        "honest-1 did best ($200), lazy-1 worst (−$30.00). " +
        "One user submitted 40 tasks and paid 12 AIUS ($12.00) in fees.",
    );
  });

  it("follows the numbers when they turn", () => {
    const text = leadParagraph(
      input([agent("honest-1", "honest", { rewards: 50, computing: 80 }), agent("lazy-1", "lazy", { rewards: 60 })]),
    );
    expect(text).to.match(/lazy solvers earned, honest solvers lost/);
    expect(text).to.match(
      /honest solver lost \$30\.00: computing took \$80\.00, more than the \$50\.00 that rewards brought/,
    );
  });

  it("says when all lost, and when nothing came in", () => {
    const text = leadParagraph(
      input([agent("lazy-1", "lazy", { slashed: 30 }), agent("malicious-1", "malicious", { slashed: 90, rewards: 1 })]),
    );
    expect(text).to.match(/all kinds of solvers lost: lazy and malicious\./);
    expect(text).to.match(/lazy solver lost \$30\.00: slashes lost in votes took \$30\.00 and nothing came in\./);
    expect(text).to.match(
      /malicious solver lost \$89\.00: slashes lost in votes took \$90\.00 and only \$1\.00 came in\./,
    );
  });
});

describe("the answer", () => {
  it("compares kinds per solver, whatever their number", () => {
    const text = honestyParagraph(input([...honest, lazy]));
    expect(text).to.match(
      /by kind: honest \$105 and lazy −\$30\.00\. In profit were 2 of 2 honest and 0 of 1 lazy\. Honesty paid, and paid best\./,
    );
  });

  it("says when something else paid better", () => {
    expect(honestyParagraph(input([...honest, agent("lazy-1", "lazy", { rewards: 155 })]))).to.match(
      /Honesty did not pay best: one lazy solver made \$50\.00 more than one honest solver\./,
    );
  });

  it("names the marginal solver and how near to break-even it is", () => {
    expect(honestyParagraph(input([...honest]))).to.match(
      /The marginal solver, honest-2, who pays most for computing .*, gained \$10\.00, 7\.14 % of its costs: near break-even/,
    );
    expect(honestyParagraph(input([honest[0]!]))).to.match(
      /honest-1, .* gained \$200, 200 % of its costs: above break-even/,
    );
  });
});
