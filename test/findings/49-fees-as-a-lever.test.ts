/**
 * FINDING 49, griefing. Whoever owns nothing halves all rewards with one call: it sends the treasury its fees.
 *
 * Who:    anyone, without a token or a stake, in the moment of its choice.
 * Needs:  fees that have gathered: 3 000 AIUS here (1 % of the supply) halve the reward, a tenth of that costs others 7 %.
 * Costs:  the gas of one call.
 * Brings: nothing by itself. A solver claims its own at the higher reward, calls, and claims its rivals' at the lower one.
 * Harms:  every solver with a solution to claim, until the schedule has caught up: 0.22 AIUS instead of 0.45.
 * Rule:   section 5, Emission: `accruedFees` lie in the balance that the supply is measured by; pay: `withdrawAccruedFees` by
 *         anyone.
 * Mend:   measure what was mined; send the treasury its part with each payment.
 * Fails:  reward-moves-by-mining (test/properties).
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

const PENNILESS = addressOf("penniless");

forEachBackend("FINDING: whoever owns nothing halves all rewards with one call", (backend) => {
  it("the same solution earns 0.45 before it and 0.22 after", async () => {
    const scene = await Scene.open(backend);
    await scene.fund(aius("30000"), USER);
    const dear = await scene.solvedTask({ fee: aius("30000"), model: "unrewarded" });
    scene.wait(CLAIM_DELAY + 1);
    await scene.mine(engine.claimSolution(SOLVER, dear));
    assert.equal(await scene.view("accruedFees"), aius("3000"));

    const own = await scene.solvedTask();
    const rivals = await scene.submitTask();
    await scene.solve(rivals, ALICE);
    scene.wait(CLAIM_DELAY + 1);
    await scene.setSupply(aius("300000"));
    const claim = () =>
      scene.mine(
        engine.claimSolution(PENNILESS, own),
        engine.withdrawAccruedFees(PENNILESS),
        engine.claimSolution(PENNILESS, rivals),
      );
    assert.deepEqual(await scene.gains(claim, SOLVER, ALICE), [
      aius("0.452751699943672065"),
      aius("0.224099328240101904"),
    ]);
  });
});
