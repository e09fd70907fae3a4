/**
 * FINDING 18, exploit. On the first day the hundredfold reward is paid to whoever is there, without a token or a stake.
 *
 * Who:    anyone; no AIUS needed, not even for a stake.
 * Needs:  to be the first: the supply is 0, so is the minimum stake, and the schedule runs ahead of it.
 * Costs:  gas of twelve tasks at a fee of 0, one's own.
 * Brings: 990 AIUS of the 1 165 that the schedule means for all solvers of the first day.
 * Harms:  everyone who comes later.
 * Rule:   section 5, Emission: the reward is 1 at a supply of 0 and a hundredfold as long as the supply is 6.7 % below
 *         target; section 1: no stake is needed below 1 000 AIUS.
 * Mend:   bound the multiplier; start the schedule with the first task; ask for a stake from the start.
 */
import assert from "node:assert/strict";
import type { Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, FALSE_CID, Scene } from "./scene.ts";

const DAY = 86_400;

forEachBackend("FINDING: the first day's emission goes to who has nothing", (backend) => {
  it("twelve tasks of one's own, solved falsely and without a stake, earn 990 AIUS", async () => {
    const scene = await Scene.openEmpty(backend);
    scene.wait(DAY);
    const tasks: Hex[] = [];
    for (let i = 0; i < 12; i++) {
      const task = await scene.submitTask({ from: SOLVER });
      await scene.solve(task, SOLVER, FALSE_CID);
      tasks.push(task);
    }
    scene.wait(CLAIM_DELAY + 1);
    const claim = () => scene.mine(...tasks.map((task) => engine.claimSolution(SOLVER, task)));
    assert.equal(await scene.gain(claim, SOLVER), aius("990.073763736844807089"));
  });
});
