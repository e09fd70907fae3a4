import { expect } from "chai";
import { DAY, type Wei } from "../../sim/base/types.ts";
import type { Flow, FlowKind } from "../../sim/ledger/flow.ts";
import { Ledger } from "../../sim/ledger/ledger.ts";
import type { Scene } from "../../sim/ledger/scene.ts";
import { aius, ONE_YEAR_IN, START, WrittenRun } from "../support/records.ts";
import { claimRun, contestedRun, names, SETTLED_AT, TASK } from "./scenarios.ts";

interface Read {
  readonly scene: Scene;
  readonly flows: readonly Flow[];
  readonly findings: readonly string[];
  sum(kind: FlowKind): Wei;
  /** Sum of a kind to an agent. */
  to(kind: FlowKind, agent: string): Wei;
}

const read = (run: WrittenRun): Read => {
  const flows: Flow[] = [];
  const ledger = new Ledger({ onViolation: "stop" }, [{ flow: (flow) => void flows.push(flow) }]);
  for (const record of run.records) ledger.read(record);
  const sum = (chosen: readonly Flow[]) => chosen.reduce((total, { amount }) => total + amount, 0n);
  return {
    scene: ledger.journeys!.scene,
    flows,
    findings: ledger.findings().map(({ name }) => name),
    sum: (kind) => sum(flows.filter((flow) => flow.kind === kind)),
    to: (kind, agent) => sum(flows.filter((flow) => flow.kind === kind && flow.to === run.address(agent))),
  };
};

