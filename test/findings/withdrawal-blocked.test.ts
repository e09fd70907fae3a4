/**
 * Finding: a contestation blocks a withdrawal. Who leaves with all of its stake, and is contested before it is out, has less
 * staked than requested: the request cannot be executed, and every call that needs a stake panics. After the vote the
 * request must be given up and made anew, for another day of waiting.
 *
 * Who: any validator, against one that has solved something in its last 2 000 seconds. Cost: as for a contestation.
 * Brings: the stake of another, 500 AIUS here, stays in for longer. Property: right-to-withdraw.
 */
import { DAY } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ARITHMETIC, CONTESTER, SLASH, SOLVER, STAKE, Stage } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";

forEachBackend("a validator contested while it leaves", (backend) => {
  it("cannot take its stake when it is due", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    await stage.mine(engine.initiateValidatorWithdraw(SOLVER, STAKE));
    await stage.mine(engine.submitContestation(CONTESTER, task));
    stage.wait(DAY);
    await stage.fails(engine.validatorWithdraw(SOLVER, 1n, SOLVER), "StakeTooLow", [SOLVER, STAKE - SLASH, STAKE]);
    await stage.fails(engine.signalSupport(SOLVER, stage.model("plain"), true), ...ARITHMETIC);
  });
});
