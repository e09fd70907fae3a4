/**
 * FINDING 11, exploit. A liar accuses itself: half of its fine comes back, and nobody else can accuse it.
 *
 * Who:    a solver with a false solution.
 * Needs:  60 AIUS at stake, 30 for each side of its own case.
 * Costs:  15 AIUS when refuted by one other validator, instead of 30; nothing when nobody votes, since a tie is its own.
 * Brings: 15 AIUS saved. Who really checked gets 15 as the second yea, and less with each further one.
 * Harms:  checkers, who get 15 AIUS together instead of 30; users, whose false answer nobody else can contest.
 * Rule:   section 5, Contestations: the contester votes yea, whoever it is, then the solver's nay is cast; one contestation per
 *         solution.
 * Mend:   the solver may not contest itself (a second address can: so burn part of the fine, or pay the contester less than the
 *         fine of the whole case costs).
 * Fails:  contested-by-others, one-vote (test/properties).
 */
import assert from "node:assert/strict";
import type { Address, Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a liar who accuses itself gets half of its fine back", (backend) => {
  async function accusedBy(accuser: Address): Promise<Wei[]> {
    const scene = await Scene.open(backend);
    const task = await scene.submitTask();
    await scene.solve(task, SOLVER, FALSE_CID);
    const refute = async () => {
      await scene.contest(task, accuser);
      await scene.fails(engine.submitContestation(ALICE, task), "AlreadyContested", [task, accuser]);
      await scene.vote(task, true, ALICE);
      scene.wait(PERIOD);
      await scene.settle(task, ALICE);
    };
    return scene.gains(refute, SOLVER, CONTESTER, ALICE);
  }

  it("accused by another, it loses 30", async () => {
    assert.deepEqual(await accusedBy(CONTESTER), [-aius("30"), aius("15"), aius("15")]);
  });

  it("accused by itself, and by nobody else, it loses nothing and is paid", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.paidTask(aius("1"), { model: "unrewarded" });
    await scene.solve(task, SOLVER, FALSE_CID);
    const shield = async () => {
      await scene.contest(task, SOLVER);
      scene.wait(PERIOD);
      await scene.settle(task, SOLVER);
    };
    assert.equal(await scene.gain(shield, SOLVER), aius("0.9"));
  });

  it("accused by itself, it loses 15", async () => {
    assert.deepEqual(await accusedBy(SOLVER), [-aius("15"), 0n, aius("15")]);
  });
});
