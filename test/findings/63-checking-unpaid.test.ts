/**
 * FINDING 63, design. Checking what is true is never paid: who is honest has no reason to check where everyone is.
 *
 * Who:    liars, who come when nobody checks any more.
 * Needs:  lies rarer than the cost of a computation in 15 AIUS: one in 750 where a run costs 0.02 AIUS.
 * Costs:  nothing.
 * Brings: fee and reward of each lie until checking pays again: 1.3513 AIUS at a fee of 1.
 * Harms:  users, by a share of false answers that the market itself keeps up: with fewer, checkers stop.
 * Rule:   section 5, Contestations: checkers are paid from what liars lose, and only if they contest; an answer found true pays
 *         nothing, and contesting it costs 30.
 * Mend:   pay for checks of answers drawn by lot, or plant false ones that must be found.
 * Shown:  the scenario slashing: cheating turns profitable below 0.36 % of others' results checked by each of ten.
 */
import assert from "node:assert/strict";
import type { Hex, Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CID, CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: checking what is true is never paid", (backend) => {
  /** What one who computes the answer again gains, when it then does what is right; another who has computed it votes. */
  async function checked(answer: Hex, contests: boolean): Promise<Wei> {
    const scene = await Scene.open(backend);
    const task = await scene.submitTask();
    await scene.solve(task, SOLVER, answer);
    const check = async () => {
      if (contests) {
        await scene.contest(task, CONTESTER);
        await scene.vote(task, answer !== CID, ALICE);
      }
      scene.wait(PERIOD);
      if (contests) await scene.settle(task, ALICE);
      else await scene.mine(engine.claimSolution(SOLVER, task));
    };
    return scene.gain(check, CONTESTER);
  }

  it("15 AIUS when the answer was false, nothing when it was true, 30 lost when one says otherwise", async () => {
    const gains = [await checked(FALSE_CID, true), await checked(CID, false), await checked(CID, true)];
    assert.deepEqual(gains, [aius("15"), 0n, -aius("30")]);
  });

  it("a lie that nobody checks brings 1.35 AIUS at a fee of 1", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.paidTask(aius("1"));
    await scene.solve(task, SOLVER, FALSE_CID);
    scene.wait(CLAIM_DELAY + 1);
    const claim = () => scene.mine(engine.claimSolution(SOLVER, task));
    assert.equal(await scene.gain(claim, SOLVER), aius("1.351278643340283464"));
  });
});
