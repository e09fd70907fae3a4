import assert from "node:assert/strict";
import { DAY } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, ARITHMETIC, BOB, MAX_UINT256, SLASH, STAKE, STRANGER, Stage } from "./stage.ts";

forEachBackend("initiateValidatorWithdraw", (backend) => {
  it("needs free stake", async () => {
    const stage = await Stage.open(backend);
    await stage.fails(engine.initiateValidatorWithdraw(STRANGER, 1n), "FreeStakeTooLow", [STRANGER, 0n, 1n]);
    await stage.fails(engine.initiateValidatorWithdraw(ALICE, STAKE + 1n), "FreeStakeTooLow", [
      ALICE,
      STAKE,
      STAKE + 1n,
    ]);
    await stage.fails(engine.initiateValidatorWithdraw(ALICE, MAX_UINT256), "FreeStakeTooLow", [
      ALICE,
      STAKE,
      MAX_UINT256,
    ]);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, STAKE - 1n));
    await stage.fails(engine.initiateValidatorWithdraw(ALICE, 2n), "FreeStakeTooLow", [ALICE, 1n, 2n]);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 1n));
  });

  it("numbers the requests of each validator from 1 and unlocks them a day later", async () => {
    const stage = await Stage.open(backend);
    const unlock = BigInt(stage.now + DAY);
    assert.deepEqual(
      await stage.mine(engine.initiateValidatorWithdraw(ALICE, 7n), engine.initiateValidatorWithdraw(BOB, 5n)),
      [
        ["engine.ValidatorWithdrawInitiated", ALICE, 1n, unlock, 7n],
        ["engine.ValidatorWithdrawInitiated", BOB, 1n, unlock, 5n],
      ],
    );
    stage.wait(1);
    assert.deepEqual(await stage.mine(engine.initiateValidatorWithdraw(ALICE, 0n)), [
      ["engine.ValidatorWithdrawInitiated", ALICE, 2n, unlock + 1n, 0n],
    ]);
    assert.equal(await stage.view("pendingValidatorWithdrawRequestsCount", ALICE), 2n);
    assert.deepEqual(await stage.call("pendingValidatorWithdrawRequests", ALICE, 1n), [unlock, 7n]);
    assert.deepEqual(await stage.call("pendingValidatorWithdrawRequests", ALICE, 2n), [unlock + 1n, 0n]);
    assert.deepEqual(await stage.call("pendingValidatorWithdrawRequests", ALICE, 3n), [0n, 0n]);
    assert.equal(await stage.view("validatorWithdrawPendingAmount", ALICE), 7n);
    assert.deepEqual(await stage.view("validators", ALICE), STAKE);
  });

  it("panics when more is pending than staked", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    await stage.mine(engine.initiateValidatorWithdraw(BOB, STAKE - SLASH + 1n));
    await stage.set("validatorMinimumPercentage", 0n);
    await stage.vote(task, true, BOB);
    await stage.fails(engine.initiateValidatorWithdraw(BOB, 0n), ...ARITHMETIC);
  });

  it("unlocks as late as a parameter can say, and panics beyond the end of time", async () => {
    const stage = await Stage.open(backend);
    await stage.set("exitValidatorMinUnlockTime", MAX_UINT256 - BigInt(stage.now));
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 1n));
    assert.deepEqual(await stage.call("pendingValidatorWithdrawRequests", ALICE, 1n), [MAX_UINT256, 1n]);
    await stage.fails(engine.validatorWithdraw(ALICE, 1n, ALICE), "WithdrawRequestLocked", [ALICE, 1n, MAX_UINT256]);
    stage.wait(1);
    await stage.fails(engine.initiateValidatorWithdraw(ALICE, 1n), ...ARITHMETIC);
    await stage.set("exitValidatorMinUnlockTime", 0n);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 2n), engine.validatorWithdraw(ALICE, 2n, ALICE));
  });
});
