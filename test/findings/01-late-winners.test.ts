/**
 * FINDING 01, exploit. Winners who vote after the first page are paid once more, by the mining pool.
 *
 * Who:    whoever has three stakes or more; no one else needs to take part.
 * Needs:  a contestation among one's own stakes, and the one second in which it is both open to votes and finished.
 * Costs:  nothing: what one's losers lose, one's first winners get. 241 AIUS of capital per stake.
 * Brings: 15 L (H(M-1) - H(L-1)) AIUS with L losers and M winners, H(n) the sum of 1/1 to 1/n: 31.25 with 1 and 5,
 *         68.39 with 3 and 12; again every 4000 s.
 * Harms:  everyone who is paid from the pool.
 * Rule:   section 5, Contestations: a vote is allowed at `blocktime + period` and so is the settlement; votes are counted anew
 *         on each page, so each page divides the whole pot again.
 * Mend:   settle only when `now > blocktime + period`; fix verdict, pot and shares on the first page.
 * Fails:  settled-stays-settled, vote-pays-what-it-took (test/properties).
 */
import assert from "node:assert/strict";
import type { Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: winners who vote after the first page are paid by the pool", (backend) => {
  /** What the owner of all stakes gains. The first page settles a tie, then more nays join, each settled by itself. */
  async function gainOf(losers: number, lateWinners: number): Promise<Wei> {
    const scene = await Scene.open(backend);
    const stakes = await scene.recruit("sybil", 2 * losers + lateWinners, aius("241"));
    const [solver, contester] = [stakes[0]!, stakes[1]!];
    const task = await scene.submitTask({ from: solver, model: "unrewarded" });
    await scene.solve(task, solver);
    return scene.gain(
      async () => {
        await scene.contest(task, contester);
        await scene.vote(task, true, ...stakes.slice(2, losers + 1));
        await scene.vote(task, false, ...stakes.slice(losers + 1, 2 * losers));
        scene.wait(PERIOD);
        await scene.settle(task, solver, BigInt(losers));
        for (const late of stakes.slice(2 * losers))
          await scene.mine(engine.voteOnContestation(late, task, false), engine.contestationVoteFinish(late, task, 1n));
      },
      ...stakes,
    );
  }

  it("one loser and five winners gain 31.25 AIUS: 15 (1/1 + 1/2 + 1/3 + 1/4)", async () => {
    assert.equal(await gainOf(1, 4), aius("31.25"));
  });

  it("three losers and twelve winners gain 68.39 AIUS: 45 (1/3 + 1/4 + ... + 1/11)", async () => {
    assert.equal(await gainOf(3, 9), aius("68.39448051948051948"));
  });
});
