/**
 * Finding: a true result loses against two. A validator contests it, an accomplice votes with it, and unless two others come to
 * the solver's help within the vote period, they share its slash. Nobody is paid for coming.
 *
 * Who: two validators. Cost: gas, when nobody votes. Brings: a slash, 10 AIUS when 100 000 are mined; the solver loses that,
 * its fee and its reward. Property: stake-is-own.
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, SLASH, SOLVER, STRANGER, Stage } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

forEachBackend("two validators outvote a solver", (backend) => {
  it("share its slash, and it is not paid", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    const attack = async () => {
      await stage.mine(engine.submitContestation(CONTESTER, task));
      await stage.vote(task, true, ALICE);
      stage.wait(4000);
      await stage.mine(engine.contestationVoteFinish(STRANGER, task, 2n));
    };
    let loss = 0n;
    const gain = await gainOf(stage, [CONTESTER, ALICE], async () => {
      loss = await gainOf(stage, [SOLVER], attack);
    });
    assert.deepEqual([gain, loss], [SLASH, -SLASH]);
  });
});
