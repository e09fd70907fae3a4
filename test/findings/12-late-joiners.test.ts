/**
 * FINDING 12, exploit. Whoever joins the winning side at the last second takes the share of those who did the work.
 *
 * Who:    anyone with stakes, and nothing else: no computation, no risk, since the tally is public.
 * Needs:  to vote in the last second, when the majority is settled.
 * Costs:  nothing; 240 AIUS of capital per vote for that second.
 * Brings: 12.5 AIUS with five votes, of the 15 that the voters share; 15 k / (k + 1) with k.
 * Harms:  the validator who computed the task and voted first: 2.5 AIUS instead of 15.
 * Rule:   section 5, Contestations: votes are public while the vote is open, and each winning vote gets the same.
 * Mend:   commit and reveal votes; weigh shares by time or stake.
 */
import assert from "node:assert/strict";
import { ALICE, CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: late joiners of the winning side take the workers' share", (backend) => {
  it("five votes of the last second get 12.5 of 15 AIUS", async () => {
    const scene = await Scene.open(backend);
    const joiners = await scene.recruit("joiner", 5);
    const task = await scene.submitTask();
    await scene.solve(task, SOLVER, FALSE_CID);
    const join = async () => {
      await scene.contest(task, CONTESTER);
      await scene.vote(task, true, ALICE);
      scene.wait(PERIOD);
      await scene.vote(task, true, ...joiners);
      await scene.settle(task, joiners[0]!);
    };
    const gains = await scene.gains(join, CONTESTER, ALICE, ...joiners);
    assert.deepEqual(gains, [aius("15"), aius("2.5"), ...joiners.map(() => aius("2.5"))]);
  });
});
