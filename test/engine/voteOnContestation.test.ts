import assert from "node:assert/strict";
import { type Address, type Hex, WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import {
  ALICE,
  ARITHMETIC,
  BOB,
  CAROL,
  CONTESTER,
  MAX_UINT256,
  NOTHING,
  SLASH,
  SOLVER,
  STAKE,
  STRANGER,
  Stage,
  USER,
} from "./stage.ts";

forEachBackend("voteOnContestation", (backend) => {
  /** The code is what the view says and what the vote fails with. */
  async function cannotVote(stage: Stage, voter: Address, task: Hex, code: bigint): Promise<void> {
    await stage.fails(engine.voteOnContestation(voter, task, true), "VoteNotAllowed", [voter, task, code]);
    assert.equal(await stage.view("validatorCanVote", voter, task), code);
  }

  it("1: needs a contestation", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    await cannotVote(stage, ALICE, NOTHING, 1n);
    await cannotVote(stage, ALICE, task, 1n);
  });

  it("2: needs that the period is not over, before it asks who has voted", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    stage.wait(3999);
    await stage.vote(task, true, ALICE);
    stage.wait(1);
    await stage.vote(task, false, BOB);
    stage.wait(1);
    await cannotVote(stage, CAROL, task, 2n);
    await cannotVote(stage, ALICE, task, 2n);
  });

  it("2: panics when the period reaches beyond the end of time", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    await stage.set("minContestationVotePeriodTime", MAX_UINT256);
    await stage.viewFails("validatorCanVote", [ALICE, task], ...ARITHMETIC);
    await stage.fails(engine.voteOnContestation(ALICE, task, true), ...ARITHMETIC);
    assert.equal(await stage.view("validatorCanVote", ALICE, NOTHING), 1n);
  });

  it("3: needs one who has not voted, before it asks for seniority", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    await stage.vote(task, false, ALICE);
    await cannotVote(stage, ALICE, task, 3n);
    await cannotVote(stage, CONTESTER, task, 3n);
    await cannotVote(stage, SOLVER, task, 3n);
    await stage.set("maxContestationValidatorStakeSince", MAX_UINT256);
    await cannotVote(stage, ALICE, task, 3n);
  });

  it("4: needs one who has ever had the minimum stake", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    await stage.mine(engine.validatorDeposit(USER, STRANGER, WAD));
    await stage.setSupply(0n);
    await cannotVote(stage, STRANGER, task, 4n);
    await stage.set("maxContestationValidatorStakeSince", MAX_UINT256);
    await cannotVote(stage, STRANGER, task, 4n);
  });

  it("5: needs a seniority that is no smaller a number than the allowance", async () => {
    const stage = await Stage.open(backend);
    const since = BigInt(stage.now);
    const task = await stage.contestedTask();
    await stage.set("maxContestationValidatorStakeSince", since + 1n);
    await cannotVote(stage, ALICE, task, 5n);
    await stage.set("maxContestationValidatorStakeSince", since);
    assert.equal(await stage.view("validatorCanVote", ALICE, task), 0n);
    await stage.set("maxContestationValidatorStakeSince", since - 1n);
    assert.equal(await stage.view("validatorCanVote", ALICE, task), 0n);
  });

  it("6: needs a stake from no later than two minutes after the contestation", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    const NEWCOMER: Address = `0x${"0c".repeat(20)}`;
    stage.wait(119);
    await stage.mine(engine.validatorDeposit(USER, USER, 500n * WAD));
    stage.wait(1);
    await stage.mine(engine.validatorDeposit(STRANGER, STRANGER, 500n * WAD));
    stage.wait(1);
    await stage.mine(engine.validatorDeposit(CAROL, NEWCOMER, 200n * WAD));
    await stage.vote(task, true, USER, STRANGER);
    await cannotVote(stage, NEWCOMER, task, 6n);
  });

  it("marks the voter, lists the vote and locks the slash", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    assert.deepEqual(
      await stage.mine(engine.voteOnContestation(ALICE, task, true), engine.voteOnContestation(BOB, task, false)),
      [
        ["engine.ContestationVote", ALICE, task, true],
        ["engine.ContestationVote", BOB, task, false],
      ],
    );
    assert.equal(await stage.view("contestationVoteYeas", task, 1n), ALICE);
    assert.equal(await stage.view("contestationVoteNays", task, 1n), BOB);
    assert.equal(await stage.view("contestationVoted", task, ALICE), true);
    assert.equal(await stage.stakeOf(ALICE), STAKE - SLASH);
    assert.equal(await stage.stakeOf(BOB), STAKE - SLASH);
  });

  it("locks the slash of the contestation, not today's", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    await stage.setSupply(200_000n * WAD);
    await stage.vote(task, true, ALICE);
    assert.equal(await stage.stakeOf(ALICE), STAKE - SLASH);
  });

  it("panics when the stake does not cover the slash", async () => {
    const stage = await Stage.open(backend);
    await stage.set("exitValidatorMinUnlockTime", 0n);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 1n), engine.validatorWithdraw(ALICE, 1n, ALICE));
    await stage.set("slashAmountPercentage", WAD / 200n);
    const task = await stage.solvedTask();
    await stage.setSupply(100_000n * WAD);
    await stage.mine(engine.submitContestation(CONTESTER, task));
    await stage.fails(engine.voteOnContestation(ALICE, task, true), ...ARITHMETIC);
    await stage.vote(task, true, BOB);
    assert.equal(await stage.stakeOf(BOB), 0n);
  });
});
