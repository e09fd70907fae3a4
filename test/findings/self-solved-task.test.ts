/**
 * Finding: emission without demand. A validator submits a task of its own for nothing, solves it with whatever it likes, and
 * is rewarded like everybody else.
 *
 * Who: any validator. Cost: gas. Brings: the whole reward, 75 AIUS a task when 100 000 are mined after a year.
 * Property: rewards-need-demand.
 */
import assert from "node:assert/strict";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, Stage } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

forEachBackend("a validator solves its own free task", (backend) => {
  it("gains the reward", async () => {
    const stage = await Stage.open(backend);
    const gain = await gainOf(stage, [SOLVER], async () => {
      const task = await stage.solvedTask({ from: SOLVER, fee: 0n });
      stage.wait(2001);
      await stage.mine(engine.claimSolution(SOLVER, task));
    });
    assert.equal(gain, 75n * WAD - 1n);
  });
});
