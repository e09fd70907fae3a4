/**
 * FINDING 29, griefing. A withdrawal of the whole stake fails for the smallest loss, and has to wait a day again.
 *
 * Who:    two validators with a grudge, while a solution of the leaver can still be contested.
 * Needs:  a leaver that asked for its whole stake, in one request, within 2000 s after its last solution.
 * Costs:  nothing: they win the leaver's 30 AIUS.
 * Brings: 30 AIUS.
 * Harms:  the leaver: 30 AIUS, and 470 AIUS locked for another 86 400 s, or until it deposits what is missing.
 * Rule:   section 5, Stake: `validatorWithdraw` needs `staked >= amount` of the request, all or nothing; pending stake is slashable.
 * Mend:   pay out what is left of a request.
 * Fails:  right-to-withdraw (test/properties).
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, SOLVER, STAKE } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

const DAY = 86_400;

forEachBackend("FINDING: a withdrawal of the whole stake fails for the smallest loss", (backend) => {
  it("470 AIUS stay locked for another day", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.solvedTask({ model: "unrewarded" });
    await scene.mine(engine.initiateValidatorWithdraw(SOLVER, STAKE));
    const spoil = async () => {
      await scene.contest(task, CONTESTER);
      await scene.vote(task, true, ALICE);
      scene.wait(PERIOD);
      await scene.settle(task, ALICE);
      scene.wait(DAY);
      const leave = engine.validatorWithdraw(SOLVER, 1n, SOLVER);
      await scene.fails(leave, "StakeTooLow", [SOLVER, aius("470"), STAKE]);
    };
    assert.deepEqual(await scene.gains(spoil, CONTESTER, ALICE, SOLVER), [aius("15"), aius("15"), -aius("30")]);

    await scene.mine(engine.cancelValidatorWithdraw(SOLVER, 1n), engine.initiateValidatorWithdraw(SOLVER, aius("470")));
    const again = engine.validatorWithdraw(SOLVER, 2n, SOLVER);
    await scene.fails(again, "WithdrawRequestLocked", [SOLVER, 2n, BigInt(scene.now + DAY)]);
  });
});
