/**
 * FINDING 52, griefing. One stake signals any number of supporters for a model, who are gone the next day.
 *
 * Who:    anyone with 240 AIUS: a model's author who wants to look well checked, or an attacker who wants users on a model that
 *         few check.
 * Needs:  a day for each supporter, since a stake moves on in a day (in 4000 s by finding 42).
 * Costs:  interest on 240 AIUS.
 * Brings: users: a false solution is safe where nobody checks (finding 06).
 * Harms:  who chooses a model by its supporters, as the whitepaper proposes (section 3).
 * Rule:   section 3, signalSupport: an event, by whoever has the minimum at that moment; no state, no end when the stake goes.
 * Mend:   keep support as state, counted only while the stake stands.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { type Log, MAX_UINT256 } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { MINIMUM, Scene, SUPPLY } from "./scene.ts";

forEachBackend("FINDING: one stake signals any number of supporters", (backend) => {
  it("three supporters in three days, none of whom has a stake", async () => {
    const scene = await Scene.open(backend);
    const supporters = [1, 2, 3].map((number) => addressOf(`supporter ${number}`));
    const signals: Log[] = [];
    await scene.fund(MINIMUM, supporters[0]!);
    for (const [at, supporter] of supporters.entries()) {
      await scene.setSupply(SUPPLY);
      const logs = await scene.mine(
        token.approve(supporter, scene.engine, MAX_UINT256),
        engine.validatorDeposit(supporter, supporter, MINIMUM),
        engine.signalSupport(supporter, scene.model("plain"), true),
        engine.initiateValidatorWithdraw(supporter, MINIMUM),
      );
      signals.push(...logs.filter(([name]) => name === "engine.SignalSupport"));
      scene.wait(86_400);
      await scene.mine(engine.validatorWithdraw(supporter, 1n, supporters[at + 1] ?? supporters[0]!));
    }
    assert.deepEqual(
      signals,
      supporters.map((supporter) => ["engine.SignalSupport", supporter, scene.model("plain"), true]),
    );
    for (const supporter of supporters) assert.equal(await scene.stakeOf(supporter), 0n);
    assert.equal(await scene.balance(supporters[0]!), MINIMUM);
  });
});
