/**
 * FINDING 31, griefing. A task is taken back between a solver's commitment and its solution.
 *
 * Who:    a task's owner, 10 000 s after submitting it.
 * Needs:  to see the commitment, an event that names the solver; by then the answer is computed and, as it should be, pinned.
 * Costs:  a tenth of the fee, 10 AIUS of 100, to the treasury.
 * Brings: 90 AIUS back, and often the answer.
 * Harms:  the solver: its computation, for a fee of 90 that it would have got.
 * Rule:   section 5, Tasks: a task can be retracted as long as it has no solution; a commitment reserves nothing.
 * Mend:   no retraction for some minutes after a commitment to the task; the retraction's share to who has committed.
 * Fails:  right-to-reveal (test/properties).
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { CID, SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, Scene } from "./scene.ts";

const RETRACTION_WAIT = 10_000;

forEachBackend("FINDING: a task is taken back between commitment and solution", (backend) => {
  it("the solver has computed for nothing", async () => {
    const scene = await Scene.open(backend);
    const retract = async () => {
      const task = await scene.paidTask(aius("100"), { model: "unrewarded" });
      scene.wait(RETRACTION_WAIT + 1);
      await scene.commit(task, CID, SOLVER);
      await scene.mine(engine.retractTask(USER, task));
      await scene.fails(engine.submitSolution(SOLVER, task, CID), "TaskUnknown", [task]);
    };
    assert.deepEqual(await scene.gains(retract, USER, SOLVER), [-aius("10"), 0n]);
  });
});
