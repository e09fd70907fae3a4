/** Equations over a real run of the market: what the metrics say of each must add up to what happened to all. */
import { expect } from "chai";
import type { Address, Wei } from "../../sim/base/types.ts";
import { openModelChain } from "../../sim/chain/model/index.ts";
import type { LedgerRecord } from "../../sim/ledger/records.ts";
import { createLedger, type RunSummary } from "../../sim/metrics/summary.ts";
import { busyMarket, ofType, runOn } from "../world/runs.ts";

const model = {
  name: "model" as const,
  open: (plan?: Parameters<typeof openModelChain>[0]["plan"]) => openModelChain({ plan: plan! }),
};

/** Tokens that the set-up gave each address, net of what it staked for itself. */
const openings = (records: readonly LedgerRecord[]): ReadonlyMap<Address, Wei> => {
  const sums = new Map<Address, Wei>();
  for (const { phase, steps } of ofType(records, "block")) {
    if (phase !== "setup") continue;
    for (const { action, outcome } of steps) {
      if (action.method !== "transfer" || !outcome.ok) continue;
      const [to, amount] = action.args as [Address, Wei];
      sums.set(to, (sums.get(to) ?? 0n) + amount);
    }
  }
  return sums;
};

describe("metrics of the market", () => {
  let records: readonly LedgerRecord[];
  let summary: RunSummary;
  const value = (name: string): bigint => {
    const metric = summary.metrics.find((known) => known.name === name);
    if (!metric) throw new Error(`no metric ${name}`);
    return metric.value;
  };

  before(async () => {
    ({ records } = await runOn(
      model,
      busyMarket((scenario) => (scenario.horizonDays = 1)),
    ));
    const ledger = createLedger({ onViolation: "stop" });
    for (const record of records) ledger.read(record);
    summary = ledger.summary();
  });

  it("nobody's profit comes from nowhere: what each holds grew by what it earned less what it spent and lost", () => {
    const opening = openings(records);
    for (const agent of summary.agents) {
      const { wallet, staked, lockedSlashes, revenue, spent, slashed } = agent;
      const growth = wallet + staked + lockedSlashes - (opening.get(agent.address) ?? 0n);
      expect(growth, agent.name).to.equal(revenue.aius - spent.aius - slashed.aius);
    }
  });

  it("every fee went to someone, or waits", () => {
    const gone = ["to_solvers", "to_models", "to_treasury", "refunded_contested", "refunded_retracted", "retraction"];
    const sum = gone.reduce((total, name) => total + value(`fees.${name}`), 0n);
    expect(value("fees.paid_in")).to.equal(sum + value("held.fees"));
  });

  it("every slash was returned, lost, or is locked; every lost one was won or is dust", () => {
    const undecided = summary.agents.reduce((sum, agent) => sum + agent.lockedSlashes, 0n);
    expect(value("slashes.locked")).to.equal(value("slashes.returned") + value("slashes.lost") + undecided);
    const unserved = value("held.slashes") - undecided;
    expect(value("slashes.lost")).to.equal(value("slashes.won") + value("slashes.unclaimable") + unserved);
  });

  it("what was mined is what solvers and treasury were rewarded", () => {
    expect(value("supply.emitted")).to.equal(value("reward.total"));
    const rewards = summary.agents.reduce((sum, agent) => sum + agent.rewards.aius, 0n);
    expect(rewards).to.equal(value("reward.to_solvers"));
  });

  it("the measure is what was mined less what the engine holds for others or for nobody", () => {
    expect(value("supply.measure")).to.equal(value("supply.mined") - value("supply.held") - value("supply.unowned"));
  });

  it("tasks, solutions and agents' counts agree", () => {
    const sum = (
      of: "tasksSubmitted" | "solutionsSubmitted" | "solutionsPaid" | "solutionsFalse" | "transactions" | "votes",
    ) => BigInt(summary.agents.reduce((total, agent) => total + agent[of], 0));
    expect(sum("tasksSubmitted")).to.equal(value("tasks.submitted"));
    expect(sum("solutionsSubmitted")).to.equal(value("tasks.solved"));
    expect(sum("solutionsPaid")).to.equal(value("tasks.paid"));
    expect(sum("solutionsFalse")).to.equal(value("false.submitted"));
    expect(sum("transactions")).to.equal(value("transactions"));
    expect(sum("votes")).to.equal(value("votes.yea") + value("votes.nay"));
    expect(value("tasks.solved")).to.equal(value("tasks.paid") + value("tasks.refunded") + value("tasks.pending"));
    expect(value("contestations.submitted"), "something was contested").to.not.equal(0n);
    expect(value("false.submitted"), "someone lied").to.not.equal(0n);
  });

  it("every dollar of cost was booked by somebody", () => {
    const booked = ofType(records, "compute").reduce((sum, { cost }) => sum + cost, 0n);
    expect(value("compute.cost")).to.equal(booked);
    expect(summary.agents.reduce((sum, { computeCost }) => sum + computeCost, 0n)).to.equal(booked);
    expect(summary.agents.reduce((sum, { gasCost }) => sum + gasCost, 0n)).to.equal(value("gas.cost"));
  });
});
