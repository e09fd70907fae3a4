/**
 * Finding: the treasury's share of fees is voluntary. It is taken of what is left after the model's fee: who registers a model
 * of its own, whose fee is the whole price, pays nothing to the treasury.
 *
 * Who: any model owner that solves, or shares with solvers. Cost: gas. Brings: a tenth of all fees, 0.1 AIUS of 1.
 */
import assert from "node:assert/strict";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CID, INPUT, SOLVER, Stage, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

forEachBackend("a model whose fee is the whole price", (backend) => {
  it("leaves nothing to the treasury", async () => {
    const stage = await Stage.open(backend);
    const [, registered] = (await stage.mine(engine.registerModel(SOLVER, SOLVER, WAD, "0x01")))[0]!;
    const gain = await gainOf(stage, [SOLVER], async () => {
      await stage.mine(engine.submitTask(USER, 0n, USER, registered as `0x${string}`, WAD, INPUT));
      const task = await stage.view<`0x${string}`>("prevhash");
      await stage.commit(task);
      await stage.mine(engine.submitSolution(SOLVER, task, CID));
      stage.wait(2001);
      await stage.mine(engine.claimSolution(SOLVER, task));
    });
    assert.deepEqual([gain, await stage.view("accruedFees")], [WAD, 0n]);
  });
});
