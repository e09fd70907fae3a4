/**
 * FINDING 64, design. Who has staked has no vote, and who hears of a proposal cannot leave in time to vote on it.
 *
 * Who:    whoever proposes what validators would reject: their stakes and rights are what governance decides on.
 * Needs:  nothing: the snapshot is a day after the proposal, and a withdrawal takes a day.
 * Costs:  nothing.
 * Brings: as many votes less against it as are staked, and all that the engine holds: 600 000 of the million at the start.
 * Harms:  validators: 500 AIUS that have no vote, unless they began to leave in the second of the proposal itself.
 * Rule:   section 7: votes go with the tokens, which are the engine's while they are staked; voting delay and unlock time are
 *         equal.
 * Mend:   count stakes as their owners' votes; a voting delay that is longer than the unlock time.
 * On the contracts alone: the model has no governor.
 */
import { assert } from "chai";
import { DAY } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import { ALICE, BOB, CAROL, STAKE } from "../engine/stage.ts";
import { Proposal } from "../governance/fixture.ts";
import { openEvm } from "../support/chains.ts";
import { assertOk, view } from "../support/outcomes.ts";
import { Scene } from "./scene.ts";

describe("FINDING: who has staked has no vote, on evm", () => {
  it("who leaves a second after the proposal is a second too late", async () => {
    const scene = await Scene.open({ name: "evm", open: openEvm });
    const voters = [ALICE, BOB, CAROL];
    // All they have beside their stakes is not what this is about.
    for (const voter of voters) await scene.mine(token.transfer(voter, scene.owner, await scene.balance(voter)));
    await scene.fund(10n ** 18n, ALICE);
    await scene.mine(...voters.map((voter) => token.delegate(voter, voter)));
    scene.wait(1);
    await scene.mine(engine.initiateValidatorWithdraw(BOB, STAKE));
    assertOk(await new Proposal(scene.chain as EvmChain, [["engine", "setPaused", [true]]]).propose(scene.now, ALICE));
    const snapshot = scene.now + DAY;
    scene.wait(1);
    await scene.mine(engine.initiateValidatorWithdraw(CAROL, STAKE));
    scene.now = snapshot;
    await scene.mine(engine.validatorWithdraw(BOB, 1n, BOB));
    scene.wait(1);
    await scene.mine(engine.validatorWithdraw(CAROL, 1n, CAROL));
    const votes = await Promise.all(
      voters.map((voter) => view(scene.chain, "token", "getPastVotes", [voter, BigInt(snapshot)])),
    );
    assert.deepEqual(votes, [10n ** 18n, STAKE, 0n]);
  });
});
