/**
 * FINDING 17, exploit. A solution may be claimed years later, at the reward of that day.
 *
 * Who:    solvers who together solve most tasks, or any solver before a known change of rates.
 * Needs:  patience: 40 days without other claims bring the hundredfold. A proposal to raise a rate is public eleven days before.
 * Costs:  nothing: a solution does not expire, and needs no stake any more.
 * Brings: 45.00 AIUS for a solution that would have earned 0.45.
 * Harms:  the schedule, which meant to pay for work when it is done; solvers who claimed in time.
 * Rule:   section 5, Solutions: `claimSolution` has no end; reward and rate are read at the claim.
 * Mend:   fix the reward when the solution is submitted, or let claims expire.
 */
import assert from "node:assert/strict";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

const DAY = 86_400;

forEachBackend("FINDING: a solution is claimed at a reward of one's choice", (backend) => {
  it("two equal solutions earn 0.45 AIUS at once and 45.00 after 40 quiet days", async () => {
    const scene = await Scene.open(backend);
    const [early, late] = [await scene.solvedTask(), await scene.solvedTask()];
    scene.wait(CLAIM_DELAY + 1);
    assert.equal(
      await scene.gain(() => scene.mine(engine.claimSolution(SOLVER, early)), SOLVER),
      aius("0.451373843847288828"),
    );
    scene.wait(40 * DAY);
    assert.equal(
      await scene.gain(() => scene.mine(engine.claimSolution(SOLVER, late)), SOLVER),
      aius("44.999924771026025451"),
    );
  });

  it("a rate raised after the work was done pays it tenfold", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.solvedTask();
    scene.wait(CLAIM_DELAY + 1);
    const raise = scene.asOwner("setSolutionMineableRate", scene.model("plain"), 10n * WAD);
    const claim = () => scene.mine(raise, engine.claimSolution(SOLVER, task)); // anyone may execute what has passed
    assert.equal(await scene.gain(claim, SOLVER), aius("4.513738438472888286"));
  });
});
