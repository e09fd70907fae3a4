/**
 * Finding: a task disappears under its solver. Its owner may retract it after 10 000 seconds, also when someone has committed
 * to a result; for a task without a fee that costs nothing.
 *
 * Who: the owner of a task. Cost: a tenth of the fee, nothing without one. Brings: the solver's computation is lost.
 * Property: right-to-reveal.
 */
import { engine } from "../../sim/chain/actions.ts";
import { CID, SOLVER, Stage, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";

forEachBackend("a task retracted after a commitment", (backend) => {
  it("cannot be solved any more", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask();
    stage.wait(10_001);
    await stage.commit(task);
    await stage.mine(engine.retractTask(USER, task));
    await stage.fails(engine.submitSolution(SOLVER, task, CID), "TaskUnknown", [task]);
  });
});
