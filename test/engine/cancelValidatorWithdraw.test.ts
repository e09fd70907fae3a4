import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, BOB, MAX_UINT256, STAKE, Stage } from "./stage.ts";

forEachBackend("cancelValidatorWithdraw", (backend) => {
  it("needs a request of the caller's own", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 7n));
    for (const count of [0n, 2n, MAX_UINT256]) {
      await stage.fails(engine.cancelValidatorWithdraw(ALICE, count), "WithdrawRequestUnknown", [ALICE, count]);
    }
    await stage.fails(engine.cancelValidatorWithdraw(BOB, 1n), "WithdrawRequestUnknown", [BOB, 1n]);
  });

  it("frees the stake and forgets the request", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 7n), engine.initiateValidatorWithdraw(ALICE, 5n));
    assert.deepEqual(await stage.mine(engine.cancelValidatorWithdraw(ALICE, 1n)), [
      ["engine.ValidatorWithdrawCancelled", ALICE, 1n],
    ]);
    assert.equal(await stage.view("validatorWithdrawPendingAmount", ALICE), 5n);
    assert.deepEqual(await stage.call("pendingValidatorWithdrawRequests", ALICE, 1n), [0n, 0n]);
    await stage.fails(engine.cancelValidatorWithdraw(ALICE, 1n), "WithdrawRequestUnknown", [ALICE, 1n]);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, STAKE - 5n));
    assert.equal(await stage.view("pendingValidatorWithdrawRequestsCount", ALICE), 3n);
  });
});
