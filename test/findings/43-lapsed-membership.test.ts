/**
 * FINDING 43, exploit. A membership that has lapsed votes again: stakes are brought in the last second of any vote.
 *
 * Who:    whoever once was a validator for a moment. On the first day a deposit of nothing made as many as one liked.
 * Needs:  239.7 AIUS per vote, a little below the minimum, and another deposit, here of 200, that lowers the minimum below it.
 * Costs:  nothing but a day's lock of what was brought.
 * Brings: 60 AIUS from two who were right; no capital is at stake until the tally is known (finding 30 has to come within 120
 *         s).
 * Harms:  honest voters, 30 each; the rule that newcomers do not vote.
 * Rule:   section 5, Stake: `since` is set by a deposit from at most the minimum to at least the minimum, and never cleared: a
 *         withdrawal leaves it; Emission: deposits lower the minimum.
 * Mend:   clear `since` when the stake falls below the minimum.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import type { Address } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, MINIMUM, PERIOD, Scene } from "./scene.ts";

const BROUGHT = aius("239.7");

forEachBackend("FINDING: a membership that has lapsed votes again", (backend) => {
  /** Someone who staked once, has withdrawn all of it, and holds tokens again. */
  async function lapsed(scene: Scene): Promise<Address> {
    const [member] = (await scene.recruit("member", 1)) as [Address];
    await scene.mine(engine.initiateValidatorWithdraw(member, MINIMUM));
    scene.wait(86_400);
    await scene.mine(engine.validatorWithdraw(member, 1n, member));
    assert.equal(await scene.stakeOf(member), 0n);
    return member;
  }

  it("a stake of the last second turns the verdict, where a newcomer's may not", async () => {
    const scene = await Scene.open(backend);
    const member = await lapsed(scene);
    const newcomer = addressOf("newcomer");
    await scene.fund(aius("240"), newcomer);
    await scene.setSupply(aius("300000"));
    const lie = await scene.submitTask({ model: "unrewarded" });
    await scene.solve(lie, SOLVER, FALSE_CID);
    const defend = async () => {
      await scene.contest(lie, CONTESTER);
      await scene.vote(lie, true, ALICE);
      scene.wait(PERIOD);
      await scene.mine(
        engine.validatorDeposit(member, member, BROUGHT),
        engine.validatorDeposit(SOLVER, SOLVER, aius("200")),
        engine.voteOnContestation(member, lie, false),
        engine.validatorDeposit(newcomer, newcomer, aius("240")),
      );
      await scene.fails(engine.voteOnContestation(newcomer, lie, false), "VoteNotAllowed", [newcomer, lie, 6n]);
      await scene.settle(lie, SOLVER);
    };
    const expected = [aius("30"), aius("30"), -aius("30"), -aius("30")];
    assert.deepEqual(await scene.gains(defend, SOLVER, member, CONTESTER, ALICE), expected);
  });

  it("on the first day a deposit of nothing is a membership for good", async () => {
    const scene = await Scene.openEmpty(backend);
    const member = addressOf("member of the first day");
    await scene.mine(engine.validatorDeposit(member, member, 0n));
    const [, since] = await scene.call("validators", member);
    assert.equal(since, BigInt(scene.now));
  });
});
