/**
 * FINDING 25, griefing. The first answer closes a task for good, be it rubbish; nobody who computes can be first.
 *
 * Who:    any validator, in the block after the task.
 * Needs:  nothing: rubbish is ready at once, an answer takes seconds to minutes.
 * Costs:  30 AIUS when refuted (15 when it accuses itself, finding 11); nothing when not, but then it earns fee and reward.
 * Brings: nothing, if refuted: a rival's work is wasted, a user is kept waiting.
 * Harms:  the user, who gets the fee back after 4000 s and no answer, and may not even take the task back before; the solver
 *         who computed it.
 * Rule:   section 5, Solutions: the first solution keeps the task; nothing reopens it when the contestation succeeds.
 * Mend:   delete a refuted solution, so that the task is open again; let several solutions wait behind the first.
 * Shown:  the scenarios slashing and majority (task-spoiled).
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CID, CONTESTER, SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: rubbish closes a task for good", (backend) => {
  it("refuted, it costs 30 AIUS and leaves the user without an answer", async () => {
    const scene = await Scene.open(backend);
    await scene.recruit("vandal", 1);
    const vandal = addressOf("vandal 1");
    const spoil = async () => {
      const task = await scene.paidTask(aius("1"));
      await scene.solve(task, vandal, FALSE_CID);
      scene.wait(15); // what the computation takes
      await scene.commit(task, CID, SOLVER);
      const answer = engine.submitSolution(SOLVER, task, CID);
      await scene.fails(answer, "TaskAlreadySolved", [task, vandal]);
      await scene.contest(task, CONTESTER);
      await scene.vote(task, true, ALICE);
      scene.wait(PERIOD);
      await scene.settle(task, ALICE);
      await scene.fails(answer, "TaskAlreadySolved", [task, vandal]);
    };
    const gains = await scene.gains(spoil, addressOf("vandal 1"), SOLVER, USER);
    assert.deepEqual(gains, [-aius("30"), 0n, 0n]);
  });
});
