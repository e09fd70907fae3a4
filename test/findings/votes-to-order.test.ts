/**
 * Finding: votes are made to order. A vote counts one whatever is staked, and a stake made up to two minutes after a
 * contestation may vote on it: one large stake, split among accounts when it is needed, outvotes everyone.
 *
 * Who: anyone with some minimum stakes, 80 AIUS each when 100 000 are mined. Cost: a day's interest on them.
 * Brings: any verdict; here the user has its fee back, and the puppets the solver's slash.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, BOB, CONTESTER, MINIMUM, SOLVER, STRANGER, Stage, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

const PUPPETS = ["puppet-0", "puppet-1", "puppet-2"].map(addressOf);

forEachBackend("stakes made after a contestation", (backend) => {
  it("turn its verdict", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask({ fee: WAD, model: "unrewarded" });
    const [, , , slash] = (await stage.call("contestations", task)) as readonly bigint[];
    await stage.vote(task, false, ALICE, BOB);
    stage.wait(120);
    // SOLVER, ALICE and BOB have voted nay, CONTESTER yea. Three more make it four to three.
    const gain = await gainOf(stage, [USER, CONTESTER, ...PUPPETS], async () => {
      await stage.mine(...PUPPETS.map((puppet) => engine.validatorDeposit(USER, puppet, MINIMUM)));
      await stage.vote(task, true, ...PUPPETS);
      stage.wait(3880);
      await stage.mine(engine.contestationVoteFinish(STRANGER, task, 4n));
    });
    // The fee, three slashes, and the contester's own, which was locked before.
    assert.equal(gain, WAD + 4n * slash!);
    assert.equal(await stage.balance(SOLVER), 500n * WAD);
  });
});
