/**
 * FINDING 28, griefing. One accusation puts a solver at the minimum out of work until the vote is settled.
 *
 * Who:    a rival.
 * Needs:  a solver with less than 30 AIUS above the minimum, and one of its solutions, true or not.
 * Costs:  30 AIUS to the solver when nobody agrees with the accusation; nothing with a second stake of one's own (finding 09).
 * Brings: a rival less for 4000 s or until somebody settles: every task of that time.
 * Harms:  the solver, and every voter at the minimum, whose first vote bars it from all other cases.
 * Rule:   section 5, Contestations: the slash is taken off the stake with the vote; section 3, V: acting needs the minimum.
 * Mend:   count what is locked in open votes towards the minimum.
 * Fails:  right-to-act (test/properties).
 * Shown:  the scenario griefing, with stakes near the minimum.
 */
import assert from "node:assert/strict";
import type { Address } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CID, CONTESTER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: one accusation puts a solver out of work", (backend) => {
  it("a solver at the minimum cannot submit what it has computed", async () => {
    const scene = await Scene.open(backend);
    const [solver] = (await scene.recruit("solver", 1, aius("269"))) as [Address];
    const [first, second] = [
      await scene.submitTask({ model: "unrewarded" }),
      await scene.submitTask({ model: "unrewarded" }),
    ];
    await scene.solve(first, solver);
    await scene.commit(second, CID, solver);
    const answer = engine.submitSolution(solver, second, CID);
    const accuse = async () => {
      await scene.contest(first, CONTESTER);
      await scene.fails(answer, "StakeBelowMinimum", [solver, aius("239"), aius("240")]);
      scene.wait(PERIOD);
      await scene.fails(answer, "StakeBelowMinimum", [solver, aius("239"), aius("240")]);
      await scene.settle(first, solver);
    };
    assert.deepEqual(await scene.gains(accuse, solver, CONTESTER), [aius("30"), -aius("30")]);
    await scene.mine(answer);
  });
});
