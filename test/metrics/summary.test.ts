import { expect } from "chai";
import { DAY } from "../../sim/base/types.ts";
import { nodeSha256 } from "../../sim/ledger/files/event-file.ts";
import type { AgentAccount } from "../../sim/metrics/account.ts";
import { createLedger, type RunSummary } from "../../sim/metrics/summary.ts";
import { claimRun, contestedRun, SETTLED_AT, TASK } from "../ledger/scenarios.ts";
import { aius, DEPLOYED_AT, ONE_YEAR_IN, START, type WrittenRun } from "../support/records.ts";

const summaryOf = (run: WrittenRun): RunSummary => {
  const ledger = createLedger({ onViolation: "stop", hasher: nodeSha256() });
  for (const record of run.records) ledger.read(record);
  return ledger.summary();
};

/** Values of the metrics under a path, by what follows it. */
const under = (summary: RunSummary, path: string): Record<string, bigint> =>
  Object.fromEntries(
    summary.metrics
      .filter(({ name }) => name.startsWith(`${path}.`))
      .map(({ name, value }) => [name.slice(path.length + 1), value]),
  );

const accountOf = (summary: RunSummary, name: string): AgentAccount =>
  summary.agents.find((agent) => agent.name === name)!;

const usd = (dollars: number): bigint => BigInt(Math.round(dollars * 1e9));

/** Three honest voters against two liars: the false solution is rejected. */
const rejectedRun = (): WrittenRun => {
  const run = contestedRun(3, 2);
  run.block(
    SETTLED_AT,
    run.finish(
      "user-1",
      TASK,
      [0, 9],
      ["honest-1", aius("30")],
      ["honest-2", aius("15")],
      ["honest-3", aius("15")],
      ["user-1", aius("1")],
    ),
  );
  run.end(SETTLED_AT + 60, aius("300000") - 1n * aius("61"));
  return run;
};

