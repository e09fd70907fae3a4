import assert from "node:assert/strict";
import type { Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, CID, NOTHING, OTHER_CID, SOLVER, Stage, ZERO_ADDRESS } from "./stage.ts";

forEachBackend("submitSolution", (backend) => {
  it("needs a task, before it looks for a commitment", async () => {
    const stage = await Stage.open(backend);
    await stage.fails(engine.submitSolution(SOLVER, NOTHING, CID), "TaskUnknown", [NOTHING]);
    await stage.commit(NOTHING);
    await stage.fails(engine.submitSolution(SOLVER, NOTHING, CID), "TaskUnknown", [NOTHING]);
  });

  it("needs that nobody has solved it, before it looks for a commitment", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    await stage.fails(engine.submitSolution(ALICE, task, CID), "TaskAlreadySolved", [task, SOLVER]);
    await stage.commit(task, CID, ALICE);
    await stage.fails(engine.submitSolution(ALICE, task, CID), "TaskAlreadySolved", [task, SOLVER]);
    await stage.fails(engine.submitSolution(SOLVER, task, CID), "TaskAlreadySolved", [task, SOLVER]);
  });

  it("needs the caller's own commitment to this task and this result", async () => {
    const stage = await Stage.open(backend);
    const other = await stage.submitTask();
    const task = await stage.submitTask();
    await stage.commit(task, OTHER_CID, SOLVER);
    await stage.commit(other, CID, SOLVER);
    await stage.commit(task, CID, ALICE);
    const missing = await stage.view<Hex>("generateCommitment", SOLVER, task, CID);
    await stage.fails(engine.submitSolution(SOLVER, task, CID), "CommitmentUnknown", [missing]);
  });

  it("needs a commitment of an earlier block, be it of the same second", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask();
    const commitment = await stage.view<Hex>("generateCommitment", SOLVER, task, CID);
    const { outcomes, number } = await stage.chain.mine({
      timestamp: stage.now,
      actions: [engine.signalCommitment(SOLVER, commitment), engine.submitSolution(SOLVER, task, CID)],
    });
    const second = outcomes[1]!;
    assert(!second.ok);
    assert.equal(second.error, "CommitmentNotInPast");
    assert.deepEqual(second.args, [commitment, BigInt(number), BigInt(number)]);
    await stage.mine(engine.submitSolution(SOLVER, task, CID));
  });

  it("stores the first solution", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask();
    assert.deepEqual(await stage.call("solutions", task), [ZERO_ADDRESS, 0n, false, "0x"]);
    await stage.commit(task);
    stage.wait(7);
    assert.deepEqual(await stage.mine(engine.submitSolution(SOLVER, task, CID)), [
      ["engine.SolutionSubmitted", SOLVER, task],
    ]);
    assert.deepEqual(await stage.call("solutions", task), [SOLVER, BigInt(stage.now), false, CID]);
  });

  it("takes any bytes for a result and gives them back", async () => {
    const stage = await Stage.open(backend);
    const digest = "5a".repeat(32);
    const results: Hex[] = [
      "0x",
      "0x00",
      "0x1220",
      `0x1220${"00".repeat(32)}`,
      `0x1220${"ff".repeat(32)}`,
      `0x1220${digest}00`,
      `0x1220${digest.slice(2)}`,
      `0x1221${digest}`,
      `0x1320${digest}`,
      `0x0000${"00".repeat(32)}`,
      `0x${digest}`,
      `0x${"7b".repeat(31)}`,
      `0x${"7b".repeat(1_000)}`,
    ];
    for (const cid of results) {
      const task = await stage.solvedTask({ cid });
      assert.deepEqual(await stage.call("solutions", task), [SOLVER, BigInt(stage.now), false, cid]);
      stage.wait(2001);
      await stage.mine(engine.claimSolution(SOLVER, task));
      assert.deepEqual(await stage.call("solutions", task), [SOLVER, BigInt(stage.now) - 2001n, true, cid]);
    }
  });
});
