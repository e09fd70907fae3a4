/**
 * FINDING 03, exploit. Rewards go on when the pool is empty: they are paid from the validators' stakes.
 *
 * Who:    any solver, by claiming; any validator who leaves before the others.
 * Needs:  stakes and fees in the engine above what the schedule still has to mine: 586 AIUS after ten years, for all
 *         the years to come. Until then the schedule is ahead by what is staked.
 * Costs:  nothing.
 * Brings: one claim 0.0047 AIUS here; all claims together what is staked above the schedule's rest.
 * Harms:  the last validators to withdraw, who cannot.
 * Rule:   section 5, Emission: stakes, fees and slashes in the engine's balance count as not yet mined; `reward` is positive as
 *         long as there is any balance.
 * Mend:   keep the pool's account apart from deposits; no reward above it.
 * Ledger: rewards-beyond-pool.
 */
import assert from "node:assert/strict";
import { MINING_ALLOCATION, YEAR } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, STAKE, VALIDATORS } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

const STAKES = STAKE * BigInt(VALIDATORS.length);
const DAY = 86_400;

forEachBackend("FINDING: rewards are paid from the validators' stakes", (backend) => {
  it("after ten years an empty pool still pays, and the last validator cannot withdraw", async () => {
    const scene = await Scene.open(backend);
    scene.wait(9 * YEAR);
    await scene.setSupply(MINING_ALLOCATION - STAKES); // everything else has been mined
    assert.equal(await scene.balance(scene.engine), STAKES);
    assert.equal(MINING_ALLOCATION - (await scene.view<bigint>("targetTs", BigInt(10 * YEAR))), aius("585.9375"));

    const task = await scene.solvedTask();
    scene.wait(CLAIM_DELAY + 1);
    const claim = () => scene.mine(engine.claimSolution(SOLVER, task));
    assert.equal(await scene.gain(claim, SOLVER), aius("0.004679054834095571"));

    await scene.mine(...VALIDATORS.map((validator) => engine.initiateValidatorWithdraw(validator, STAKE)));
    scene.wait(DAY);
    const leave = VALIDATORS.map((validator) => engine.validatorWithdraw(validator, 1n, validator));
    const last = leave.pop()!;
    await scene.mine(...leave);
    const left = await scene.balance(scene.engine);
    await scene.fails(last, "ERC20InsufficientBalance", [scene.engine, left, STAKE]);
    assert.equal(STAKE - left, aius("0.005198949815661746"));
  });

  it("and goes on paying when three quarters of the stakes are gone", async () => {
    const scene = await Scene.open(backend);
    scene.wait(9 * YEAR);
    await scene.setSupply(MINING_ALLOCATION - STAKES / 4n);
    const task = await scene.solvedTask();
    scene.wait(CLAIM_DELAY + 1);
    const claim = () => scene.mine(engine.claimSolution(SOLVER, task));
    assert.equal(await scene.gain(claim, SOLVER), aius("0.000941747155151641"));
  });
});
