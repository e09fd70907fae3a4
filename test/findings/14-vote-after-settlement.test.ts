/**
 * FINDING 14, griefing. A vote in the last second, after the settlement, is taken and never given back.
 *
 * Who:    anyone, without a stake or a token: it settles at the first moment, with a number of winners beyond the list.
 * Needs:  to be the first of the second `blocktime + period`; voters who wait for the last second, as finding 04 teaches them.
 * Costs:  the gas of one call.
 * Brings: nothing.
 * Harms:  each later voter of that second, 30 AIUS, although it votes with the winners.
 * Rule:   section 5, Contestations: a vote is allowed at `blocktime + period` and so is the settlement; `end = start + amnt` is not
 *         clipped to the list, so no later page serves who comes after.
 * Mend:   settle only when `now > blocktime + period`; clip `end` to the list.
 * Fails:  settled-stays-settled (test/properties).
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, ARITHMETIC, BOB, CONTESTER, SOLVER, STRANGER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

const EVERYONE = 2n ** 32n - 1n;

forEachBackend("FINDING: a vote after the settlement is accepted, and lost", (backend) => {
  it("two who voted with the winners in the last second lose 30 AIUS each", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.solvedTask({ model: "unrewarded" });
    const vote = async () => {
      await scene.contest(task, CONTESTER);
      scene.wait(PERIOD);
      await scene.settle(task, STRANGER, EVERYONE);
      await scene.vote(task, false, ALICE, BOB);
      await scene.fails(engine.contestationVoteFinish(ALICE, task, 1n), ...ARITHMETIC);
    };
    const gains = await scene.gains(vote, SOLVER, ALICE, BOB, STRANGER);
    assert.deepEqual(gains, [aius("30"), -aius("30"), -aius("30"), 0n]);
  });
});
