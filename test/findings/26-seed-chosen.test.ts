/**
 * FINDING 26, design with an exploit. Who submits a task chooses its seed.
 *
 * Who:    any user.
 * Needs:  the last task's id, and no other task in between (a contract can insist on that).
 * Costs:  a hash per try, and as many wei of fee as it took tries: 2 445 here for one seed in a thousand.
 * Brings: the output that the user wants, where it is meant to be chance: a rare NFT, an entry to a competition (whitepaper A.1,
 *         A.2); a solver chooses the task that it can solve fastest, or has solved.
 * Harms:  whoever relies on the seed being random.
 * Rule:   section 5, Identifiers: the seed is the id, which hashes sender, prevhash, model, fee and input, all known or chosen.
 * Mend:   take the seed from a block hash after the task, or from the solver's commitment too.
 */
import assert from "node:assert/strict";
import { generateIPFSCID, hashTask, seedOf } from "../../sim/base/ids.ts";
import type { Hex } from "../../sim/base/types.ts";
import { INPUT, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { Scene } from "./scene.ts";

forEachBackend("FINDING: who submits a task chooses its seed", (backend) => {
  it("one seed in a thousand costs 2 445 wei", async () => {
    const scene = await Scene.open(backend);
    const prevhash = await scene.view<Hex>("prevhash");
    const [model, cid] = [scene.model("plain"), generateIPFSCID(INPUT)];
    const idAt = (fee: bigint) => hashTask({ model, fee, cid }, USER, prevhash);
    let fee = 0n;
    while (seedOf(idAt(fee)) % 1000n !== 777n) fee++;

    const task = await scene.submitTask({ from: USER, fee });
    assert.equal(seedOf(task) % 1000n, 777n);
    assert.equal(fee, 2445n);
  });
});
