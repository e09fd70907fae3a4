/**
 * FINDING 45, griefing, and exploit between solvers. At a supply of nothing a reward is 1, at a wei more it is 100: rivals are
 * claimed on the wrong side of the step.
 *
 * Who:    anyone for the first claim; whoever holds as many tokens as were mined (10 000 AIUS are sold on the first day) for
 *         the rest.
 * Needs:  the first days: to be there for the first claim, or to stake what was mined, so that the measure is 0 again.
 * Costs:  nothing: a claim for another; a stake for a day.
 * Brings: nothing by itself. What rivals do not get the schedule pays later, a hundredfold, to oneself too.
 * Harms:  the first solver: 0.9 AIUS instead of 90; with 1 000 AIUS staked all others too: ten rewards of 899.32 are 9.
 * Rule:   section 5, Emission: `reward` is 1e18 when `ts == 0`, and a hundredfold when it is positive and far below the target;
 *         Solutions: anyone claims.
 * Mend:   no exception at 0 but the limit, with a bound on the multiplier (finding 18); only the solver claims.
 * Fails:  reward-moves-by-mining (test/properties).
 */
import assert from "node:assert/strict";
import type { Address, Hex, Wei } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { ALICE, MAX_UINT256, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

const DAY = 86_400;

forEachBackend("FINDING: at a supply of nothing a reward is 1, at a wei more it is 100", (backend) => {
  /** A day after the start, with solutions that can be claimed. */
  async function solved(scene: Scene, solver: Address, count: number): Promise<Hex[]> {
    const tasks: Hex[] = [];
    for (let i = 0; i < count; i++) {
      const task = await scene.submitTask({ from: solver });
      await scene.solve(task, solver);
      tasks.push(task);
    }
    return tasks;
  }

  it("who claims a rival's solution first has the hundredfold itself", async () => {
    const scene = await Scene.openEmpty(backend);
    scene.wait(DAY);
    const [rivals] = await solved(scene, ALICE, 1);
    const [own] = await solved(scene, SOLVER, 1);
    scene.wait(CLAIM_DELAY + 1);
    const claim = () => scene.mine(engine.claimSolution(SOLVER, rivals!), engine.claimSolution(SOLVER, own!));
    assert.deepEqual(await scene.gains(claim, ALICE, SOLVER), [aius("0.9"), aius("89.999849999999999999")]);
  });

  /** What ten claims pay, after the first one of all, with so many tokens that were not mined staked by a griefer. */
  async function tenClaims(staked: Wei): Promise<Wei> {
    const scene = await Scene.openEmpty(backend);
    scene.wait(DAY);
    const [first, ...tasks] = await solved(scene, ALICE, 11);
    scene.wait(CLAIM_DELAY + 1);
    await scene.mine(engine.claimSolution(ALICE, first!));
    await scene.mine(token.approve(LIQUIDITY_HOLDER, scene.engine, MAX_UINT256));
    return scene.gain(
      () =>
        scene.mine(
          engine.validatorDeposit(LIQUIDITY_HOLDER, LIQUIDITY_HOLDER, staked),
          ...tasks.map((task) => engine.claimSolution(LIQUIDITY_HOLDER, task)),
        ),
      ALICE,
    );
  }

  it("ten solutions of the second day earn 899 AIUS", async () => {
    assert.equal(await tenClaims(0n), aius("899.323801037017643364"));
  });

  it("the same earn 9 while 1 000 AIUS are staked", async () => {
    assert.equal(await tenClaims(aius("1000")), aius("9"));
  });
});
