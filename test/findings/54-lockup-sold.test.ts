/**
 * FINDING 54, design. What is locked for four years is sold on the first day: the wallet changes hands.
 *
 * Who:    the beneficiaries of the vesting wallets: the team, the private sale.
 * Needs:  a buyer.
 * Costs:  nothing.
 * Brings: the price of 100 000 AIUS, at once, to a team that was to be bound to the project for four years.
 * Harms:  holders, who count on the vesting "to ensure long term sustainability" (whitepaper 5).
 * Rule:   section 7: beneficiaries own their vesting wallets, and an owner may be another tomorrow.
 * Mend:   wallets whose beneficiary cannot change, or only with the DAO's consent.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { YEAR } from "../../sim/base/types.ts";
import { vesting } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, Scene } from "./scene.ts";

forEachBackend("FINDING: what is locked for four years is sold on the first day", (backend) => {
  it("the buyer has all of it as it vests, the team none", async () => {
    const scene = await Scene.openEmpty(backend);
    const [team, buyer] = [addressOf("team"), addressOf("buyer")];
    await scene.mine({ from: team, to: "vesting.team", method: "transferOwnership", args: [buyer] });
    scene.wait(4 * YEAR);
    const release = () => scene.mine(vesting.release(team, "team", scene.address("token")));
    assert.deepEqual(await scene.gains(release, team, buyer), [0n, aius("100000")]);
  });
});
