/**
 * FINDING 41, exploit. A liar hides its stake in cases against itself: the very first lie costs nothing when it is refuted.
 *
 * Who:    a solver at the minimum, and a second stake of its owner's with 450 AIUS.
 * Needs:  eight free tasks of its own, solved, which the second stake contests before anyone contests the lie: each case locks
 *         30 AIUS of the liar's 240.
 * Costs:  nothing: ties are the solver's, so each stake gets its own back or the other's, 4000 s later.
 * Brings: 30 AIUS saved of each fine; where nobody refutes, fee and reward. So lies are free from the first one on, not from
 *         the ninth (finding 07), and however many refute them.
 * Harms:  the checkers, who get nothing for being right, 30 AIUS together otherwise; so nobody has a reason to check.
 * Rule:   section 5, Contestations: a vote takes its slash off the stake at once, and the solver's nay is cast only when its
 *         stake covers the slash.
 * Mend:   lock a stake for each open solution before anything else can use it; a debt when the stake does not cover it, paid
 *         from what comes back.
 * Fails:  solution-is-defended (test/properties).
 */
import assert from "node:assert/strict";
import { type Address, WAD, type Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, INPUT } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a liar hides its stake in cases against itself", (backend) => {
  /** What the liar with its second stake, who contests its lie, and who agrees gain by a refuted lie. */
  async function refuted(hiding: boolean): Promise<Wei[]> {
    const scene = await Scene.open(backend);
    const [liar] = (await scene.recruit("liar", 1)) as [Address];
    const [second] = (await scene.recruit("second", 1, 450n * WAD)) as [Address];
    const free = engine.submitTask(liar, 0n, liar, scene.model("unrewarded"), 0n, INPUT);
    const own = hiding ? await scene.falselySolved(8, liar, free) : [];
    const lie = await scene.submitTask({ model: "unrewarded" });
    await scene.solve(lie, liar, FALSE_CID);
    const refute = async () => {
      await scene.mine(...own.map((task) => engine.submitContestation(second, task)));
      await scene.contest(lie, CONTESTER);
      await scene.vote(lie, true, ALICE);
      scene.wait(PERIOD);
      await scene.mine(...[lie, ...own].map((task) => engine.contestationVoteFinish(ALICE, task, 10n)));
    };
    const [liars, seconds, ...checkers] = await scene.gains(refute, liar, second, CONTESTER, ALICE);
    return [liars! + seconds!, ...checkers];
  }

  it("a lie costs 30 AIUS, which its refuters share", async () => {
    assert.deepEqual(await refuted(false), [-aius("30"), aius("15"), aius("15")]);
  });

  it("with the stake out of reach it costs nothing, and brings them nothing", async () => {
    assert.deepEqual(await refuted(true), [0n, 0n, 0n]);
  });
});
