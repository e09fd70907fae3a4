/**
 * FINDING 33, privilege. One rate empties the engine: the pool and all stakes, in one claim.
 *
 * Who:    whoever carries a vote of the DAO: 40 000 AIUS for it, if nobody votes against.
 * Needs:  `setSolutionMineableRate` on any model, a solution to claim.
 * Costs:  nothing.
 * Brings: 269 922 AIUS to the solver, 29 991 to the treasury, of an engine that holds 300 000.
 * Harms:  everyone: the emission of all years to come, and 2 500 AIUS of stakes of which 87 are left.
 * Rule:   section 5, Models: the rate has no bound; pay: rewards are paid from the engine's whole balance.
 * Mend:   bound the rate at 1e18 and the reward by the pool.
 */
import assert from "node:assert/strict";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CONTESTER, SOLVER, STAKE } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

const DAY = 86_400;

forEachBackend("FINDING: a rate without a bound empties the engine", (backend) => {
  it("one claim takes the pool and the stakes", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.solvedTask();
    await scene.mine(
      scene.asOwner("setSolutionMineableRate", scene.model("plain"), 598_000n * WAD),
      engine.initiateValidatorWithdraw(CONTESTER, STAKE),
    );
    scene.wait(CLAIM_DELAY + 1);
    const claim = () => scene.mine(engine.claimSolution(SOLVER, task));
    assert.deepEqual(await scene.gains(claim, SOLVER, scene.owner), [
      aius("269921.5586206787195028"),
      aius("29991.2842911865243892"),
    ]);

    scene.wait(DAY);
    const left = await scene.balance(scene.engine);
    const leave = engine.validatorWithdraw(CONTESTER, 1n, CONTESTER);
    await scene.fails(leave, "ERC20InsufficientBalance", [scene.engine, left, STAKE]);
    assert.equal(left, aius("87.157088134756108"));
  });
});
