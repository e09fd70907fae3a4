/**
 * FINDING 27, exploit. A user with three stakes takes a task back sooner, and without the tenth that it costs.
 *
 * Who:    a task's owner with three stakes of its own.
 * Needs:  4000 s instead of 10 000 s.
 * Costs:  nothing: the slashes go from one's own stake to one's own wallets.
 * Brings: 10 AIUS of a fee of 100. Also a way to park tokens in the engine for nothing (finding 02).
 * Harms:  the treasury.
 * Rule:   section 5, Contestations: a refuted task's whole fee goes back, whoever solved, contested and voted.
 * Mend:   keep the retraction's share of a refuted task too, or pay it to the refuters.
 */
import assert from "node:assert/strict";
import type { Address, Hex, Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

const RETRACTION_WAIT = 10_000;

forEachBackend("FINDING: a task is taken back without the retraction fee", (backend) => {
  async function gainOf(takeBack: (scene: Scene, task: Hex, stakes: Address[]) => Promise<unknown>): Promise<Wei> {
    const scene = await Scene.open(backend);
    const stakes = await scene.recruit("of the user", 3);
    return scene.gain(
      async () => {
        const task = await scene.paidTask(aius("100"));
        await takeBack(scene, task, stakes);
      },
      USER,
      ...stakes,
    );
  }

  it("retracted after 10 000 s, a fee of 100 loses 10 AIUS", async () => {
    const gain = await gainOf((scene, task) => {
      scene.wait(RETRACTION_WAIT + 1);
      return scene.mine(engine.retractTask(USER, task));
    });
    assert.equal(gain, -aius("10"));
  });

  it("solved and refuted by oneself after 4000 s, it loses nothing", async () => {
    const gain = await gainOf(async (scene, task, stakes) => {
      const [solver, contester, voter] = stakes as [Address, Address, Address];
      await scene.solve(task, solver, FALSE_CID);
      await scene.contest(task, contester);
      await scene.vote(task, true, voter);
      scene.wait(PERIOD);
      await scene.settle(task, USER);
    });
    assert.equal(gain, 0n);
  });
});
