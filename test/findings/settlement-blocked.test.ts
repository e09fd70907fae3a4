/**
 * Finding: false results that cannot be punished. A task may belong to the zero address; when a contestation of its solution
 * succeeds, the fee cannot go back to its owner, so that the settlement reverts for ever and the slashes stay locked.
 *
 * Who: a solver with a task of its own. Cost: its slash, as far as it is contested at all. Brings: whoever contests or votes
 * against it loses its slash too, 10 AIUS each when 100 000 are mined. Property: debts-can-be-paid.
 */
import assert from "node:assert/strict";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, CONTESTER, SLASH, STRANGER, Stage, ZERO_ADDRESS } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

forEachBackend("a task that belongs to nobody", (backend) => {
  it("locks the slashes of those who win against its solution", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask({ owner: ZERO_ADDRESS });
    const gain = await gainOf(stage, [CONTESTER, ALICE], async () => {
      await stage.mine(engine.submitContestation(CONTESTER, task));
      await stage.vote(task, true, ALICE);
      stage.wait(4000);
      await stage.fails(engine.contestationVoteFinish(STRANGER, task, 2n), "ERC20InvalidReceiver", [ZERO_ADDRESS]);
    });
    assert.equal(gain, -2n * SLASH);
  });
});
