import assert from "node:assert/strict";
import type { Address, Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, BOB, MAX_UINT256, Stage, USER, ZERO_ADDRESS } from "./stage.ts";

const LONGEST: Hex = `0x${"61".repeat(65_536)}`;
const TOO_LONG: Hex = `0x${"61".repeat(65_537)}`;
const TEST_CID: Hex = "0x1220f4ad8a3bd3189da2ad909ee41148d6893d8c629c410f7f2c7e3fae75aade79c8";

forEachBackend("registerModel", (backend) => {
  const idOf = (stage: Stage, sender: Address, addr: Address, fee: bigint, cid: Hex) =>
    stage.view<Hex>("hashModel", [fee, addr, 0n, cid], sender);

  it("needs an address, before it looks at the template", async () => {
    const stage = await Stage.openBare(backend);
    await stage.fails(engine.registerModel(USER, ZERO_ADDRESS, 0n, "0x"), "ModelAddressZero", []);
    await stage.fails(engine.registerModel(USER, ZERO_ADDRESS, 0n, TOO_LONG), "ModelAddressZero", []);
  });

  it("takes a template of one block at most", async () => {
    const stage = await Stage.openBare(backend);
    await stage.fails(engine.registerModel(USER, ALICE, 0n, TOO_LONG), "ContentTooLong", [65_537n, 65_536n]);
    await stage.mine(engine.registerModel(USER, ALICE, 0n, LONGEST));
  });

  it("registers an id once", async () => {
    const stage = await Stage.openBare(backend);
    const id = await idOf(stage, USER, ALICE, 7n, TEST_CID);
    const register = (sender: Address, addr: Address, fee: bigint, template: Hex) =>
      engine.registerModel(sender, addr, fee, template);
    await stage.mine(register(USER, ALICE, 7n, "0x746573740a"));
    await stage.fails(register(USER, ALICE, 7n, "0x746573740a"), "ModelAlreadyRegistered", [id]);
    await stage.mine(stage.asOwner("setSolutionMineableRate", id, 5n));
    await stage.fails(register(USER, ALICE, 7n, "0x746573740a"), "ModelAlreadyRegistered", [id]);
    await stage.mine(
      register(BOB, ALICE, 7n, "0x746573740a"),
      register(USER, BOB, 7n, "0x746573740a"),
      register(USER, ALICE, 8n, "0x746573740a"),
      register(USER, ALICE, 7n, "0x746573740b"),
    );
  });

  it("stores address, fee and CID, at rate 0", async () => {
    const stage = await Stage.openBare(backend);
    const id = await idOf(stage, USER, ALICE, MAX_UINT256, TEST_CID);
    assert.deepEqual(await stage.call("models", id), [0n, ZERO_ADDRESS, 0n, "0x"]);
    assert.deepEqual(await stage.mine(engine.registerModel(USER, ALICE, MAX_UINT256, "0x746573740a")), [
      ["engine.ModelRegistered", id],
    ]);
    assert.deepEqual(await stage.call("models", id), [MAX_UINT256, ALICE, 0n, TEST_CID]);
    await stage.fails(engine.submitTask(USER, 0n, USER, id, MAX_UINT256 - 1n, "0x"), "FeeBelowModelFee", [
      MAX_UINT256 - 1n,
      MAX_UINT256,
    ]);
  });

  it("keeps models apart", async () => {
    const stage = await Stage.openBare(backend);
    const fees = [3n, 1n, 2n];
    await stage.mine(...fees.map((fee) => engine.registerModel(USER, ALICE, fee, "0x")));
    for (const fee of fees) {
      const cid: Hex = "0x1220bfccda787baba32b59c78450ac3d20b633360b43992c77289f9ed46d843561e6";
      const id = await idOf(stage, USER, ALICE, fee, cid);
      assert.deepEqual(await stage.call("models", id), [fee, ALICE, 0n, cid]);
    }
  });
});
