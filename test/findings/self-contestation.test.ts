/**
 * Finding: a solver shields its own solution. It contests it itself and votes on both sides: nobody else can contest any more,
 * and unless someone comes to vote, the tie pays it as if nothing had been.
 *
 * Who: any solver. Cost: nothing (it pays the slash of its yea to its nay), and two thousand seconds more. Brings: a false
 * result is only overturned by those who vote on it unasked. Properties: contested-by-others, one-vote.
 */
import assert from "node:assert/strict";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CONTESTER, SOLVER, Stage } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

forEachBackend("a solver that contests itself", (backend) => {
  it("cannot be contested by others, and is paid", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask({ model: "unrewarded", fee: WAD });
    const gain = await gainOf(stage, [SOLVER], async () => {
      await stage.mine(engine.submitContestation(SOLVER, task));
      await stage.fails(engine.submitContestation(CONTESTER, task), "AlreadyContested", [task, SOLVER]);
      stage.wait(4000);
      await stage.mine(engine.contestationVoteFinish(SOLVER, task, 1n));
    });
    // The fee less the treasury's tenth.
    assert.equal(gain, (WAD * 9n) / 10n);
  });
});
