/**
 * FINDING 08, exploit. A task can be solved before it exists: its reward belongs to whoever submits it.
 *
 * Who:    any validator.
 * Needs:  the last task's id, which is public: the next id follows from it and from what the submitter chooses. Should another
 *         task come first, it tries again.
 * Costs:  nothing: a fee of 0. The computation is done at leisure, or not at all.
 * Brings: 0.4514 AIUS per task here (nine tenths of any reward), for demand that does not exist.
 * Harms:  other solvers, who never get a chance: the solution stands in the block of the task. Users: emission pays for nothing.
 * Rule:   section 5, Identifiers: `hashTask` hashes only what is known before; Solutions: a commitment needs no task.
 * Mend:   mix what is not known before (the block's hash) into the id; accept commitments only to tasks that exist; pay
 *         rewards only in proportion to fees.
 * Fails:  rewards-need-demand (test/properties).
 * Shown:  the scenario farming: farmers submit tasks to themselves, without preparing.
 */
import assert from "node:assert/strict";
import { generateCommitment, generateIPFSCID, hashTask } from "../../sim/base/ids.ts";
import type { Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CID, INPUT, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

forEachBackend("FINDING: a task is solved before it exists", (backend) => {
  it("commitment first, then task and solution in one block", async () => {
    const scene = await Scene.open(backend);
    const farm = async () => {
      const model = scene.model("plain");
      const content = { model, fee: 0n, cid: generateIPFSCID(INPUT) };
      const task = hashTask(content, SOLVER, await scene.view<Hex>("prevhash"));
      await scene.mine(engine.signalCommitment(SOLVER, generateCommitment(SOLVER, task, CID)));
      await scene.mine(
        engine.submitTask(SOLVER, 0n, SOLVER, model, 0n, INPUT),
        engine.signalCommitment(ALICE, generateCommitment(ALICE, task, CID)), // the fastest that anyone else can be
        engine.submitSolution(SOLVER, task, CID),
      );
      await scene.fails(engine.submitSolution(ALICE, task, CID), "TaskAlreadySolved", [task, SOLVER]);
      scene.wait(CLAIM_DELAY + 1);
      await scene.mine(engine.claimSolution(SOLVER, task));
    };
    assert.equal(await scene.gain(farm, SOLVER), aius("0.451373843847288828"));
  });
});
