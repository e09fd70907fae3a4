/**
 * FINDING 36, exploit. A reveal that is made to fail gives the answer away: a rival submits it as its own.
 *
 * Who:    a rival with 2 500 AIUS at stake, waiting unlocked, and an eye on commitments.
 * Needs:  a solver with less than 2 AIUS above the minimum (an accusation does it too, finding 28), and to act between its
 *         commitment and its solution, which are a block apart.
 * Costs:  nothing: a withdrawal of one's own stake.
 * Brings: the fee of a computation that another has made: 90 AIUS of 100.
 * Harms:  the solver, whose failed transaction shows the CID to everyone.
 * Rule:   section 5, Emission: the minimum follows the measured supply; Solutions: a commitment only shows that one knew the
 *         answer before, not who knew it first; it reserves nothing.
 * Mend:   the first valid commitment reserves the task for some time; check the stake when the commitment is made.
 * Shown:  the scenario frontrun: copycats commit to what they read, and reveal if the original fails.
 */
import assert from "node:assert/strict";
import type { Address } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CID, CONTESTER, STRANGER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

forEachBackend("FINDING: a reveal that is made to fail gives the answer away", (backend) => {
  it("who copied the answer is paid, who computed it is not", async () => {
    const scene = await Scene.open(backend);
    const [solver] = (await scene.recruit("solver", 1, aius("241"))) as [Address];
    await scene.unlock(STRANGER, aius("2500"));
    const task = await scene.paidTask(aius("100"), { model: "unrewarded" });
    const steal = async () => {
      await scene.commit(task, CID, solver);
      await scene.mine(engine.validatorWithdraw(STRANGER, 1n, STRANGER));
      const reveal = engine.submitSolution(solver, task, CID);
      await scene.fails(reveal, "StakeBelowMinimum", [solver, aius("241"), aius("242")]);
      await scene.solve(task, CONTESTER, reveal.args[1] as typeof CID);
      scene.wait(CLAIM_DELAY + 1);
      await scene.mine(engine.claimSolution(CONTESTER, task));
    };
    assert.deepEqual(await scene.gains(steal, CONTESTER, STRANGER, solver), [aius("90"), 0n, 0n]);
  });
});
