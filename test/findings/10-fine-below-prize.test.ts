/**
 * FINDING 10, exploit. The fine does not grow with the prize: a false solution costs 30 AIUS at most, whatever the fee.
 *
 * Who:    any validator, on tasks with high fees.
 * Needs:  to be caught in no more than 96 of 100 cases at a fee of 1 000.
 * Costs:  30 AIUS per solution refuted.
 * Brings: of three false solutions two refuted and one paid: 840.37 AIUS.
 * Harms:  the user whose false answer is paid, and the two who must submit again.
 * Rule:   section 5, Contestations: a fixed slash per vote, 0.01 % of the supply.
 * Mend:   lock a stake in proportion to fee and reward when a solution is submitted.
 * Shown:  the scenario bribery: a briber answers the dearest tasks falsely.
 */
import assert from "node:assert/strict";
import type { Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: the fine for a false solution does not grow with the fee", (backend) => {
  it("two of three lies are refuted, and it still pays", async () => {
    const scene = await Scene.open(backend);
    await scene.fund(aius("3000"), USER);
    const cheat = async () => {
      const tasks: Hex[] = [];
      for (let i = 0; i < 3; i++) {
        const task = await scene.paidTask(aius("1000"));
        await scene.solve(task, SOLVER, FALSE_CID);
        tasks.push(task);
      }
      for (const task of tasks.slice(1)) {
        await scene.contest(task, CONTESTER);
        await scene.vote(task, true, ALICE);
      }
      scene.wait(PERIOD);
      await scene.mine(engine.claimSolution(SOLVER, tasks[0]!));
      for (const task of tasks.slice(1)) await scene.settle(task, ALICE);
    };
    const gains = await scene.gains(cheat, SOLVER, USER);
    assert.deepEqual(gains, [aius("840.36665099259391756"), -aius("1000")]);
  });
});
