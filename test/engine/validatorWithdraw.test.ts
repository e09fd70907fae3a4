import assert from "node:assert/strict";
import { DAY, WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, BOB, CONTESTER, SLASH, STAKE, STRANGER, Stage, transferLog, ZERO_ADDRESS } from "./stage.ts";

forEachBackend("validatorWithdraw", (backend) => {
  it("needs a request of the caller's own", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 7n));
    stage.wait(DAY);
    await stage.fails(engine.validatorWithdraw(ALICE, 2n, ALICE), "WithdrawRequestUnknown", [ALICE, 2n]);
    await stage.fails(engine.validatorWithdraw(BOB, 1n, BOB), "WithdrawRequestUnknown", [BOB, 1n]);
  });

  it("needs that the request is unlocked", async () => {
    const stage = await Stage.open(backend);
    const unlock = stage.now + DAY;
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 7n), engine.initiateValidatorWithdraw(ALICE, 8n));
    stage.wait(DAY - 1);
    await stage.fails(engine.validatorWithdraw(ALICE, 1n, ALICE), "WithdrawRequestLocked", [ALICE, 1n, BigInt(unlock)]);
    stage.wait(1);
    await stage.mine(engine.validatorWithdraw(ALICE, 1n, ALICE));
    stage.wait(1);
    await stage.mine(engine.validatorWithdraw(ALICE, 2n, ALICE));
  });

  /** ALICE has a request of `amount` and then loses one slash, so that 490 of 500 are left. */
  async function slashedWithRequest(amount: bigint): Promise<Stage> {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    await stage.set("validatorMinimumPercentage", 0n);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, amount));
    await stage.vote(task, true, ALICE);
    return stage;
  }

  it("needs stake that covers the request, and looks at the time first", async () => {
    const left = STAKE - SLASH;
    const stage = await slashedWithRequest(left + 1n);
    const unlock = BigInt(stage.now + DAY);
    await stage.fails(engine.validatorWithdraw(ALICE, 1n, ALICE), "WithdrawRequestLocked", [ALICE, 1n, unlock]);
    stage.wait(DAY);
    await stage.fails(engine.validatorWithdraw(ALICE, 1n, ALICE), "StakeTooLow", [ALICE, left, left + 1n]);
    for (const amount of [left, left - 1n]) {
      const other = await slashedWithRequest(amount);
      other.wait(DAY);
      await other.mine(engine.validatorWithdraw(ALICE, 1n, ALICE));
      assert.equal(await other.stakeOf(ALICE), left - amount);
    }
  });

  it("pays whom the caller names, then says so, and forgets the request", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 200n * WAD), engine.initiateValidatorWithdraw(ALICE, 5n));
    stage.wait(DAY);
    assert.deepEqual(await stage.mine(engine.validatorWithdraw(ALICE, 1n, STRANGER)), [
      transferLog(stage.engine, STRANGER, 200n * WAD),
      ["engine.ValidatorWithdraw", ALICE, STRANGER, 1n, 200n * WAD],
    ]);
    assert.equal(await stage.stakeOf(ALICE), 300n * WAD);
    assert.equal(await stage.view("validatorWithdrawPendingAmount", ALICE), 5n);
    assert.deepEqual(await stage.call("pendingValidatorWithdrawRequests", ALICE, 1n), [0n, 0n]);
    await stage.fails(engine.validatorWithdraw(ALICE, 1n, STRANGER), "WithdrawRequestUnknown", [ALICE, 1n]);
  });

  it("makes a transfer of nothing", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.initiateValidatorWithdraw(STRANGER, 0n));
    stage.wait(DAY);
    assert.deepEqual(await stage.mine(engine.validatorWithdraw(STRANGER, 1n, STRANGER)), [
      transferLog(stage.engine, STRANGER, 0n),
      ["engine.ValidatorWithdraw", STRANGER, STRANGER, 1n, 0n],
    ]);
  });

  it("passes on the token's error", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.initiateValidatorWithdraw(CONTESTER, 1n));
    stage.wait(DAY);
    await stage.fails(engine.validatorWithdraw(CONTESTER, 1n, ZERO_ADDRESS), "ERC20InvalidReceiver", [ZERO_ADDRESS]);
  });
});