describe("metrics/summary", () => {
  it("has unique names, a source and a sentence for every metric, series of one length", () => {
    for (const run of [claimRun(), rejectedRun()]) {
      const { metrics, series } = summaryOf(run);
      expect(new Set(metrics.map(({ name }) => name)).size).to.equal(metrics.length);
      for (const { name, description, source } of metrics) {
        expect(name).to.match(/^[a-z][A-Za-z0-9_.-]*$/);
        expect(description, name).to.match(/\.$/);
        expect(source, name).to.have.length.greaterThan(0);
      }
      expect(new Set(series.map(({ name }) => name)).size).to.equal(series.length);
      for (const { name, times, values } of series) expect(values.length, name).to.equal(times.length);
    }
  });

  it("keeps what was mined and what the engine measures apart", () => {
    const supply = under(summaryOf(claimRun()), "supply");
    expect(supply).to.include({
      mined_before: aius("300240.05"),
      emitted: aius("0.5"),
      mined: aius("300240.55"),
      measure: aius("300000.55"),
      held: aius("240"),
      unowned: 0n,
    });
    expect(supply["target"]! > aius("300000"), "a day after the year").to.equal(true);
  });

  it("follows fees, rewards and the treasury", () => {
    const summary = summaryOf(claimRun());
    expect(under(summary, "fees")).to.include({
      paid_in: aius("1"),
      to_models: aius("0.5"),
      to_solvers: aius("0.45"),
      to_treasury: aius("0.05"),
      mean: aius("1"),
    });
    expect(under(summary, "reward")).to.include({
      count: 1n,
      total: aius("0.5"),
      to_treasury: aius("0.05"),
      mean: aius("0.5"),
    });
    expect(under(summary, "treasury")).to.deep.equal({
      income: aius("0.1"),
      fees: aius("0.05"),
      rewards: aius("0.05"),
      retractions: 0n,
      uncollected: 0n,
    });
  });

  it("counts tasks and times", () => {
    const summary = summaryOf(claimRun());
    expect(under(summary, "tasks")).to.include({
      submitted: 1n,
      solved: 1n,
      paid: 1n,
      open: 0n,
      pending: 0n,
      solved_share: 1_000_000n,
    });
    expect(under(summary, "time")).to.include({ "to_solution.mean": 60n, "to_payment.mean": BigInt(DAY - 60) });
  });

  it("counts what was false, and what the votes made of it", () => {
    const summary = summaryOf(rejectedRun());
    expect(under(summary, "false")).to.include({
      submitted: 1n,
      caught: 1n,
      paid: 0n,
      caught_share: 1_000_000n,
      "submitted.liar": 1n,
      "submitted.honest": 0n,
    });
    expect(under(summary, "solved")).to.include({ liar: 1n, honest: 0n, "share.liar": 1_000_000n });
    expect(under(summary, "contestations")).to.deep.equal({
      submitted: 1n,
      upheld: 1n,
      rejected: 0n,
      open: 0n,
      settled: 1n,
    });
    expect(under(summary, "votes")).to.deep.equal({ yea: 3n, nay: 2n });
    expect(under(summary, "slashes")).to.deep.equal({
      locked: aius("150"),
      returned: aius("90"),
      lost: aius("60"),
      "lost.right": 0n,
      "lost.wrong": aius("60"),
      won: aius("60"),
      unclaimable: 0n,
    });
  });

  it("gives an agent's profit in tokens and dollars, each at the price of the moment", () => {
    const run = claimRun();
    run.records.splice(-1, 0, {
      type: "cost",
      timestamp: ONE_YEAR_IN + 70,
      agent: "honest-1",
      reason: "standing",
      cost: usd(0.3),
    });
    run.records.splice(-2, 0, { type: "price", timestamp: ONE_YEAR_IN + 65, aius: usd(6), eth: usd(2000) });
    const solver = accountOf(summaryOf(run), "honest-1");
    // One transaction at 0.001 USD while AIUS stood at 3; 0.3 USD when it stood at 6.
    expect(solver.revenue).to.deep.equal({ aius: aius("0.9"), usd: usd(2.7) });
    expect(solver.costs).to.deep.equal({ aius: 333_333_333_333_333n + aius("0.05"), usd: usd(0.301) });
    expect(solver.profit.usd).to.equal(usd(2.399));
    expect(solver).to.include({
      transactions: 1,
      solutionsSubmitted: 1,
      solutionsPaid: 1,
      unclaimedSolutions: 0,
      staked: aius("240"),
    });
    const user = accountOf(summaryOf(claimRun()), "user-1");
    // Three times 0.001 USD at 3 USD, converted in three parts: each floored.
    expect(user.profit).to.deep.equal({ aius: -aius("1") - 3n * 333_333_333_333_333n, usd: -usd(3.003) });
    expect(user).to.include({ transactions: 3, tasksSubmitted: 1, openFees: 0n });
  });

  it("explains every change of wealth: wallet and stake grow by what was earned less what was lost and spent", () => {
    const run = rejectedRun();
    const summary = summaryOf(run);
    for (const agent of summary.agents) {
      const before = agent.kind === "user" ? aius("300001") : aius("240");
      const after = agent.wallet + agent.staked + agent.lockedSlashes;
      expect(after - before, agent.name).to.equal(agent.revenue.aius - agent.spent.aius - agent.slashed.aius);
    }
    expect(accountOf(summary, "liar-1").slashed.aius).to.equal(aius("30"));
    expect(accountOf(summary, "user-1").spent.aius, "refunded").to.equal(0n);
  });

  it("sets apart what is not settled", () => {
    const summary = summaryOf(contestedRun(2, 1));
    expect(accountOf(summary, "liar-1")).to.include({
      lockedSlashes: aius("30"),
      unclaimedSolutions: 1,
      unclaimedFees: aius("1"),
    });
    expect(accountOf(summary, "user-1")).to.include({ openFees: aius("1") });
    expect(accountOf(summary, "liar-1").slashed.aius).to.equal(0n);
  });

  it("compares demand with what keeps emission on its schedule", () => {
    const run = claimRun();
    const { to_target: share, on_target: needed } = under(summaryOf(run), "demand");
    // From a day before the year's end to a day after it the schedule mines 300 000 (2^(1/365) - 2^(-1/365)) = 1139.4;
    // a task on target at a measure of 300 000.05 brings 0.5.
    expect(needed).to.equal(2278n);
    expect(share).to.equal(1_000_000n / 2278n);
  });

  it("counts transactions, reverts by error, gas", () => {
    const run = claimRun();
    run.records.pop();
    run.block(ONE_YEAR_IN + 100, run.failed("user-1", "engine", "claimSolution", [TASK], "SolutionAlreadyClaimed"));
    const summary = summaryOf(run);
    const value = (name: string) => summary.metrics.find((metric) => metric.name === name)?.value;
    expect(value("transactions")).to.equal(5n);
    expect(value("transactions.claimSolution")).to.equal(2n);
    expect(value("reverts.SolutionAlreadyClaimed")).to.equal(1n);
    expect(value("gas.cost")).to.equal(5_000_000n);
    expect(accountOf(summary, "user-1").reverts).to.equal(1);
  });

  it("samples the state at the end of each moment's second, to the run's end", () => {
    const { series } = summaryOf(claimRun());
    const mined = series.find(({ name }) => name === "supply.mined")!;
    expect(mined.times[0]).to.equal(START);
    expect(mined.times.at(-1)).to.equal(ONE_YEAR_IN + DAY);
    const at = (time: number) => mined.values[mined.times.indexOf(time)];
    expect(at(ONE_YEAR_IN - 3600)).to.equal(aius("300240.05"));
    expect(at(ONE_YEAR_IN), "with the claim of that second").to.equal(aius("300240.55"));
    const target = series.find(({ name }) => name === "supply.target")!;
    expect(target.values[target.times.indexOf(DEPLOYED_AT + 365 * DAY)]).to.equal(aius("300000"));
  });

  it("is valid when a run is cut off anywhere", () => {
    const { records } = rejectedRun();
    for (let length = 0; length <= records.length; length++) {
      const ledger = createLedger({ onViolation: "stop", hasher: nodeSha256() });
      for (const record of records.slice(0, length)) ledger.read(record);
      const { series } = ledger.summary();
      for (const { times, values } of series) expect(values.length).to.equal(times.length);
      expect(ledger.hash()).to.match(/^0x[0-9a-f]{64}$/);
    }
  });
});
