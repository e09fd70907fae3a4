/**
 * FINDING 47, exploit. A sponsor's fee ends in the pocket of whoever it asked for.
 *
 * Who:    the owner of a task that another pays for: a customer of a minting contract, a player, a trial user.
 * Needs:  10 000 s without a solution; or three stakes and 4000 s, whether there is one or not (finding 27).
 * Costs:  nothing.
 * Brings: 90 AIUS of a fee of 100 that it has not paid; all 100 with three stakes.
 * Harms:  the sponsor.
 * Rule:   section 5, Tasks: `owner_` is free, and is who may retract and who is refunded; who has paid is not remembered.
 * Mend:   pay back to who has paid.
 */
import assert from "node:assert/strict";
import type { Address } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { STRANGER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a sponsor's fee ends in the pocket of whoever it asked for", (backend) => {
  it("the owner retracts the task, and keeps what it never paid", async () => {
    const scene = await Scene.open(backend);
    const sponsored = async () => {
      const task = await scene.submitTask({ from: USER, owner: STRANGER, fee: aius("100") });
      scene.wait(10_001);
      await scene.mine(engine.retractTask(STRANGER, task));
    };
    assert.deepEqual(await scene.gains(sponsored, USER, STRANGER), [-aius("100"), aius("90")]);
  });

  it("with three stakes it refutes the task, and keeps all", async () => {
    const scene = await Scene.open(backend);
    const stakes = (await scene.recruit("stake", 3, aius("300"))) as [Address, Address, Address];
    const sponsored = async () => {
      const task = await scene.paidTask(aius("100"), { from: USER, owner: STRANGER });
      await scene.solve(task, stakes[0], FALSE_CID);
      await scene.contest(task, stakes[1]);
      await scene.vote(task, true, stakes[2]);
      scene.wait(PERIOD);
      await scene.settle(task, STRANGER);
    };
    const gains = await scene.gains(sponsored, USER, STRANGER, ...stakes);
    assert.deepEqual(gains, [-aius("100"), aius("100"), -aius("30"), aius("15"), aius("15")]);
  });
});
