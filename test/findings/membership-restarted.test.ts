/**
 * Finding: others restart one's membership. A deposit that meets the minimum while the stake did not exceed it sets `since`
 * to now, also when someone else makes it, and of nothing: the validator may not vote on what was contested more than two
 * minutes ago.
 *
 * Who: anyone, against a validator whose stake is exactly the minimum, or below it by what one is ready to give.
 * Cost: nothing, or that difference. Brings: a vote less. Property: right-to-vote.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, MINIMUM, STRANGER, Stage, SUPPLY } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";

const VOTER = addressOf("voter");

forEachBackend("a deposit of nothing by a stranger", (backend) => {
  it("takes a validator's vote", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.validatorDeposit(ALICE, VOTER, MINIMUM));
    await stage.setSupply(SUPPLY);
    const task = await stage.contestedTask();
    stage.wait(121);
    assert.equal(await stage.view("validatorCanVote", VOTER, task), 0n);
    await stage.mine(engine.validatorDeposit(STRANGER, VOTER, 0n));
    assert.equal(await stage.view("validatorCanVote", VOTER, task), 6n);
  });
});
