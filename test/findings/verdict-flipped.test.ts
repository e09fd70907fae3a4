/**
 * Finding: a vote is settled for both sides. Votes are counted anew on each page: one cast between two pages, in the second in
 * which the period ends, turns the verdict, and the second page pays the other side from slashes that the first has paid out.
 *
 * Who: a validator that settles and votes in one second; with contester and solver as accomplices it risks nothing.
 * Cost: gas. Brings: half a slash of the engine's own tokens, 5 AIUS when 100 000 are mined; any number of times.
 * Properties: settled-stays-settled, vote-pays-what-it-took.
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, SLASH, SOLVER, Stage } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

forEachBackend("a verdict turned between two pages", (backend) => {
  it("pays half a slash that nobody has lost", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask({ model: "unrewarded" });
    const gain = await gainOf(stage, [SOLVER, CONTESTER, ALICE], async () => {
      await stage.mine(engine.submitContestation(CONTESTER, task));
      stage.wait(4000);
      await stage.mine(engine.contestationVoteFinish(ALICE, task, 1n));
      await stage.vote(task, true, ALICE);
      await stage.mine(engine.contestationVoteFinish(ALICE, task, 1n));
    });
    assert.equal(gain, SLASH / 2n);
  });
});
