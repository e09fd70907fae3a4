/**
 * FINDING 38, griefing. A validator over whom the minimum falls never gets a vote, whatever it adds.
 *
 * Who:    whoever parks tokens for half an hour (finding 02); or nobody, since every large deposit lowers the minimum.
 * Needs:  somebody who has less than the minimum at stake and adds to it while the minimum is lower.
 * Costs:  nothing: the parked fee comes back.
 * Brings: a voter less, though it may contest and solve.
 * Harms:  the validator: to vote it must take out what exceeds the minimum, wait a day, and put it in again.
 * Rule:   section 5, Stake: `since` is set only by a deposit from at most the minimum to at least the minimum; validatorCanVote:
 *         code 4 when it was never set.
 * Mend:   set `since` whenever a deposit leaves the stake at or above the minimum and it is not set.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CAROL, CONTESTER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

const PARKED = aius("62500");
const NEWCOMER = addressOf("newcomer");

forEachBackend("FINDING: a validator over whom the minimum falls has no vote", (backend) => {
  it("with 250 AIUS of the 240 that it takes", async () => {
    const scene = await Scene.open(backend);
    await scene.fund(aius("250"), NEWCOMER);
    await scene.fund(PARKED, CAROL);
    await scene.mine(engine.validatorDeposit(NEWCOMER, NEWCOMER, aius("200")));
    const lowered = async () => {
      const parked = await scene.park(CAROL, PARKED); // the minimum is 189.84 now
      await scene.mine(engine.validatorDeposit(NEWCOMER, NEWCOMER, aius("50")));
      scene.wait(CLAIM_DELAY + 1);
      await scene.mine(engine.claimSolution(CAROL, parked));
    };
    assert.equal(await scene.gain(lowered, CAROL), 0n);

    const task = await scene.solvedTask();
    await scene.mine(engine.signalSupport(NEWCOMER, scene.model("plain"), true)); // it is a validator
    await scene.contest(task, CONTESTER);
    await scene.fails(engine.voteOnContestation(NEWCOMER, task, true), "VoteNotAllowed", [NEWCOMER, task, 4n]);
    assert.deepEqual((await scene.call("validators", NEWCOMER)).slice(0, 2), [aius("250"), 0n]);
  });
});
