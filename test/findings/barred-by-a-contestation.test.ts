/**
 * Finding: one contestation bars a solver from the market. It takes the slash from the solver's stake at once, whoever is
 * right; a solver with less to spare than a slash is below the minimum until the vote is settled.
 *
 * Who: any validator. Cost: a slash, 10 AIUS when 100 000 are mined, if the vote fails; nothing if it succeeds.
 * Brings: a competitor less for 4 000 seconds. Property: right-to-act.
 */
import { engine } from "../../sim/chain/actions.ts";
import { CID, CONTESTER, MINIMUM, SLASH, SOLVER, STAKE, Stage } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";

forEachBackend("a contested solver with the minimum stake", (backend) => {
  it("can do nothing until the vote is settled", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.initiateValidatorWithdraw(SOLVER, STAKE - MINIMUM));
    const [solved, next] = [await stage.solvedTask(), await stage.submitTask()];
    await stage.commit(next);
    await stage.mine(engine.submitContestation(CONTESTER, solved));
    const reveal = engine.submitSolution(SOLVER, next, CID);
    await stage.fails(reveal, "StakeBelowMinimum", [SOLVER, MINIMUM - SLASH, MINIMUM]);
    stage.wait(4000);
    await stage.mine(engine.contestationVoteFinish(CONTESTER, solved, 2n));
  });
});
