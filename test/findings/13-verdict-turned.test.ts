/**
 * FINDING 13, exploit and griefing. A verdict turns between two pages: who won the first is slashed on the second.
 *
 * Who:    whoever has contested, and has stakes for a majority.
 * Needs:  the one second in which votes and settlement are both allowed; or a period that governance lengthens (finding 21).
 * Costs:  30 AIUS, the contester's slash.
 * Brings: 45 AIUS to three late votes, 15 net; the solver has been paid meanwhile, its part of the slash and the fee.
 * Harms:  two voters who were on the winning side when the settlement began: 30 AIUS each.
 * Rule:   section 5, Contestations: `y` and `n` are counted anew on each page; pages count through one side's list, whichever
 *         that is.
 * Mend:   fix the verdict on the first page.
 * Fails:  settled-stays-settled (test/properties).
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, BOB, CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a verdict turns between two pages", (backend) => {
  it("the solver wins and is paid, then those who voted for it are slashed", async () => {
    const scene = await Scene.open(backend);
    const sybils = await scene.recruit("sybil", 3, aius("241"));
    const task = await scene.paidTask(aius("1"), { model: "unrewarded" });
    await scene.solve(task, SOLVER);
    const attack = async () => {
      await scene.contest(task, CONTESTER);
      await scene.vote(task, false, ALICE, BOB);
      scene.wait(PERIOD);
      await scene.mine(
        engine.contestationVoteFinish(CONTESTER, task, 1n), // one yea, three nays: the solver wins
        ...sybils.map((sybil) => engine.voteOnContestation(sybil, task, true)),
        engine.contestationVoteFinish(CONTESTER, task, 3n), // four yeas, three nays
      );
    };
    const gains = await scene.gains(attack, SOLVER, CONTESTER, ...sybils, ALICE, BOB);
    assert.deepEqual(gains, [aius("15.9"), -aius("30"), ...sybils.map(() => aius("15")), -aius("30"), -aius("30")]);
  });
});
