/**
 * FINDING 60, design. Who pays for an answer may not object to it: that takes 240 AIUS, and puts 30 at risk for a fee of 1.
 *
 * Who:    any solver, against users without a stake.
 * Needs:  that no validator checks: the only one who reads every answer is the user.
 * Costs:  nothing.
 * Brings: the fee, 0.9 AIUS of 1, for an answer whose falseness the user sees at once (a text for an image).
 * Harms:  the user. With a stake it would lose as a lone accuser (finding 06), 30 AIUS to dispute 1.
 * Rule:   section 3, V: `submitContestation` is for validators; section 5: the accuser puts the slash of a voter at stake,
 *         whatever the fee.
 * Mend:   let a task's owner dispute it for a bond in proportion to the fee, decided by validators.
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, FALSE_CID, MINIMUM, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: who pays for an answer may not object to it", (backend) => {
  it("the user sees that it is false, and pays", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.paidTask(aius("1"), { model: "unrewarded" });
    await scene.solve(task, SOLVER, FALSE_CID);
    await scene.fails(engine.submitContestation(USER, task), "StakeBelowMinimum", [USER, 0n, MINIMUM]);
    scene.wait(CLAIM_DELAY + 1);
    const claim = () => scene.mine(engine.claimSolution(SOLVER, task));
    assert.equal(await scene.gain(claim, SOLVER), aius("0.9"));
  });

  it("with a stake it loses 30 AIUS beside", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.paidTask(aius("1"), { model: "unrewarded" });
    await scene.solve(task, SOLVER, FALSE_CID);
    const object = async () => {
      await scene.mine(engine.validatorDeposit(USER, USER, MINIMUM));
      await scene.setSupply(aius("300000"));
      await scene.contest(task, USER);
      scene.wait(PERIOD);
      await scene.settle(task, SOLVER);
    };
    assert.deepEqual(await scene.gains(object, USER, SOLVER), [-aius("30"), aius("30.9")]);
  });
});
