import assert from "node:assert/strict";
import { type Hex, WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import {
  ALICE,
  ARITHMETIC,
  CONTESTER,
  MAX_UINT256,
  MINIMUM,
  NOTHING,
  SLASH,
  SOLVER,
  STAKE,
  STRANGER,
  Stage,
  SUPPLY,
  USER,
  ZERO_ADDRESS,
} from "./stage.ts";

forEachBackend("submitContestation", (backend) => {
  const contest = (task: Hex) => engine.submitContestation(CONTESTER, task);

  it("needs a solution", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask();
    await stage.fails(contest(NOTHING), "SolutionUnknown", [NOTHING]);
    await stage.fails(contest(task), "SolutionUnknown", [task]);
  });

  it("needs that nobody has contested it, before it looks at the time", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    await stage.fails(engine.submitContestation(ALICE, task), "AlreadyContested", [task, CONTESTER]);
    stage.wait(2000);
    await stage.fails(contest(task), "AlreadyContested", [task, CONTESTER]);
  });

  it("needs that the claim delay is not over", async () => {
    const stage = await Stage.open(backend);
    const early = await stage.solvedTask();
    const late = await stage.solvedTask();
    const deadline = BigInt(stage.now) + 2000n;
    stage.wait(1999);
    await stage.mine(contest(early));
    stage.wait(1);
    await stage.fails(contest(late), "ContestationTooLate", [late, deadline]);
    stage.wait(1);
    await stage.fails(contest(late), "ContestationTooLate", [late, deadline]);
  });

  it("panics when the delay reaches beyond the end of time", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    await stage.set("minClaimSolutionTime", MAX_UINT256);
    await stage.fails(contest(task), ...ARITHMETIC);
  });

  it("needs that the solution is not claimed, and looks at the time first", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    const solvedAt = BigInt(stage.now);
    stage.wait(2001);
    await stage.mine(engine.claimSolution(SOLVER, task));
    await stage.fails(contest(task), "ContestationTooLate", [task, solvedAt + 2000n]);
    await stage.set("minClaimSolutionTime", 2002n);
    await stage.fails(contest(task), "SolutionAlreadyClaimed", [task]);
  });

  it("fixes the slash, and casts the contester's yea and the solver's nay", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    assert.deepEqual(await stage.call("contestations", task), [ZERO_ADDRESS, 0n, 0n, 0n]);
    await stage.viewFails("contestationVoteYeas", [task, 0n], "Panic", [0x32n]);
    stage.wait(3);
    assert.deepEqual(await stage.mine(contest(task)), [
      ["engine.ContestationSubmitted", CONTESTER, task],
      ["engine.ContestationVote", CONTESTER, task, true],
      ["engine.ContestationVote", SOLVER, task, false],
    ]);
    await stage.setSupply(2n * SUPPLY);
    assert.deepEqual(await stage.call("contestations", task), [CONTESTER, BigInt(stage.now), 0n, SLASH]);
    assert.equal(await stage.view("contestationVoteYeas", task, 0n), CONTESTER);
    assert.equal(await stage.view("contestationVoteNays", task, 0n), SOLVER);
    await stage.viewFails("contestationVoteYeas", [task, 1n], "Panic", [0x32n]);
    await stage.viewFails("contestationVoteNays", [task, 1n], "Panic", [0x32n]);
    assert.equal(await stage.view("contestationVoted", task, CONTESTER), true);
    assert.equal(await stage.view("contestationVoted", task, SOLVER), true);
    assert.equal(await stage.view("contestationVoted", task, ALICE), false);
    assert.equal(await stage.stakeOf(CONTESTER), STAKE - SLASH);
    assert.equal(await stage.stakeOf(SOLVER), STAKE - SLASH);
  });

  it("casts the solver's nay only when its stake covers the slash, whatever it wants to withdraw", async () => {
    for (const [left, cast] of [
      [SLASH - 1n, false],
      [SLASH, true],
      [SLASH + 1n, true],
    ] as const) {
      const stage = await Stage.open(backend);
      await stage.set("exitValidatorMinUnlockTime", 0n);
      await stage.mine(
        engine.initiateValidatorWithdraw(SOLVER, STAKE - left),
        engine.validatorWithdraw(SOLVER, 1n, USER),
      );
      await stage.set("validatorMinimumPercentage", 0n);
      await stage.mine(engine.initiateValidatorWithdraw(SOLVER, left));
      const task = await stage.solvedTask();
      await stage.setSupply(SUPPLY);
      const logs = await stage.mine(contest(task));
      assert.equal(logs.length, cast ? 3 : 2);
      assert.equal(await stage.stakeOf(SOLVER), cast ? left - SLASH : left);
      assert.equal(await stage.view("contestationVoted", task, SOLVER), cast);
    }
  });

  it("lets the solver contest itself, with a vote on either side while its stake lasts", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    assert.deepEqual(await stage.mine(engine.submitContestation(SOLVER, task)), [
      ["engine.ContestationSubmitted", SOLVER, task],
      ["engine.ContestationVote", SOLVER, task, true],
      ["engine.ContestationVote", SOLVER, task, false],
    ]);
    assert.equal(await stage.stakeOf(SOLVER), STAKE - 2n * SLASH);
    assert.equal(await stage.view("contestationVoteYeas", task, 0n), SOLVER);
    assert.equal(await stage.view("contestationVoteNays", task, 0n), SOLVER);
  });

  it("looks at the solver's stake after the contester's vote, also when they are one", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    // 0.25 % of 100 000 are half of the 500 that the solver has staked; one wei more is too much for two votes.
    await stage.set("slashAmountPercentage", WAD / 400n + 1n);
    assert.equal((await stage.mine(engine.submitContestation(SOLVER, task))).length, 2);
    const other = await stage.solvedTask({ input: "0x" });
    await stage.mine(engine.validatorDeposit(USER, SOLVER, 250n * WAD));
    await stage.setSupply(SUPPLY);
    await stage.set("slashAmountPercentage", WAD / 400n - 1n);
    assert.equal((await stage.mine(engine.submitContestation(SOLVER, other))).length, 3);
  });

  it("panics when the contester's stake does not cover the slash", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    // 0.5 % of 100 000 are the 500 that everyone has staked; one wei is rounded up.
    await stage.set("slashAmountPercentage", WAD / 200n + 1n);
    await stage.fails(contest(task), ...ARITHMETIC);
    await stage.set("slashAmountPercentage", WAD / 200n);
    await stage.mine(contest(task));
    assert.equal(await stage.stakeOf(CONTESTER), 0n);
  });

  it("panics when the slash is above 100 %, and not while it is 0", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    await stage.set("slashAmountPercentage", WAD + 1n);
    await stage.fails(contest(task), ...ARITHMETIC);
    await stage.setSupply(2_000n * WAD - 1n);
    await stage.mine(contest(task));
    assert.deepEqual((await stage.call("contestations", task))[3], 0n);
    assert.equal(await stage.stakeOf(CONTESTER), STAKE);
  });

  it("is open to one without a stake while none is needed", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    await stage.setSupply(1_000n * WAD - 1n);
    assert.deepEqual(await stage.mine(engine.submitContestation(STRANGER, task)), [
      ["engine.ContestationSubmitted", STRANGER, task],
      ["engine.ContestationVote", STRANGER, task, true],
      ["engine.ContestationVote", SOLVER, task, false],
    ]);
    assert.deepEqual(await stage.call("validators", STRANGER), [0n, 0n, ZERO_ADDRESS]);
  });

  it("counts the minimum stake without the contester's vote", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    const other = await stage.solvedTask();
    await stage.mine(engine.initiateValidatorWithdraw(CONTESTER, STAKE - MINIMUM));
    await stage.mine(contest(task));
    await stage.fails(contest(other), "StakeBelowMinimum", [CONTESTER, MINIMUM - SLASH, MINIMUM]);
  });
});
