/**
 * FINDING 24, exploit. A solver that registers the model itself keeps the treasury's tenth of the fee.
 *
 * Who:    any solver and the users it serves.
 * Needs:  to register the same template again, with the price as the model's fee and its own address.
 * Costs:  nothing. The reward, if the model had one, since governance sets rates by model.
 * Brings: 10 AIUS of a fee of 100, to be shared with the user.
 * Harms:  the treasury.
 * Rule:   section 5, pay: the treasury's share is taken from the fee less the model's; Models: anyone registers, at any fee.
 * Mend:   take the share from the whole fee.
 */
import assert from "node:assert/strict";
import { type Hex, WAD, type Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

const FEE = 100n * WAD;
const TEMPLATE = "0x7b2266726565227d"; // of the model "unrewarded"

forEachBackend("FINDING: the treasury's share of a fee is avoided by a private model", (backend) => {
  /** What the solver gets of a fee of 100, and the treasury. */
  async function shares(ownModel: boolean): Promise<Wei[]> {
    const scene = await Scene.open(backend);
    const logs = await scene.mine(engine.registerModel(SOLVER, SOLVER, FEE, TEMPLATE));
    const model = ownModel ? (logs[0]![1] as Hex) : scene.model("unrewarded");
    const [submitted] = await scene.mine(engine.submitTask(USER, 0n, USER, model, FEE, "0x"));
    const task = submitted![1] as Hex;
    await scene.solve(task, SOLVER);
    scene.wait(CLAIM_DELAY + 1);
    const gain = await scene.gain(() => scene.mine(engine.claimSolution(SOLVER, task)), SOLVER);
    return [gain, await scene.view<Wei>("accruedFees")];
  }

  it("of a fee of 100 for a common model the treasury gets 10 AIUS", async () => {
    assert.deepEqual(await shares(false), [aius("90"), aius("10")]);
  });

  it("for the solver's copy of the model it gets nothing", async () => {
    assert.deepEqual(await shares(true), [aius("100"), 0n]);
  });
});
