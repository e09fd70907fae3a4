/**
 * Finding: stakes are paid out as rewards. Rewards come from the engine's balance, stakes and fees included, and do not stop
 * when the pool is empty: the last validators to leave find less than is theirs.
 *
 * Who: any solver, once the pool is empty. Cost: gas. Brings: a part of others' stakes with each claim: 0.005 AIUS of 2 500
 * staked after twenty years. Property: ledger (engine-solvency).
 */
import assert from "node:assert/strict";
import { MINING_ALLOCATION, YEAR } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, STAKE, Stage, VALIDATORS } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

forEachBackend("a claim after the pool is empty", (backend) => {
  it("is paid from others' stakes", async () => {
    const stage = await Stage.open(backend);
    const staked = STAKE * BigInt(VALIDATORS.length);
    await stage.setSupply(MINING_ALLOCATION - staked);
    stage.wait(20 * YEAR);
    const task = await stage.solvedTask();
    stage.wait(2001);
    const gain = await gainOf(stage, [SOLVER], () => stage.mine(engine.claimSolution(SOLVER, task)));
    assert(gain > 0n);
    assert((await stage.balance(stage.engine)) < staked);
  });
});
