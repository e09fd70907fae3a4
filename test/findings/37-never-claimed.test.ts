/**
 * FINDING 37, griefing. A solution that was contested never counts as claimed, right or wrong: contracts that wait for it wait
 * for ever, or take what was refuted.
 *
 * Who:    any validator; the solver itself for nothing (finding 11).
 * Needs:  one contestation, which may fail.
 * Costs:  30 AIUS to the solver, when it fails.
 * Brings: nothing.
 * Harms:  whoever builds on `solutions(id).claimed`: a collection, a competition, a chain of tasks (whitepaper, appendix A). A
 *         refuted solution reads just like one that was upheld.
 * Rule:   section 5, Contestations: `claimed` stays false and `SolutionClaimed` is not emitted; a refuted solution stays.
 * Mend:   set `claimed` when a contestation fails; delete the solution when it succeeds.
 */
import assert from "node:assert/strict";
import { YEAR } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a contested solution never counts as claimed", (backend) => {
  it("upheld and paid, or refuted: both read as not claimed", async () => {
    const scene = await Scene.open(backend);
    const upheld = await scene.solvedTask({ model: "unrewarded" });
    const refuted = await scene.solvedTask({ model: "unrewarded" });
    const contest = async () => {
      await scene.contest(upheld, CONTESTER);
      await scene.contest(refuted, CONTESTER);
      await scene.vote(refuted, true, ALICE);
      scene.wait(PERIOD);
      await scene.settle(upheld, SOLVER);
      await scene.settle(refuted, ALICE);
    };
    const gains = await scene.gains(contest, CONTESTER, ALICE, SOLVER);
    assert.deepEqual(gains, [-aius("15"), aius("15"), 0n]); // 30 lost and 15 won; 30 won and 30 lost

    scene.wait(YEAR);
    for (const task of [upheld, refuted])
      await scene.fails(engine.claimSolution(SOLVER, task), "AlreadyContested", [task, CONTESTER]);
    assert.deepEqual(await scene.call("solutions", upheld), await scene.call("solutions", refuted));
    assert.equal((await scene.call("solutions", upheld))[2], false);
  });
});
