/**
 * FINDING 62, griefing, and exploit between solvers. One reward takes the supply from far behind the schedule to far above it:
 * in the same block rivals are claimed at nothing.
 *
 * Who:    a solver with three solutions in the first hours; no AIUS, no stake.
 * Needs:  a target so small that one reward is a quarter of it: at most the first eight hours at a rate of 1, three days at a
 *         rate of 10.
 * Costs:  nothing.
 * Brings: 180.88 AIUS for its own three, more than the schedule means for everyone until then (119).
 * Harms:  rivals: five solutions earn 0 and are claimed for good; claimed first they would have earned 180.88 as well.
 * Rule:   section 5, Emission: the reward is a hundredfold below 93.4 % of the target and nothing above 120 %, and is not
 *         bounded by what is missing between; Solutions: anyone claims, once.
 * Mend:   no reward above what is missing to the schedule; only the solver claims.
 */
import assert from "node:assert/strict";
import type { Address } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, Scene } from "./scene.ts";

forEachBackend("FINDING: one reward takes the supply far above the schedule", (backend) => {
  /** What both gain in one block, 2.5 hours after the start, when three of `first` are claimed before five of `second`. */
  async function claims(first: Address, second: Address): Promise<readonly bigint[]> {
    const scene = await Scene.openEmpty(backend);
    const solved = async (solver: Address, count: number) => {
      const claims = [];
      for (let i = 0; i < count; i++) {
        const task = await scene.submitTask({ from: solver });
        await scene.solve(task, solver);
        claims.push(engine.claimSolution(first, task));
      }
      return claims;
    };
    const block = [...(await solved(first, 3)), ...(await solved(second, 5))];
    scene.wait(9000);
    return scene.gains(() => scene.mine(...block), first, second);
  }

  it("who claims first has it all, and the others' are claimed at nothing", async () => {
    assert.deepEqual(await claims(SOLVER, ALICE), [aius("180.884700024999999998"), 0n]);
  });

  it("the schedule means 119 AIUS for everyone until then", async () => {
    const scene = await Scene.openEmpty(backend);
    assert.equal(await scene.view("targetTs", 9000n), aius("118.677847138227301013"));
  });
});
