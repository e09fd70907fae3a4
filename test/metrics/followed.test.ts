import { expect } from "chai";
import { DAY } from "../../sim/base/types.ts";
import type { LedgerRecord } from "../../sim/ledger/records.ts";
import { createLedger, type RunSummary } from "../../sim/metrics/summary.ts";
import { claimRun } from "../ledger/scenarios.ts";
import { START } from "../support/records.ts";

function summaryOf(records: readonly LedgerRecord[], followed: string): RunSummary {
  const ledger = createLedger({ onViolation: "stop" });
  for (const record of records) {
    const told =
      record.type !== "genesis"
        ? record
        : {
            ...record,
            participants: record.participants.map((one) => (one.name === followed ? { ...one, followed: true } : one)),
          };
    ledger.read(told);
  }
  return ledger.summary();
}

describe("metrics/followed", () => {
  const { metrics, agents } = summaryOf(claimRun().records, "honest-1");
  const account = agents.find(({ name }) => name === "honest-1")!;
  const value = (what: string) => metrics.find(({ name }) => name === `followed.honest-1.${what}`)!.value;

  it("tells the account of who is followed, and of nobody else", () => {
    expect(value("revenue.aius")).to.equal(account.revenue.aius);
    expect(value("rewards.usd")).to.equal(account.rewards.usd);
    expect(value("profit.usd")).to.equal(account.profit.usd);
    expect(value("compute.usd")).to.equal(account.computeCost);
    expect(value("solutions.paid")).to.equal(1n);
    expect(new Set(metrics.flatMap(({ name }) => name.match(/^followed\.[^.]+/) ?? []))).to.have.all.keys(
      "followed.honest-1",
    );
  });

  it("splits it into days that add up to it", () => {
    const records = claimRun().records;
    const end = records.at(-1)! as Extract<LedgerRecord, { type: "end" }>;
    const days = metrics.filter(({ name }) => /^followed\.honest-1\.day\.\d+\.profit\.usd$/.test(name));
    expect(days).to.have.length(Math.ceil((end.timestamp - START) / DAY));
    expect(days.reduce((sum, day) => sum + day.value, 0n)).to.equal(account.profit.usd);
    const paidOn = days.filter((day) => day.value > 0n);
    expect(paidOn.length, "the day of the claim").to.equal(1);
  });
});
