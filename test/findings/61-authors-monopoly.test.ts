/**
 * FINDING 61, exploit. The author of a rewarded model has its rewards to itself: a fee as high as the reward keeps others from
 * farming, and comes back to the author.
 *
 * Who:    whoever registers a model to which governance gives a rate.
 * Needs:  a fee of about the reward, fixed when it registers. It looks like the cure for farming (scenario farming: 4.67 AIUS
 *         stop it).
 * Costs:  nothing: the fee of a task of its own goes from its one hand to the other, without the treasury's tenth (finding 24).
 * Brings: 0.4514 AIUS a task of its own, for ever; everyone else would lose 0.0486 by the same.
 * Harms:  the schedule, which pays for no demand; users, who pay the fee; other solvers, whom the emission does not reach.
 * Rule:   section 5, pay: the model's fee goes to `model.addr` whole, and the reward does not depend on who submitted the task.
 * Mend:   rewards in proportion to what of the fee reaches the treasury.
 * Fails:  rewards-need-demand (test/properties).
 */
import assert from "node:assert/strict";
import type { Address, Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, MODEL_OWNER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene, SUPPLY } from "./scene.ts";

forEachBackend("FINDING: the author of a rewarded model has its rewards to itself", (backend) => {
  /** What a task of one's own brings, solved by oneself, and the author, who solves as SOLVER. The model's fee is 0.5 AIUS. */
  async function ownTask(solver: Address): Promise<Wei[]> {
    const scene = await Scene.open(backend);
    const farm = async () => {
      const task = await scene.submitTask({ from: solver, model: "paid", fee: aius("0.5") });
      await scene.solve(task, solver);
      await scene.setSupply(SUPPLY - aius("0.5"));
      scene.wait(CLAIM_DELAY + 1);
      await scene.mine(engine.claimSolution(solver, task));
    };
    return scene.gains(farm, solver, MODEL_OWNER);
  }

  it("the author and its solver gain the reward", async () => {
    const [solver, author] = await ownTask(SOLVER);
    assert.equal(solver! + author!, aius("0.451373843847288828"));
  });

  it("anyone else would lose by it", async () => {
    const [solver] = await ownTask(ALICE);
    assert.equal(solver, -aius("0.048626156152711172"));
  });
});
