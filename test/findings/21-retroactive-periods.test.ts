/**
 * FINDING 21, privilege, and exploit by whoever uses it. A changed period changes what is already open, or already over.
 *
 * Who:    whoever has stakes when governance changes a period; anyone executes the change, in a block of its choice.
 * Needs:  a proposal that passed, in good faith.
 * Costs:  nothing.
 * Brings: longer votes: 12.5 AIUS for two late yeas on a contestation that was settled, from the pool, and so on for each one
 *         of the last day; shorter votes: the contester's 30; a shorter claim delay: 0.45 and the fee of a false solution at
 *         once; a longer one: the fee of 100 of a solution that was final.
 * Harms:  the pool; contesters; users.
 * Rule:   section 1: setters have no bounds; section 5: every deadline is computed from the parameter of the moment.
 * Mend:   store the deadline with the solution and the contestation.
 */
import assert from "node:assert/strict";
import type { Address } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, MINIMUM, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a changed period changes what is open or over", (backend) => {
  async function refutable(scene: Scene) {
    const task = await scene.submitTask({ model: "unrewarded" });
    await scene.solve(task, SOLVER, FALSE_CID);
    return task;
  }

  it("a longer vote reopens what was settled, and pays late winners from the pool", async () => {
    const scene = await Scene.open(backend);
    const late = await scene.recruit("late", 2, aius("241"));
    const task = await refutable(scene);
    await scene.contest(task, CONTESTER);
    await scene.vote(task, true, ALICE);
    scene.wait(PERIOD);
    await scene.settle(task, ALICE, 2n);
    scene.wait(PERIOD);
    await scene.set("minContestationVotePeriodTime", 86_400n);
    const join = async () => {
      await scene.vote(task, true, late[0]!);
      scene.wait(86_400 - PERIOD - PERIOD);
      await scene.settle(task, late[0]!, 1n);
      await scene.vote(task, true, late[1]!);
      await scene.settle(task, late[1]!, 1n);
    };
    assert.deepEqual(await scene.gains(join, ...late), [aius("7.5"), aius("5")]);
  });

  it("a shorter vote ends before those who would have voted could", async () => {
    const scene = await Scene.open(backend);
    const task = await refutable(scene);
    const cheat = async () => {
      await scene.contest(task, CONTESTER);
      scene.wait(1000);
      await scene.set("minContestationVotePeriodTime", 1000n);
      await scene.settle(task, SOLVER);
    };
    assert.deepEqual(await scene.gains(cheat, SOLVER, CONTESTER), [aius("30"), -aius("30")]);
  });

  it("a longer delay reopens what was final, when the solver has left and cannot defend it", async () => {
    const scene = await Scene.open(backend);
    const [solver] = (await scene.recruit("solver", 1)) as [Address];
    const task = await scene.paidTask(aius("100"), { model: "unrewarded" });
    await scene.solve(task, solver);
    await scene.mine(engine.initiateValidatorWithdraw(solver, MINIMUM));
    scene.wait(86_400);
    await scene.mine(engine.validatorWithdraw(solver, 1n, solver));
    await scene.set("minClaimSolutionTime", 100_000n);
    const refund = async () => {
      await scene.contest(task, CONTESTER);
      scene.wait(PERIOD);
      await scene.settle(task, CONTESTER);
    };
    assert.deepEqual(await scene.gains(refund, USER, solver, CONTESTER), [aius("100"), 0n, 0n]);
  });

  it("a shorter delay pays a false solution before anyone could contest it", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.submitTask();
    const cheat = async () => {
      await scene.solve(task, SOLVER, FALSE_CID);
      scene.wait(1);
      await scene.mine(scene.asOwner("setMinClaimSolutionTime", 0n), engine.claimSolution(SOLVER, task));
    };
    assert.equal(await scene.gain(cheat, SOLVER), aius("0.450000685578430456"));
  });
});
