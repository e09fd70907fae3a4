import assert from "node:assert/strict";
import { type Hex, WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, BOB, INPUT, MAX_UINT256, NOTHING, Stage, transferLog, USER, ZERO_ADDRESS, ZERO_HASH } from "./stage.ts";

const LONGEST: Hex = `0x${"61".repeat(65_536)}`;
const TOO_LONG: Hex = `0x${"61".repeat(65_537)}`;

forEachBackend("submitTask", (backend) => {
  it("needs a model, before it looks at the fee and the input", async () => {
    const stage = await Stage.open(backend);
    await stage.fails(engine.submitTask(USER, 0n, USER, NOTHING, 0n, INPUT), "ModelUnknown", [NOTHING]);
    await stage.fails(engine.submitTask(USER, 0n, USER, ZERO_HASH, 0n, TOO_LONG), "ModelUnknown", [ZERO_HASH]);
  });

  it("needs the model's fee, before it looks at the input", async () => {
    const stage = await Stage.open(backend);
    const submit = (fee: bigint, input: Hex) => engine.submitTask(USER, 0n, USER, stage.model("paid"), fee, input);
    await stage.fails(submit(WAD / 2n - 1n, INPUT), "FeeBelowModelFee", [WAD / 2n - 1n, WAD / 2n]);
    await stage.fails(submit(WAD / 2n - 1n, TOO_LONG), "FeeBelowModelFee", [WAD / 2n - 1n, WAD / 2n]);
    await stage.mine(submit(WAD / 2n, INPUT));
    await stage.mine(submit(WAD / 2n + 1n, INPUT));
  });

  it("takes an input of one block at most, before it takes the fee", async () => {
    const stage = await Stage.open(backend);
    const submit = (fee: bigint, input: Hex) => engine.submitTask(USER, 0n, USER, stage.model("plain"), fee, input);
    await stage.fails(submit(0n, TOO_LONG), "ContentTooLong", [65_537n, 65_536n]);
    await stage.fails(submit(MAX_UINT256, TOO_LONG), "ContentTooLong", [65_537n, 65_536n]);
    await stage.mine(submit(0n, LONGEST));
  });

  it("passes on the token's errors", async () => {
    const stage = await Stage.open(backend);
    const model = stage.model("plain");
    await stage.fails(engine.submitTask(USER, 0n, USER, model, MAX_UINT256, INPUT), "ERC20InsufficientBalance", [
      USER,
      1_000n * WAD,
      MAX_UINT256,
    ]);
    await stage.mine(token.approve(USER, stage.engine, 5n));
    await stage.fails(engine.submitTask(USER, 0n, USER, model, 6n, INPUT), "ERC20InsufficientAllowance", [
      stage.engine,
      5n,
      6n,
    ]);
    assert.equal(await stage.view("prevhash"), ZERO_HASH);
  });

  it("stores what it is told, and pulls the fee from the caller after the event", async () => {
    const stage = await Stage.open(backend);
    const model = stage.model("paid");
    const logs = await stage.mine(engine.submitTask(ALICE, 255n, BOB, model, 2n * WAD, "0x746573740a"));
    const id = await stage.view<Hex>("prevhash");
    assert.deepEqual(logs, [
      ["engine.TaskSubmitted", id, model, 2n * WAD, ALICE],
      transferLog(ALICE, stage.engine, 2n * WAD),
    ]);
    assert.deepEqual(await stage.call("tasks", id), [
      model,
      2n * WAD,
      BOB,
      BigInt(stage.now),
      255n,
      "0x1220f4ad8a3bd3189da2ad909ee41148d6893d8c629c410f7f2c7e3fae75aade79c8",
    ]);
  });

  it("makes a transfer of a fee of 0", async () => {
    const stage = await Stage.open(backend);
    const [, transfer] = await stage.mine(engine.submitTask(USER, 0n, USER, stage.model("plain"), 0n, "0x"));
    assert.deepEqual(transfer, transferLog(USER, stage.engine, 0n));
    const task = await stage.call("tasks", await stage.view("prevhash"));
    assert.equal(task[5], "0x1220bfccda787baba32b59c78450ac3d20b633360b43992c77289f9ed46d843561e6");
  });

  it("gives an owner that is nobody", async () => {
    const stage = await Stage.open(backend);
    const id = await stage.submitTask({ owner: ZERO_ADDRESS });
    assert.equal((await stage.call("tasks", id))[2], ZERO_ADDRESS);
  });

  it("chains the ids: each depends on the caller and on the task before", async () => {
    const stage = await Stage.open(backend);
    const model = stage.model("plain");
    let previous: Hex = ZERO_HASH;
    for (const from of [USER, ALICE, USER]) {
      const id = await stage.submitTask({ from, owner: BOB });
      const cid = (await stage.call("tasks", id))[5]!;
      const task = [model, 0n, ZERO_ADDRESS, 0n, 0n, cid];
      assert.equal(id, await stage.view("hashTask", task, from, previous));
      previous = id;
    }
  });
});
