/**
 * Finding: one stake backs any number of results. A slash is an eighth of the minimum stake; a solver submits false results
 * without end, loses eight slashes at most; for the ninth no vote is cast, it loses nothing, and the contester who is right wins nothing.
 *
 * Who: any solver with the minimum stake. Cost: its stake, 80 AIUS when 100 000 are mined, once. Brings: fee and reward of
 * every result that nobody contests. Property: solution-is-defended.
 */
import assert from "node:assert/strict";
import { DAY, type Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CONTESTER, MINIMUM, SLASH, SOLVER, STAKE, STRANGER, Stage, SUPPLY } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

forEachBackend("nine false results on one stake", (backend) => {
  it("cost eight slashes, and the ninth brings its contester nothing", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.initiateValidatorWithdraw(SOLVER, STAKE - MINIMUM));
    stage.wait(DAY);
    await stage.mine(engine.validatorWithdraw(SOLVER, 1n, SOLVER));
    await stage.setSupply(SUPPLY);
    const tasks: Hex[] = [];
    for (let i = 0; i < 9; i++) tasks.push(await stage.solvedTask());
    await stage.mine(...tasks.map((task) => engine.submitContestation(CONTESTER, task)));
    assert.equal(await stage.stakeOf(SOLVER), 0n);
    await stage.viewFails("contestationVoteNays", [tasks[8]!, 0n], "Panic", [0x32n]);
    stage.wait(4000);
    const gain = await gainOf(stage, [CONTESTER], () =>
      stage.mine(engine.contestationVoteFinish(STRANGER, tasks[8]!, 1n)),
    );
    // Its own slash comes back.
    assert.equal(gain, SLASH);
  });
});
