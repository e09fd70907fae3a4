/**
 * Finding: in one second a vote is both open and over. Votes are taken up to the end of the period and settled from it on: a
 * vote that comes after the settlement, in the same second, is taken its slash, which no page returns or pays out any more.
 *
 * Who: whoever settles first, with one page for all. Cost: gas. Brings: the late voter loses its slash, 10 AIUS when 100 000 are
 * mined, to nobody. Property: settled-stays-settled.
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, SLASH, STRANGER, Stage } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

const ALL = 2n ** 32n - 1n;

forEachBackend("a vote in the second of the settlement", (backend) => {
  it("loses its slash to nobody", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask({ model: "unrewarded" });
    stage.wait(4000);
    await stage.mine(engine.contestationVoteFinish(STRANGER, task, ALL));
    const gain = await gainOf(stage, [ALICE], () => stage.vote(task, true, ALICE));
    assert.equal(gain, -SLASH);
    // Any further page would end beyond the last number that there is.
    await stage.fails(engine.contestationVoteFinish(STRANGER, task, 1n), "Panic", [0x11n]);
  });
});
