/**
 * FINDING 02, exploit. A fee parked in the engine multiplies one's own rewards by a hundred.
 *
 * Who:    a validator with solutions to claim, and tokens for half an hour.
 * Needs:  7.2 % of the supply in its wallet, here 21 600 AIUS, and a model of its own whose fee is that much.
 * Costs:  nothing: the model's fee comes back whole, without the treasury's tenth, 2001 s later.
 * Brings: ten rewards worth 4.51 AIUS become 482.04, so 477.53 more. With 27 000 parked, a hundred free tasks of its own,
 *         prepared (finding 08) and irrefutable (05), earn 4 864.75 in half an hour. With as much staked and unlocked, a loan
 *         within one block does it too.
 * Harms:  all other solvers, whose rewards shrink until the schedule has caught up.
 * Rule:   section 5, Emission: the supply is S less the engine's balance, whoever owns that balance; 6.7 % below target pays
 *         the hundredfold. Models: anyone may register one, at any fee.
 * Mend:   count what has been mined, not what the engine holds.
 * Fails:  reward-moves-by-mining (test/properties).
 */
import assert from "node:assert/strict";
import { type Hex, WAD, type Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CID, INPUT, SOLVER, STRANGER, ZERO_ADDRESS } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene, SUPPLY } from "./scene.ts";

const PARKED = 21_600n * WAD;

forEachBackend("FINDING: a parked fee multiplies one's own rewards", (backend) => {
  /** What the solver gains by ten claims, with or without the parked fee in the engine. */
  async function gainOfTenClaims(parking: boolean): Promise<Wei> {
    const scene = await Scene.open(backend);
    await scene.fund(PARKED, SOLVER);
    const tasks: Hex[] = [];
    for (let i = 0; i < 10; i++) tasks.push(await scene.solvedTask({ cid: CID }));
    return scene.gain(async () => {
      const parked = parking ? [await scene.park(SOLVER, PARKED)] : [];
      scene.wait(CLAIM_DELAY + 1);
      await scene.mine(...[...tasks, ...parked].map((task) => engine.claimSolution(SOLVER, task)));
    }, SOLVER);
  }

  it("ten solutions earn 4.51 AIUS on schedule", async () => {
    assert.equal(await gainOfTenClaims(false), aius("4.511352543562261498"));
  });

  it("the same earn 482.04 AIUS while 21 600 are parked, which come back whole", async () => {
    assert.equal(await gainOfTenClaims(true), aius("482.038360753109378689"));
  });

  it("where as much lies staked and unlocked, a loan of one block does it, for oneself alone", async () => {
    const scene = await Scene.open(backend);
    await scene.unlock(STRANGER, PARKED);
    const tasks: Hex[] = [];
    for (let i = 0; i < 10; i++) tasks.push(await scene.solvedTask());
    await scene.fund(PARKED, STRANGER);
    await scene.setSupply(SUPPLY);
    scene.wait(CLAIM_DELAY + 1);
    const borrow = () =>
      scene.mine(
        engine.validatorDeposit(STRANGER, STRANGER, PARKED),
        ...tasks.map((task) => engine.claimSolution(SOLVER, task)),
        engine.validatorWithdraw(STRANGER, 1n, STRANGER),
      );
    assert.deepEqual(await scene.gains(borrow, SOLVER, STRANGER), [aius("482.038360753109378689"), 0n]);
    assert.equal(await scene.balance(STRANGER), PARKED + aius("1000")); // the loan, and what it had
  });

  it("a hundred false solutions of one's own free tasks, which nobody can refute, earn 4 865", async () => {
    const scene = await Scene.open(backend);
    await scene.fund(aius("27000"), SOLVER);
    const submit = engine.submitTask(SOLVER, 0n, ZERO_ADDRESS, scene.model("plain"), 0n, INPUT); // finding 05
    const tasks = await scene.falselySolved(100, SOLVER, submit);
    const farm = async () => {
      const parked = await scene.park(SOLVER, aius("27000"));
      scene.wait(CLAIM_DELAY + 1);
      await scene.mine(...[...tasks, parked].map((task) => engine.claimSolution(SOLVER, task)));
    };
    assert.equal(await scene.gain(farm, SOLVER), aius("4864.75317864707723429"));
  });
});
