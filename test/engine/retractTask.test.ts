import assert from "node:assert/strict";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import {
  ALICE,
  ARITHMETIC,
  BOB,
  MAX_UINT256,
  NOTHING,
  SOLVER,
  Stage,
  transferLog,
  USER,
  ZERO_ADDRESS,
  ZERO_HASH,
} from "./stage.ts";

forEachBackend("retractTask", (backend) => {
  it("needs the task's owner, before it looks for a solution", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask({ from: USER, owner: ALICE });
    await stage.fails(engine.retractTask(USER, task), "NotTaskOwner", [task, USER, ALICE]);
    await stage.fails(engine.retractTask(USER, NOTHING), "NotTaskOwner", [NOTHING, USER, ZERO_ADDRESS]);
  });

  it("needs that there is no solution, before it looks at the time", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    await stage.fails(engine.retractTask(USER, task), "TaskAlreadySolved", [task, SOLVER]);
    stage.wait(10_001);
    await stage.fails(engine.retractTask(USER, task), "TaskAlreadySolved", [task, SOLVER]);
  });

  it("needs that more than the waiting time has passed", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask();
    stage.wait(9_999);
    await stage.fails(engine.retractTask(USER, task), "RetractionTooEarly", [task, 9_999n, 10_000n]);
    stage.wait(1);
    await stage.fails(engine.retractTask(USER, task), "RetractionTooEarly", [task, 10_000n, 10_000n]);
    stage.wait(1);
    await stage.mine(engine.retractTask(USER, task));
  });

  it("waits for as long as a parameter can say", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask();
    await stage.set("minRetractionWaitTime", MAX_UINT256);
    await stage.fails(engine.retractTask(USER, task), "RetractionTooEarly", [task, 0n, MAX_UINT256]);
    await stage.set("minRetractionWaitTime", 0n);
    await stage.fails(engine.retractTask(USER, task), "RetractionTooEarly", [task, 0n, 0n]);
  });

  it("returns nine tenths to the owner and forgets the task", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask({ from: USER, owner: ALICE, fee: 15n });
    stage.wait(10_001);
    assert.deepEqual(await stage.mine(engine.retractTask(ALICE, task)), [
      transferLog(stage.engine, ALICE, 13n),
      ["engine.TaskRetracted", task],
    ]);
    assert.equal(await stage.view("accruedFees"), 2n);
    assert.deepEqual(await stage.call("tasks", task), [ZERO_HASH, 0n, ZERO_ADDRESS, 0n, 0n, "0x"]);
    await stage.fails(engine.retractTask(ALICE, task), "NotTaskOwner", [task, ALICE, ZERO_ADDRESS]);
    await stage.commit(task);
    stage.wait(1);
    await stage.fails(engine.submitSolution(SOLVER, task, "0x"), "TaskUnknown", [task]);
  });

  it("adds what it keeps to what was kept before", async () => {
    const stage = await Stage.open(backend);
    const tasks = [await stage.submitTask({ fee: 15n }), await stage.submitTask({ fee: 25n })];
    stage.wait(10_001);
    await stage.mine(...tasks.map((task) => engine.retractTask(USER, task)));
    assert.equal(await stage.view("accruedFees"), 5n);
  });

  it("makes a transfer of nothing for a task without a fee", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask();
    stage.wait(10_001);
    assert.deepEqual(await stage.mine(engine.retractTask(USER, task)), [
      transferLog(stage.engine, USER, 0n),
      ["engine.TaskRetracted", task],
    ]);
  });

  it("keeps all at 100 %, and panics above, whatever the fee", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask({ from: BOB, fee: WAD });
    const free = await stage.submitTask({ from: BOB });
    stage.wait(10_001);
    await stage.set("retractionFeePercentage", WAD + 1n);
    await stage.fails(engine.retractTask(BOB, task), ...ARITHMETIC);
    await stage.fails(engine.retractTask(BOB, free), ...ARITHMETIC);
    await stage.set("retractionFeePercentage", WAD);
    const [transfer] = await stage.mine(engine.retractTask(BOB, task));
    assert.deepEqual(transfer, transferLog(stage.engine, BOB, 0n));
    assert.equal(await stage.view("accruedFees"), WAD);
  });
});
