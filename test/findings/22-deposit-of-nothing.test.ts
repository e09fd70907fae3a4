/**
 * FINDING 22, griefing. A stranger's deposit of nothing takes a validator's vote.
 *
 * Who:    anyone who can move the measured supply by 1 250 AIUS for each AIUS of the victim's stake above the minimum.
 * Needs:  an unlocked withdrawal, here 625 AIUS, that brings the minimum to exactly the victim's stake; one block.
 * Costs:  nothing: the 625 are deposited again in the same block.
 * Brings: one vote less on the other side of every contestation that is open, per victim.
 * Harms:  validators with little more than the minimum, who may do everything else but vote.
 * Rule:   section 5, Stake: `since = now` when `staked <= min` and `staked + a >= min`; anyone may fund anyone, and `a` may be 0;
 *         Contestations: code 6 for who joined later than two minutes after.
 * Mend:   restart `since` only from below the minimum, and only for one's own deposits or those that were accepted.
 * Fails:  right-to-vote (test/properties).
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { CONTESTER, SOLVER, STRANGER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, Scene } from "./scene.ts";

forEachBackend("FINDING: a stranger's deposit of nothing takes a vote", (backend) => {
  it("a validator of long standing is made a newcomer", async () => {
    const scene = await Scene.open(backend);
    const [victim] = await scene.recruit("victim", 1, aius("240.5"));
    await scene.unlock(STRANGER, aius("625"));
    const task = await scene.submitTask();
    await scene.solve(task, SOLVER, FALSE_CID);
    await scene.contest(task, CONTESTER);
    scene.wait(121);
    await scene.mine(); // the head is now
    assert.equal(await scene.view("validatorCanVote", victim!, task), 0n);

    const attack = () =>
      scene.mine(
        engine.validatorWithdraw(STRANGER, 1n, STRANGER),
        engine.validatorDeposit(STRANGER, victim!, 0n),
        engine.validatorDeposit(STRANGER, STRANGER, aius("625")),
      );
    assert.deepEqual(await scene.gains(attack, STRANGER, victim!), [0n, 0n]);
    await scene.fails(engine.voteOnContestation(victim!, task, true), "VoteNotAllowed", [victim!, task, 6n]);
  });
});
