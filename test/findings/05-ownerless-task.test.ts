/**
 * FINDING 05, exploit and griefing. A task that belongs to nobody makes its false solution safe: contesting it locks every
 * yea's slash for ever.
 *
 * Who:    a validator that submits tasks and solves them itself.
 * Needs:  `owner_` = 0 in `submitTask`.
 * Costs:  30 AIUS if somebody falls for it, else nothing.
 * Brings: 0.4514 AIUS per false solution, again and again, since nobody who understands the trap will contest.
 * Harms:  who contests and who votes yea: 30 AIUS each, for ever. Emission without work.
 * Rule:   section 5, Tasks: `owner_` is free; Contestations: the fee goes back on the first page, and a transfer to the zero
 *         address reverts, even of 0.
 * Mend:   refuse an owner of 0; let owners, winners and solvers pull what is theirs.
 * Fails:  debts-can-be-paid (test/properties).
 */
import assert from "node:assert/strict";
import { YEAR } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, BOB, CONTESTER, SOLVER, STRANGER, USER, ZERO_ADDRESS } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a task that belongs to nobody cannot be refuted", (backend) => {
  it("whoever contests its false solution, and whoever agrees, loses the slash for ever", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.submitTask({ from: SOLVER, owner: ZERO_ADDRESS });
    await scene.solve(task, SOLVER, FALSE_CID);
    const refute = async () => {
      await scene.contest(task, CONTESTER);
      await scene.vote(task, true, ALICE, BOB);
      for (const wait of [PERIOD, YEAR]) {
        scene.wait(wait);
        const settle = engine.contestationVoteFinish(STRANGER, task, 1n);
        await scene.fails(settle, "ERC20InvalidReceiver", [ZERO_ADDRESS]);
      }
    };
    const gains = await scene.gains(refute, SOLVER, CONTESTER, ALICE, BOB);
    assert.deepEqual(gains, [-aius("30"), -aius("30"), -aius("30"), -aius("30")]);
  });

  it("unsolved, it keeps its fee for ever: nobody can take it back", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.submitTask({ owner: ZERO_ADDRESS, fee: aius("1") });
    scene.wait(YEAR);
    await scene.fails(engine.retractTask(USER, task), "NotTaskOwner", [task, USER, ZERO_ADDRESS]);
  });

  it("so it is better left alone, and paid", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.submitTask({ from: SOLVER, owner: ZERO_ADDRESS });
    await scene.solve(task, SOLVER, FALSE_CID);
    scene.wait(CLAIM_DELAY + 1);
    const claim = () => scene.mine(engine.claimSolution(SOLVER, task));
    assert.equal(await scene.gain(claim, SOLVER), aius("0.451373843847288828"));
  });
});
