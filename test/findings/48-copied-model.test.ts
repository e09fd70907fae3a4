/**
 * FINDING 48, exploit. A model's fee is avoided by registering its template once more, without a fee.
 *
 * Who:    any user or solver.
 * Needs:  the template, which is public, and a model without a reward (a copy has the reward only if governance gives it one).
 * Costs:  one registration, for all tasks to come.
 * Brings: 0.5 AIUS a task here; any model fee whatever.
 * Harms:  the model's author, who is to live on these fees (whitepaper 5.4).
 * Rule:   section 5, Identifiers: `hashModel` hashes the registrant, so the same template is another model; Models: anyone
 *         registers.
 * Mend:   one model per template, its first registrant's; or rewards and listings that governance gives to authors only.
 */
import assert from "node:assert/strict";
import { type Address, type Hex, WAD, type Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { MODEL_OWNER, SOLVER, STRANGER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

const TEMPLATE: Hex = "0x7b226e6577223a747275657d";

forEachBackend("FINDING: a model's fee is avoided by a copy of the model", (backend) => {
  async function register(scene: Scene, registrant: Address, fee: Wei): Promise<Hex> {
    const [log] = await scene.mine(engine.registerModel(registrant, registrant, fee, TEMPLATE));
    return log![1] as Hex;
  }

  it("the solver earns the same, the user pays half, the author nothing", async () => {
    const scene = await Scene.open(backend);
    const original = await register(scene, MODEL_OWNER, WAD / 2n);
    const copy = await register(scene, STRANGER, 0n);
    const cidOf = async (model: Hex) => (await scene.call("models", model))[3];
    assert.equal(await cidOf(copy), await cidOf(original));

    const use = (model: Hex, fee: Wei) => async () => {
      await scene.mine(engine.submitTask(USER, 0n, USER, model, fee, "0xab"));
      const task = await scene.view<Hex>("prevhash");
      await scene.solve(task, SOLVER);
      scene.wait(CLAIM_DELAY + 1);
      await scene.mine(engine.claimSolution(SOLVER, task));
    };
    const parties = [USER, SOLVER, MODEL_OWNER] as const;
    const paid = [-WAD, aius("0.45"), aius("0.5")];
    assert.deepEqual(await scene.gains(use(original, WAD), ...parties), paid);
    assert.deepEqual(await scene.gains(use(copy, WAD / 2n), ...parties), [-aius("0.5"), aius("0.45"), 0n]);
  });
});
