/**
 * FINDING 06, exploit. One honest checker is not enough: it pays the liar.
 *
 * Who:    a solver that submits a false solution and has 30 AIUS left at stake.
 * Needs:  that at most one validator checks, or speaks up.
 * Costs:  nothing; contested by one, it earns more than uncontested.
 * Brings: 31.3495 AIUS on a task with a fee of 1: fee and reward, and the checker's 30.
 * Harms:  the checker, who was right: 30 AIUS. The user, who pays for a false answer.
 * Rule:   section 5, Contestations: the solver's nay is cast for it, and a tie fails.
 * Mend:   a tie refutes, or escalates to a longer vote; pay the checker whose evidence later proves true.
 * Shown:  the scenarios slashing and majority: lies that one checker contests.
 */
import assert from "node:assert/strict";
import { CONTESTER, SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a lone honest checker pays the liar", (backend) => {
  it("one yea against the liar's own nay is a tie, and a tie is the liar's", async () => {
    const scene = await Scene.open(backend);
    const cheat = async () => {
      const task = await scene.paidTask(aius("1"));
      await scene.solve(task, SOLVER, FALSE_CID);
      await scene.contest(task, CONTESTER);
      scene.wait(PERIOD);
      await scene.settle(task, SOLVER);
    };
    const gains = await scene.gains(cheat, SOLVER, CONTESTER, USER);
    assert.deepEqual(gains, [aius("31.349483439682195758"), -aius("30"), -aius("1")]);
  });
});
