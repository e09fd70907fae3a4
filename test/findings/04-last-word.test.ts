/**
 * FINDING 04, exploit. Who votes last, and settles in the same breath, takes the others' slashes without risk.
 *
 * Who:    whoever has one stake more than there are votes on the other side.
 * Needs:  to vote and settle in the second `blocktime + period`, in one block; the tally is public until then.
 * Costs:  nothing: nobody can answer, so no stake is at risk.
 * Brings: the slash of each vote on the other side: 90 AIUS from a solver and two voters who were right.
 * Harms:  everyone who voted before; the truthful solver loses fee and reward too.
 * Rule:   section 5, Contestations: votes are open and public to the last second, and the settlement is allowed in that second.
 * Mend:   commit and reveal votes, or extend the period with each late vote; settle only after it.
 * Shown:  the scenario griefing: griefers hold their votes back until the last five seconds.
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, BOB, CONTESTER, SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: the last word takes the slashes of all who voted before", (backend) => {
  it("four votes in the last second slash three who told the truth", async () => {
    const scene = await Scene.open(backend);
    const sybils = await scene.recruit("sybil", 3);
    const task = await scene.paidTask(aius("1"));
    await scene.solve(task, SOLVER);
    const attack = async () => {
      await scene.contest(task, CONTESTER);
      await scene.vote(task, false, ALICE, BOB); // they see that the solution is true, and a slash to win
      scene.wait(PERIOD);
      await scene.mine(
        ...sybils.map((sybil) => engine.voteOnContestation(sybil, task, true)),
        engine.contestationVoteFinish(CONTESTER, task, 4n),
      );
    };
    assert.deepEqual(await scene.gains(attack, CONTESTER, ...sybils, SOLVER, ALICE, BOB, USER), [
      aius("45"),
      ...sybils.map(() => aius("15")),
      -aius("30"),
      -aius("30"),
      -aius("30"),
      aius("1"),
    ]);
  });
});
