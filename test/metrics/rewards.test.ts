import { expect } from "chai";
import type { Flow, FlowKind } from "../../sim/ledger/flow.ts";
import { RewardsFold } from "../../sim/metrics/rewards.ts";

const flow = (kind: FlowKind, amount: bigint): Flow => ({
  kind,
  from: "0x",
  to: "0x",
  amount,
  time: 0,
  setup: false,
  task: undefined,
});

const totals = (...flows: readonly Flow[]): readonly bigint[] => {
  const fold = new RewardsFold();
  for (const one of flows) fold.flow(one);
  const value = (name: string) => fold.metrics().find((metric) => metric.name === name)!.value;
  return [value("reward.count"), value("reward.total"), value("reward.to_treasury")];
};

describe("metrics/rewards", () => {
  it("adds the treasury's part to the solver's", () => {
    expect(totals(flow("rewardSolver", 9n), flow("rewardTreasury", 1n))).to.deep.equal([1n, 10n, 1n]);
  });

  it("counts a reward of which the treasury or the solver gets nothing", () => {
    expect(totals(flow("rewardSolver", 9n), flow("rewardSolver", 8n))).to.deep.equal([2n, 17n, 0n]);
    expect(totals(flow("rewardTreasury", 5n), flow("rewardSolver", 8n))).to.deep.equal([2n, 13n, 5n]);
  });
});
