/**
 * FINDING 32, exploit. A liar erases its own fine: it makes the supply look small and accuses itself.
 *
 * Who:    a solver with a false solution while the supply is small, and tokens that were not mined (vested, bought).
 * Needs:  to park what exceeds 2 000 AIUS of the supply for half an hour: 1 001 AIUS at a supply of 3 000. At any supply the fine
 *         shrinks by 0.01 % of what is parked.
 * Costs:  nothing: the parked fee comes back whole (finding 02).
 * Brings: 0.3 AIUS saved of the fine of 0.3; and nobody is paid for refuting.
 * Harms:  who refutes it: nothing, instead of 0.15 AIUS to the contester and 0.075 to each of two voters.
 * Rule:   section 5, Contestations: the slash is fixed when the contestation is submitted, at the measured supply, 0 below 2 000.
 * Mend:   fix the slash when the solution is submitted; measure what was mined.
 */
import assert from "node:assert/strict";
import { type Address, WAD, type Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, BOB, CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

const PARKED = 1_001n * WAD;

forEachBackend("FINDING: a liar erases its own fine", (backend) => {
  async function refuted(accuser: Address, parking: boolean): Promise<Wei[]> {
    const scene = await Scene.open(backend);
    await scene.fund(PARKED, SOLVER);
    await scene.setSupply(3_000n * WAD);
    const task = await scene.submitTask({ model: "unrewarded" });
    await scene.solve(task, SOLVER, FALSE_CID);
    const refute = async () => {
      const parked = parking ? [await scene.park(SOLVER, PARKED)] : [];
      await scene.contest(task, accuser);
      await scene.vote(task, true, ALICE, BOB);
      scene.wait(PERIOD);
      await scene.settle(task, ALICE);
      await scene.mine(...parked.map((own) => engine.claimSolution(SOLVER, own)));
    };
    return scene.gains(refute, SOLVER, ALICE, BOB);
  }

  it("accused by another, it pays 0.3 AIUS to its refuters", async () => {
    assert.deepEqual(await refuted(CONTESTER, false), [-aius("0.3"), aius("0.075"), aius("0.075")]);
  });

  it("with 1 001 AIUS parked it pays nothing, and the parked fee comes back", async () => {
    assert.deepEqual(await refuted(SOLVER, true), [0n, 0n, 0n]);
  });
});
