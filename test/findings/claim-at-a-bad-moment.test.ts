/**
 * Finding: others choose the moment of one's reward. Anyone may claim for a solver, and the reward is that moment's: who
 * withdraws a percent of the target halves it, claims for its competitors, and deposits again.
 *
 * Who: a validator with a large stake that is free to leave. Cost: gas. Brings: nothing but others' loss, half of every reward
 * that waits: 0.23 AIUS each here. Property: reward-moves-by-mining.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { DAY, WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { MAX_UINT256, SOLVER, Stage } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf, wealthOf } from "./wealth.ts";

const WHALE = addressOf("whale");
const STAKED = 3_000n * WAD;
/** Between the scene's start and its claims. */
const PASSED = DAY;

forEachBackend("a claim for another, made at a bad moment", (backend) => {
  /** What SOLVER gains by a claim at 300 000 AIUS, or after STAKED has been withdrawn. */
  async function claimed(withdrawn: boolean): Promise<{ solver: bigint; whale: bigint }> {
    const stage = await Stage.open(backend);
    await stage.mine(
      token.transfer(stage.address("vesting.dao"), WHALE, STAKED),
      token.approve(WHALE, stage.engine, MAX_UINT256),
      engine.validatorDeposit(WHALE, WHALE, STAKED),
      engine.initiateValidatorWithdraw(WHALE, STAKED),
    );
    await stage.setSupply(300_000n * WAD);
    const task = await stage.solvedTask();
    stage.wait(PASSED);
    const wealth = await wealthOf(stage, WHALE);
    if (withdrawn) await stage.mine(engine.validatorWithdraw(WHALE, 1n, WHALE));
    const solver = await gainOf(stage, [SOLVER], () => stage.mine(engine.claimSolution(WHALE, task)));
    if (withdrawn) await stage.mine(engine.validatorDeposit(WHALE, WHALE, STAKED));
    return { solver, whale: (await wealthOf(stage, WHALE)) - wealth };
  }

  it("pays the solver half", async () => {
    const [usual, worse] = [await claimed(false), await claimed(true)];
    assert.equal(worse.whale, 0n);
    const permille = (worse.solver * 1000n) / usual.solver;
    assert(permille >= 490n && permille <= 500n, `${permille} permille of ${usual.solver}`);
  });
});
