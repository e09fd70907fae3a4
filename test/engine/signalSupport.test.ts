import assert from "node:assert/strict";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, NOTHING, STRANGER, Stage } from "./stage.ts";

forEachBackend("signalSupport", (backend) => {
  it("needs a model", async () => {
    const stage = await Stage.open(backend);
    await stage.fails(engine.signalSupport(ALICE, NOTHING, true), "ModelUnknown", [NOTHING]);
  });

  it("says so, as often as one likes, also while paused", async () => {
    const stage = await Stage.open(backend);
    const model = stage.model("unrewarded");
    await stage.pause();
    for (const support of [true, true, false]) {
      assert.deepEqual(await stage.mine(engine.signalSupport(ALICE, model, support)), [
        ["engine.SignalSupport", ALICE, model, support],
      ]);
    }
  });

  it("is open to all while no stake is needed", async () => {
    const stage = await Stage.open(backend);
    await stage.setSupply(1_000n * WAD - 1n);
    await stage.mine(engine.signalSupport(STRANGER, stage.model("plain"), true));
  });
});
