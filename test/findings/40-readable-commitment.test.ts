/**
 * FINDING 40, exploit. A commitment to one of few answers can be read: who has guessed them all is paid, who computed is not.
 *
 * Who:    a validator that sees transactions arrive, or is faster than the solver in the block after.
 * Needs:  a model with few possible outputs: yes or no, a label, a grade, a choice. Here two.
 * Costs:  a commitment to each possible answer before, 56 thousand gas each; no computation.
 * Brings: the fee of a computation that another has made: 90 AIUS of 100.
 * Harms:  the solver, who must wait a block before it may reveal, while the copy's commitment is old enough already.
 * Rule:   section 5, Identifiers: `generateCommitment` hashes sender, task and CID, all known or few; it holds no secret.
 *         Solutions: one may commit to any number of answers.
 * Mend:   a random salt in the commitment, shown with the solution; one commitment per solver and task, or a deposit for each.
 */
import assert from "node:assert/strict";
import { generateCommitment, generateIPFSCID } from "../../sim/base/ids.ts";
import type { Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

/** "yes" and "no". */
const ANSWERS: readonly Hex[] = [generateIPFSCID("0x796573"), generateIPFSCID("0x6e6f")];

forEachBackend("FINDING: a commitment to one of few answers can be read", (backend) => {
  it("who has guessed them all reveals the right one in the block of its commitment", async () => {
    const scene = await Scene.open(backend);
    const task = await scene.paidTask(aius("100"), { model: "unrewarded" });
    await scene.mine(
      ...ANSWERS.map((guess) => engine.signalCommitment(CONTESTER, generateCommitment(CONTESTER, task, guess))),
    );
    const computed = ANSWERS[1]!;
    const steal = async () => {
      const commit = engine.signalCommitment(SOLVER, generateCommitment(SOLVER, task, computed));
      // All that the copy knows is the commitment.
      const read = ANSWERS.find((guess) => generateCommitment(commit.from, task, guess) === commit.args[0])!;
      await scene.mine(commit, engine.submitSolution(CONTESTER, task, read));
      await scene.fails(engine.submitSolution(SOLVER, task, computed), "TaskAlreadySolved", [task, CONTESTER]);
      scene.wait(CLAIM_DELAY + 1);
      await scene.mine(engine.claimSolution(CONTESTER, task));
    };
    assert.deepEqual(await scene.gains(steal, CONTESTER, SOLVER), [aius("90"), 0n]);
  });
});