describe("ledger/journeys", () => {
  it("follows a fee and a reward to the wei", () => {
    const run = claimRun();
    const { scene, sum, to } = read(run);
    expect(sum("minedBefore")).to.equal(aius("300240.05"));
    expect(sum("feeIn")).to.equal(aius("1"));
    expect(to("modelFee", "modeler-1")).to.equal(aius("0.5"));
    expect(to("solverFee", "honest-1")).to.equal(aius("0.45"));
    expect(sum("treasuryFee")).to.equal(aius("0.05"));
    expect(to("rewardSolver", "honest-1")).to.equal(aius("0.45"));
    expect(to("rewardTreasury", "treasury")).to.equal(aius("0.05"));
    expect(to("accruedWithdrawn", "treasury")).to.equal(aius("0.05"));
    expect(scene.books.mined).to.equal(aius("300240.55"));
    expect(scene.books.balanceOf(run.address("honest-1"))).to.equal(aius("299990.95"));
    expect(scene.books.liabilities).to.equal(aius("240"));
    expect(scene.tasks.size, "tasks remembered").to.equal(0);
  });

  it("returns a retracted fee less a tenth, which the treasury may withdraw", () => {
    const run = new WrittenRun({ agents: ["user-1"], models: [{ name: "m", addr: "0x01", fee: 0n, rate: 0n }] });
    run.setup(run.mined("user-1", aius("10")));
    run.block(START, run.submit("user-1", TASK, "m", 15n));
    run.block(START + 10_001, run.retract("user-1", TASK, 13n));
    const { scene, sum } = read(run);
    expect(sum("refundRetracted")).to.equal(13n);
    expect(sum("retractionFee")).to.equal(2n);
    expect(scene.books.accrued).to.equal(2n);
    expect(scene.books.openFees).to.equal(0n);
  });

  it("locks votes, and on success returns the winners' slashes to their stakes and pays them from the losers'", () => {
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
    const { scene, sum, to, findings } = read(run);
    expect(sum("slashLocked")).to.equal(aius("150"));
    expect(sum("slashReturned")).to.equal(aius("90"));
    expect(sum("slashLost")).to.equal(aius("60"));
    expect(to("slashWon", "honest-1")).to.equal(aius("30"));
    expect(to("refundContested", "user-1")).to.equal(aius("1"));
    expect(scene.books.locked).to.equal(0n);
    expect(scene.books.openFees).to.equal(0n);
    expect(scene.validators.get(run.address("honest-1"))!.staked).to.equal(aius("240"));
    expect(scene.validators.get(run.address("liar-2"))!.staked).to.equal(aius("210"));
    expect(findings).to.deep.equal(["task-spoiled"]);
  });

  it("pays the solver on a tie, all of the slashes when its nay is the only one", () => {
    const run = contestedRun(1, 1);
    run.block(SETTLED_AT, run.finish("liar-1", TASK, [0, 1], ["liar-1", aius("30")], ["liar-1", aius("0.9")]));
    const { scene, to, findings } = read(run);
    expect(to("slashWon", "liar-1")).to.equal(aius("30"));
    expect(to("solverFee", "liar-1")).to.equal(aius("0.9"));
    expect(scene.books.accrued).to.equal(aius("0.1"));
    expect(scene.validators.get(run.address("honest-1"))!.staked).to.equal(aius("210"));
    expect(findings, "a false solution was paid").to.deep.equal(["wrong-verdict"]);
  });

  it("gives the solver half, and the other half to the other nays", () => {
    const run = contestedRun(1, 3);
    run.block(
      SETTLED_AT,
      run.finish(
        "liar-1",
        TASK,
        [0, 3],
        ["liar-1", aius("15")],
        ["liar-2", aius("7.5")],
        ["liar-3", aius("7.5")],
        ["liar-1", aius("0.9")],
      ),
    );
    expect(read(run).sum("slashWon")).to.equal(aius("30"));
  });

  it("settles a long list in pages, the fee with the first, the dust with the last", () => {
    const run = contestedRun(8, 1);
    const share = (aius("15") - 1n) / 7n;
    const others = names("honest", 8)
      .slice(1)
      .map((name) => [name, share] as const);
    run.block(
      SETTLED_AT,
      run.finish("user-1", TASK, [0, 3], ["honest-1", aius("15")], others[0]!, others[1]!, ["user-1", aius("1")]),
    );
    run.block(SETTLED_AT + 1, run.finish("user-1", TASK, [3, 8], ...others.slice(2)));
    run.block(SETTLED_AT + 2, run.finish("user-1", TASK, [8, 100]));
    const { scene, sum, findings } = read(run);
    expect(sum("slashReturned")).to.equal(aius("240"));
    expect(sum("slashDust")).to.equal(1n);
    expect(scene.books.unowned).to.equal(1n);
    expect(scene.books.locked).to.equal(0n);
    expect(findings).to.deep.equal(["slash-dust", "task-spoiled"]);
  });

  it("keeps what a page has not served locked", () => {
    const run = contestedRun(3, 1);
    run.block(SETTLED_AT, run.finish("user-1", TASK, [0, 1], ["honest-1", aius("15")], ["user-1", aius("1")]));
    expect(read(run).scene.books.locked).to.equal(aius("75"));
  });

  it("follows stakes in and out, deposited by anyone for anyone", () => {
    const run = new WrittenRun({ agents: ["honest-1", "whale-1"] });
    run.setup(run.mined("whale-1", aius("10")));
    run.block(START, run.deposit("whale-1", aius("4"), "honest-1"));
    const address = run.address("honest-1");
    const request = { addr: address, count: 1n };
    const initiated = run.log("ValidatorWithdrawInitiated", {
      ...request,
      unlockTime: BigInt(START + DAY),
      amount: aius("3"),
    });
    run.block(START + 1, run.step("honest-1", "engine", "initiateValidatorWithdraw", [aius("3")], [initiated]));
    const withdrawn = run.log("ValidatorWithdraw", {
      addr: address,
      to: run.address("whale-1"),
      count: 1n,
      amount: aius("3"),
    });
    run.block(
      START + DAY + 1,
      run.step(
        "honest-1",
        "engine",
        "validatorWithdraw",
        [1n, run.address("whale-1")],
        [run.pays("engine", "whale-1", aius("3")), withdrawn],
      ),
    );
    const { scene, sum } = read(run);
    expect(sum("stakeDeposit")).to.equal(aius("4"));
    expect(sum("stakeWithdrawal")).to.equal(aius("3"));
    expect(scene.validators.get(address)).to.include({ staked: aius("1"), pending: 0n });
    expect(scene.books.staked).to.equal(aius("1"));
  });

  it("applies the owner's changes from the moment of their events", () => {
    const run = claimRun();
    const before = run.records.slice(0, 7);
    const changed = new WrittenRun({ agents: [] }).log("SolutionFeePercentageChanged", { amount: 0n });
    expect(before.at(-1)!.type).to.equal("truth");
    run.records.length = 0;
    run.records.push(...before);
    run.block(ONE_YEAR_IN - 1, run.step("user-1", "timelock", "execute", [], [changed]));
    // Without the treasury's 0.05 in the engine the measure would be 0.05 higher: a donation makes up for it.
    run.block(
      ONE_YEAR_IN,
      run.step("user-1", "token", "transfer", [run.engine, aius("0.05")], [run.pays("user-1", "engine", aius("0.05"))]),
      run.claim(
        "user-1",
        TASK,
        "honest-1",
        ["modeler-1", aius("0.5")],
        ["honest-1", aius("0.5")],
        ["honest-1", aius("0.45")],
        ["treasury", aius("0.05")],
      ),
    );
    const { to, scene, findings } = read(run);
    expect(to("solverFee", "honest-1")).to.equal(aius("0.5"));
    expect(scene.books.accrued).to.equal(0n);
    expect(findings).to.include("donation");
  });

  it("remembers a settled contestation, since it can be called upon for ever", () => {
    const run = contestedRun(1, 1);
    run.block(SETTLED_AT, run.finish("liar-1", TASK, [0, 1], ["liar-1", aius("30")], ["liar-1", aius("0.9")]));
    run.block(SETTLED_AT + 1000 * DAY, run.finish("liar-1", TASK, [1, 2]));
    expect(read(run).scene.books.locked).to.equal(0n);
  });
});
