/**
 * Finding: a fee without an owner. A task may be given to the zero address; when nobody solves it, nobody can retract it, and
 * the fee stays in the engine, where it counts as not mined.
 *
 * Who: the submitter, by mistake. Cost: the fee. Brings: nothing. Property: debts-can-be-paid.
 */
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { Stage, USER, ZERO_ADDRESS } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";

forEachBackend("an unsolved task that belongs to nobody", (backend) => {
  it("keeps its fee for ever", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask({ owner: ZERO_ADDRESS, fee: WAD });
    stage.wait(10_001);
    await stage.fails(engine.retractTask(USER, task), "NotTaskOwner", [task, USER, ZERO_ADDRESS]);
  });
});
