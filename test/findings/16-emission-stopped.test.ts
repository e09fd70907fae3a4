/**
 * FINDING 16, griefing. One large stake, withdrawn, stops all rewards for months.
 *
 * Who:    whoever has staked a fifth of the measured supply, 61 000 AIUS here.
 * Needs:  to have staked it long enough for the schedule to have mined as much in its place, which it also earned from.
 * Costs:  nothing: a withdrawal of one's own stake.
 * Brings: nothing by itself; the threat of it is worth something.
 * Harms:  every solver: the reward falls from 0.57 AIUS to 0, is 0.001 after 60 days and 0.41 after 120.
 * Rule:   section 5, Emission: stakes count as not mined, so their withdrawal is measured as emission; 20 % above target
 *         pays nothing.
 * Mend:   measure what was mined; bound the multiplier's fall per day.
 * Fails:  reward-moves-by-mining (test/properties).
 */
import assert from "node:assert/strict";
import { WAD, type Wei, YEAR } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, STRANGER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene, SUPPLY } from "./scene.ts";

const STAKED = 61_000n * WAD;
const DAY = 86_400;

forEachBackend("FINDING: a large stake's withdrawal stops the rewards", (backend) => {
  it("a solution is paid nothing, and the next ones little for months", async () => {
    const scene = await Scene.open(backend);
    await scene.unlock(STRANGER, STAKED);
    const task = await scene.solvedTask();
    scene.wait(CLAIM_DELAY + 1);
    await scene.mine(); // the head is now
    assert.equal(await scene.view("getReward"), aius("0.571861122990968257"));

    await scene.mine(engine.validatorWithdraw(STRANGER, 1n, STRANGER));
    const claim = () => scene.mine(engine.claimSolution(SOLVER, task));
    assert.equal(await scene.gain(claim, SOLVER), 0n);

    const rewardAfter = (days: number) => scene.view<Wei>("reward", BigInt(YEAR + days * DAY), SUPPLY + STAKED);
    assert.equal(await rewardAfter(60), aius("0.001002342544022516"));
    assert.equal(await rewardAfter(120), aius("0.408790847790646529"));
  });
});
