/**
 * FINDING 15, griefing. Rivals' rewards are claimed for them, at a moment that one makes.
 *
 * Who:    anyone with 20 000 AIUS at stake, waiting unlocked.
 * Needs:  one block: withdraw, claim the rivals' solutions, deposit again.
 * Costs:  nothing; the stake is back in the same block, and unlocks again a day later.
 * Brings: nothing by itself; what rivals do not get is paid later, to oneself too.
 * Harms:  every solver with a claimable solution: three rewards of 1.54 AIUS become 0.0143.
 * Rule:   section 5, Emission: a withdrawal raises the measured supply, and the reward halves for each percent; Solutions:
 *         claims are made by anyone, at the reward of that moment.
 * Mend:   fix the reward when the solution is submitted, or let only the solver claim; measure what was mined.
 * Fails:  reward-moves-by-mining (test/properties).
 */
import assert from "node:assert/strict";
import { type Hex, WAD, type Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, STRANGER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

const UNLOCKED = 20_000n * WAD;

forEachBackend("FINDING: rivals' rewards are claimed at the lowest moment", (backend) => {
  /** What the solver and the stranger gain when three solutions are claimed. */
  async function gains(sandwiched: boolean): Promise<Wei[]> {
    const scene = await Scene.open(backend);
    await scene.unlock(STRANGER, UNLOCKED);
    const tasks: Hex[] = [];
    for (let i = 0; i < 3; i++) tasks.push(await scene.solvedTask());
    scene.wait(CLAIM_DELAY + 1);
    const claims = tasks.map((task) => engine.claimSolution(STRANGER, task));
    const withdraw = engine.validatorWithdraw(STRANGER, 1n, STRANGER);
    const deposit = engine.validatorDeposit(STRANGER, STRANGER, UNLOCKED);
    const block = sandwiched ? [withdraw, ...claims, deposit] : claims;
    return scene.gains(() => scene.mine(...block), SOLVER, STRANGER);
  }

  it("claimed in peace, three solutions earn 1.54 AIUS", async () => {
    assert.deepEqual(await gains(false), [aius("1.543818507417301104"), 0n]);
  });

  it("claimed between a withdrawal and a deposit, they earn 0.0143", async () => {
    assert.deepEqual(await gains(true), [aius("0.014312383828485659"), 0n]);
  });
});
