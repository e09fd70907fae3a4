/**
 * FINDING 09, exploit. A user keeps the answer and takes the fee back, with two small stakes against any large one.
 *
 * Who:    whoever submits a task and has two stakes of 240 AIUS.
 * Needs:  that at most one validator defends the solution beside the solver: nobody is paid to watch, and who votes at the
 *         last second decides (finding 04).
 * Costs:  nothing.
 * Brings: the fee back, here 20 AIUS, and the solver's slash of 30; the answer is public since the solution was submitted.
 * Harms:  the truthful solver: 30 AIUS, fee, reward and computation; its 5 500 AIUS at stake count as one vote.
 * Rule:   section 5, Contestations: one validator, one vote, whatever its stake; whoever pays may also judge.
 * Mend:   weigh votes by stake; draw the voters by lot; keep the fee for the solver until the vote has a quorum.
 * Fails:  stake-is-own (test/properties).
 * Shown:  the scenarios griefing and majority: true solutions contested by a group.
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: two small stakes take a fee back from a large one", (backend) => {
  it("the user contests the truth, and is refunded and rewarded", async () => {
    const scene = await Scene.open(backend);
    await scene.fund(aius("5000"), SOLVER);
    await scene.mine(engine.validatorDeposit(SOLVER, SOLVER, aius("5000")));
    const sybils = await scene.recruit("sybil of the user", 2);
    const attack = async () => {
      const task = await scene.paidTask(aius("20"));
      await scene.solve(task, SOLVER);
      await scene.contest(task, sybils[0]!);
      await scene.vote(task, true, sybils[1]!);
      scene.wait(PERIOD);
      await scene.settle(task, USER);
    };
    const gains = await scene.gains(attack, USER, ...sybils, SOLVER);
    assert.deepEqual(gains, [0n, aius("15"), aius("15"), -aius("30")]);
  });
});
