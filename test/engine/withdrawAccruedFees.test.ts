import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, STRANGER, Stage, transferLog, USER } from "./stage.ts";

forEachBackend("withdrawAccruedFees", (backend) => {
  it("makes a transfer of nothing", async () => {
    const stage = await Stage.open(backend);
    assert.deepEqual(await stage.mine(engine.withdrawAccruedFees(STRANGER)), [
      transferLog(stage.engine, stage.owner, 0n),
    ]);
  });

  it("sends to the treasury of the day what has accrued, once, whoever asks", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask({ fee: 100n });
    stage.wait(10_001);
    await stage.mine(engine.retractTask(USER, task), stage.asOwner("transferTreasury", ALICE));
    assert.equal(await stage.view("accruedFees"), 10n);
    assert.deepEqual(await stage.mine(engine.withdrawAccruedFees(STRANGER)), [transferLog(stage.engine, ALICE, 10n)]);
    assert.equal(await stage.view("accruedFees"), 0n);
    assert.deepEqual(await stage.mine(engine.withdrawAccruedFees(STRANGER)), [transferLog(stage.engine, ALICE, 0n)]);
  });
});
