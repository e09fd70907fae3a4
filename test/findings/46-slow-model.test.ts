/**
 * FINDING 46, exploit. What takes longer than half an hour to compute cannot be refuted: its false solutions are safe.
 *
 * Who:    any validator, on models whose runs take longer than 2000 s (films, long texts, training), or longer for the
 *         checkers' machines than that.
 * Needs:  nothing: the checker learns of the solution when the 2000 s begin.
 * Costs:  nothing.
 * Brings: the fee, 90 AIUS of 100, and a reward where the model has one.
 * Harms:  the user; honest solvers of that model, who compute for hours and come second.
 * Rule:   section 1: one `minClaimSolutionTime` for all models; section 5, Contestations: in time is before it ends; voters
 *         have 4000 s.
 * Mend:   a time for each model, chosen at its registration, for claims and votes.
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, FALSE_CID, Scene } from "./scene.ts";

forEachBackend("FINDING: what takes half an hour to compute cannot be refuted", (backend) => {
  it("a checker that starts at once comes too late", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.paidTask(aius("100"), { model: "unrewarded" });
    await scene.solve(task, SOLVER, FALSE_CID);
    const deadline = BigInt(scene.now + CLAIM_DELAY);
    scene.wait(CLAIM_DELAY); // the run of the checker
    await scene.fails(engine.submitContestation(CONTESTER, task), "ContestationTooLate", [task, deadline]);
    scene.wait(1);
    const claim = () => scene.mine(engine.claimSolution(SOLVER, task));
    assert.equal(await scene.gain(claim, SOLVER), aius("90"));
  });
});
