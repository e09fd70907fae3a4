/**
 * FINDING 30, exploit. Votes are bought to order: a stake of two minutes after the contestation still votes on it.
 *
 * Who:    whoever has tokens; no stake is needed before there is something to win.
 * Needs:  240 AIUS per vote within 120 s after the contestation, which may be one's own.
 * Costs:  nothing but a day's lock of those stakes.
 * Brings: the slash of each vote on the other side: 30 AIUS of a truthful solver here.
 * Harms:  the solver; validators of long standing, whose standing counts for nothing.
 * Rule:   section 5, validatorCanVote: code 6 only when `since - 120 > blocktime`: the allowance has the wrong sign.
 * Mend:   `since + maxSince <= blocktime`: only who was a validator for some time before may vote.
 * Shown:  the scenario outage: validators who top up after a slash (late-stake-votes).
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, MINIMUM, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a stake made after the contestation votes on it", (backend) => {
  it("bought two minutes after, a vote decides against the truth", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.solvedTask({ model: "unrewarded" });
    const bought = addressOf("bought vote");
    await scene.fund(MINIMUM, bought);
    const attack = async () => {
      await scene.contest(task, CONTESTER);
      scene.wait(120);
      await scene.mine(engine.validatorDeposit(bought, bought, MINIMUM));
      await scene.vote(task, true, bought);
      scene.wait(PERIOD);
      await scene.settle(task, CONTESTER);
    };
    assert.deepEqual(await scene.gains(attack, CONTESTER, bought, SOLVER), [aius("15"), aius("15"), -aius("30")]);
  });
});
