/**
 * FINDING 20, exploit. While the engine is paused, the time to contest and to vote runs out.
 *
 * Who:    a solver with false solutions. A pause passes through the timelock, so it is known three days before, and
 *         anyone executes it, in the block of the solver's choice.
 * Needs:  a pause of 2001 s (4000 s where a contestation is open).
 * Costs:  nothing.
 * Brings: fee and reward of any number of false solutions: 1.35 AIUS each at a fee of 1; 30 from each open contestation.
 * Harms:  users; who contested before the pause, and may not gather votes.
 * Rule:   section 3: contesting and voting revert while paused; section 5: their deadlines are timestamps that go on.
 * Mend:   count paused time out of every deadline; let contesting and voting go on while paused.
 * Shown:  the scenario outage: the same for want of a sequencer.
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a pause runs out the time to contest and to vote", (backend) => {
  it("a false solution of the last block before the pause is paid in the first block after it", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.paidTask(aius("1"));
    const cheat = async () => {
      await scene.commit(task, FALSE_CID);
      await scene.mine(engine.submitSolution(SOLVER, task, FALSE_CID), scene.asOwner("setPaused", true));
      await scene.fails(engine.submitContestation(ALICE, task), "EnginePaused", []);
      scene.wait(CLAIM_DELAY + 1);
      await scene.mine(scene.asOwner("setPaused", false), engine.claimSolution(SOLVER, task));
    };
    assert.equal(await scene.gain(cheat, SOLVER), aius("1.351278643340283464"));
  });

  it("a contestation that was open ends as a tie: its contester was right, and pays", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.paidTask(aius("1"));
    await scene.solve(task, SOLVER, FALSE_CID);
    const cheat = async () => {
      await scene.contest(task, CONTESTER);
      await scene.mine(scene.asOwner("setPaused", true));
      await scene.fails(engine.voteOnContestation(ALICE, task, true), "EnginePaused", []);
      scene.wait(PERIOD);
      await scene.mine(scene.asOwner("setPaused", false), engine.contestationVoteFinish(SOLVER, task, 1n));
    };
    assert.deepEqual(await scene.gains(cheat, SOLVER, CONTESTER, USER), [
      aius("31.349483439682195758"),
      -aius("30"),
      0n,
    ]);
  });
});
