/**
 * FINDING 23, exploit. Voters are put below the minimum while a vote is open, and may not come back in time.
 *
 * Who:    a liar with 5 000 AIUS at stake, waiting unlocked.
 * Needs:  voters with less than 4 AIUS above the minimum (0.08 % of what it withdraws).
 * Costs:  nothing: a withdrawal of one's own stake.
 * Brings: a lost case won: 30 AIUS from the contester, fee and reward of the false solution.
 * Harms:  the contester, who was right; three honest voters, who add to their stakes in vain.
 * Rule:   section 5, Emission: the minimum follows the measured supply, which a withdrawal raises; Stake: who climbs over the
 *         minimum again is a newcomer, and has no vote on what was contested before.
 * Mend:   whoever was a validator when the contestation was submitted may vote on it.
 */
import assert from "node:assert/strict";
import type { Address } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CONTESTER, SOLVER, STRANGER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a withdrawal puts voters below the minimum", (backend) => {
  it("three honest voters are shut out, and the liar wins", async () => {
    const scene = await Scene.open(backend);
    const voters = await scene.recruit("voter", 3, aius("241"));
    await scene.fund(aius("3"), ...voters);
    await scene.unlock(STRANGER, aius("5000"));
    const task = await scene.submitTask({ model: "unrewarded" });
    await scene.solve(task, SOLVER, FALSE_CID);
    const cheat = async () => {
      await scene.contest(task, CONTESTER);
      scene.wait(121);
      await scene.mine(engine.validatorWithdraw(STRANGER, 1n, STRANGER));
      const vote = (voter: Address) => engine.voteOnContestation(voter, task, true);
      for (const voter of voters)
        await scene.fails(vote(voter), "StakeBelowMinimum", [voter, aius("241"), aius("244")]);
      await scene.mine(...voters.map((voter) => engine.validatorDeposit(voter, voter, aius("3"))));
      for (const voter of voters) await scene.fails(vote(voter), "VoteNotAllowed", [voter, task, 6n]);
      scene.wait(PERIOD);
      await scene.settle(task, SOLVER);
    };
    const gains = await scene.gains(cheat, SOLVER, STRANGER, CONTESTER);
    assert.deepEqual(gains, [aius("30"), 0n, -aius("30")]);
  });
});
