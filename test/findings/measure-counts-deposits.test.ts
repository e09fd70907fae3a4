/**
 * Finding: rewards follow deposits. Stakes and fees in the engine count as not mined, and each percent of the target doubles
 * or halves the reward: who deposits a percent of it before claiming doubles all rewards, and withdraws a day later.
 *
 * Who: anyone with tokens. Cost: a day's interest. Brings: when 303 000 AIUS are mined after a year and 3 000 are deposited,
 * 0.25 AIUS more for each claim, a doubling. Property: reward-moves-by-mining.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { DAY, WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { MAX_UINT256, Stage } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { wealthOf } from "./wealth.ts";

const WHALE = addressOf("whale");
const DEPOSIT = 3_000n * WAD;

/** A year to the second after the start, 303 000 AIUS mined, and someone with 3 000 of them. */
async function openAheadOfSchedule(stage: Stage): Promise<void> {
  await stage.mine(
    token.transfer(stage.address("vesting.dao"), WHALE, DEPOSIT),
    token.approve(WHALE, stage.engine, MAX_UINT256),
  );
  await stage.setSupply(303_000n * WAD);
}

forEachBackend("a deposit of one percent of the target", (backend) => {
  it("doubles every reward, and comes back whole", async () => {
    const stage = await Stage.open(backend);
    await openAheadOfSchedule(stage);
    const before = await stage.view<bigint>("getReward");
    await stage.mine(engine.validatorDeposit(WHALE, WHALE, DEPOSIT));
    const [after, wealth] = [await stage.view<bigint>("getReward"), await wealthOf(stage, WHALE)];
    assert.deepEqual([before, after], [(WAD * 2475n) / 10_000n, WAD / 2n]);
    await stage.mine(engine.initiateValidatorWithdraw(WHALE, DEPOSIT));
    stage.wait(DAY);
    await stage.mine(engine.validatorWithdraw(WHALE, 1n, WHALE));
    assert.equal(await wealthOf(stage, WHALE), wealth);
  });
});
