/**
 * FINDING 53, privilege. What was agreed on is paid by other terms: shares and rates that change take from work already done.
 *
 * Who:    whoever carries a vote of the DAO; anyone executes it, in the block of its choice.
 * Needs:  solutions that are not yet paid, tasks that are not yet retracted, when a percentage or a rate changes within its
 *         bounds.
 * Costs:  nothing.
 * Brings: the treasury, that is the DAO, the whole fee of 100 AIUS instead of 10, from the solver; the whole fee of a task that
 *         is taken back.
 * Harms:  solvers: 90 AIUS a task, 0.45 a reward; users.
 * Rule:   section 5, pay and Tasks: percentages and rates are read when paid; no bounds but those of arithmetic.
 * Mend:   store the terms with the task; changes for new tasks only.
 */
import assert from "node:assert/strict";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

forEachBackend("FINDING: what was agreed on is paid by other terms", (backend) => {
  it("a fee of which the solver was to have 90 goes to the treasury whole", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.solvedTask({ fee: aius("100"), model: "unrewarded" });
    scene.wait(CLAIM_DELAY + 1);
    const change = scene.asOwner("setSolutionFeePercentage", WAD);
    const claim = () => scene.mine(change, engine.claimSolution(SOLVER, task), engine.withdrawAccruedFees(SOLVER));
    assert.deepEqual(await scene.gains(claim, SOLVER, scene.owner), [0n, aius("100")]);
  });

  it("a task taken back brings its owner nothing", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.submitTask({ fee: aius("100") });
    scene.wait(10_001);
    const change = scene.asOwner("setRetractionFeePercentage", WAD);
    const retract = () => scene.mine(change, engine.retractTask(USER, task), engine.withdrawAccruedFees(USER));
    assert.deepEqual(await scene.gains(retract, USER, scene.owner), [0n, aius("100")]);
  });

  it("a reward that was to be 0.45 is nothing", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.solvedTask();
    scene.wait(CLAIM_DELAY + 1);
    const change = scene.asOwner("setSolutionMineableRate", scene.model("plain"), 0n);
    assert.equal(await scene.gain(() => scene.mine(change, engine.claimSolution(SOLVER, task)), SOLVER), 0n);
  });
});
