import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, BOB, NOTHING, Stage, ZERO_HASH } from "./stage.ts";

forEachBackend("signalCommitment", (backend) => {
  it("stores the block's number, whoever signals", async () => {
    const stage = await Stage.open(backend);
    assert.equal(await stage.view("commitments", NOTHING), 0n);
    assert.deepEqual(await stage.mine(engine.signalCommitment(ALICE, NOTHING)), [
      ["engine.SignalCommitment", ALICE, NOTHING],
    ]);
    assert.equal(await stage.view("commitments", NOTHING), BigInt(stage.chain.head.number));
    await stage.mine(engine.signalCommitment(BOB, ZERO_HASH));
    assert.equal(await stage.view("commitments", ZERO_HASH), BigInt(stage.chain.head.number));
  });

  it("needs that nobody has signalled it before", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.signalCommitment(ALICE, NOTHING));
    const block = BigInt(stage.chain.head.number);
    await stage.fails(engine.signalCommitment(ALICE, NOTHING), "CommitmentAlreadySignalled", [NOTHING, block]);
    stage.wait(1);
    await stage.fails(engine.signalCommitment(BOB, NOTHING), "CommitmentAlreadySignalled", [NOTHING, block]);
    assert.equal(await stage.view("commitments", NOTHING), block);
  });
});
