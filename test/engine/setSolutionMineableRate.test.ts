import assert from "node:assert/strict";
import { forEachBackend } from "../support/chains.ts";
import { MAX_UINT256, NOTHING, Stage, USER } from "./stage.ts";

forEachBackend("setSolutionMineableRate", (backend) => {
  it("needs the owner, before it looks for the model", async () => {
    const stage = await Stage.openBare(backend);
    const action = { from: USER, to: "engine", method: "setSolutionMineableRate", args: [NOTHING, 1n] } as const;
    await stage.fails(action, "OwnableUnauthorizedAccount", [USER]);
  });

  it("needs a model", async () => {
    const stage = await Stage.openBare(backend);
    await stage.fails(stage.asOwner("setSolutionMineableRate", NOTHING, 1n), "ModelUnknown", [NOTHING]);
  });

  it("sets any rate", async () => {
    const stage = await Stage.openBare(backend);
    const model = stage.model("paid");
    for (const rate of [0n, 1n, MAX_UINT256]) {
      assert.deepEqual(await stage.mine(stage.asOwner("setSolutionMineableRate", model, rate)), [
        ["engine.SolutionMineableRateChange", model, rate],
      ]);
      assert.equal((await stage.call("models", model))[2], rate);
    }
  });
});
