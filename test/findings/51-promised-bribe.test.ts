/**
 * FINDING 51, exploit. A bribe that is never paid turns a vote: it is promised to those only whom it makes lose.
 *
 * Who:    a liar whose promise is believed, or a contract that keeps it.
 * Needs:  voters who go by what a vote brings. Whom one voted for is public, so the promise can be checked.
 * Costs:  nothing, when it works: 36 AIUS for each bribed vote that loses, and none loses when all take it.
 * Brings: 15.9 AIUS at a fee of 1: the fee, and half of the contester's 30; the bribed share the rest.
 * Harms:  the contester, who was right: 30 AIUS; the user.
 * Rule:   section 5, Contestations: votes are public, the majority is right by definition, and a vote puts a fixed 30 at stake.
 * Mend:   voters drawn by lot and votes that nobody can prove; an appeal to more voters at a higher stake.
 * Shown:  the scenario bribery has voters with a price, bribes paid by transfer, and insured ones.
 */
import assert from "node:assert/strict";
import type { Hex, Wei } from "../../sim/base/types.ts";
import { ALICE, BOB, CAROL, CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a bribe that is never paid turns a vote", (backend) => {
  async function accusedLie(): Promise<{ scene: Scene; lie: Hex }> {
    const scene = await Scene.open(backend);
    const lie = await scene.paidTask(aius("1"), { model: "unrewarded" });
    await scene.solve(lie, SOLVER, FALSE_CID);
    return { scene, lie };
  }

  /** What ALICE's vote brings her, true or not, when two others vote truly or not. */
  async function vote(truly: boolean, othersTruly: boolean): Promise<Wei> {
    const { scene, lie } = await accusedLie();
    const decide = async () => {
      await scene.contest(lie, CONTESTER);
      await scene.vote(lie, othersTruly, BOB, CAROL);
      await scene.vote(lie, truly, ALICE);
      scene.wait(PERIOD);
      await scene.settle(lie, ALICE);
    };
    return scene.gain(decide, ALICE);
  }

  it("with 36 promised to a false vote that loses, a false vote is the better one whatever others do", async () => {
    const promised = aius("36");
    const whenOthersAreTrue = [await vote(true, true), (await vote(false, true)) + promised];
    const whenOthersAreFalse = [await vote(true, false), await vote(false, false)];
    assert.deepEqual(whenOthersAreTrue, [aius("5"), aius("6")]);
    assert.deepEqual(whenOthersAreFalse, [-aius("30"), aius("5")]);
  });

  it("all take it, and it is not due", async () => {
    const { scene, lie } = await accusedLie();
    const decide = async () => {
      await scene.contest(lie, CONTESTER);
      await scene.vote(lie, false, ALICE, BOB, CAROL);
      scene.wait(PERIOD);
      await scene.settle(lie, SOLVER);
    };
    const expected = [aius("15.9"), -aius("30"), aius("5"), aius("5"), aius("5")];
    assert.deepEqual(await scene.gains(decide, SOLVER, CONTESTER, ALICE, BOB, CAROL), expected);
  });
});
