/**
 * FINDING 56, exploit of the governor. What the DAO has corrected is carried out after the correction: decisions never expire,
 * nobody can take them back in time, and anyone chooses their order.
 *
 * Who:    anyone whom the older decision serves, here a solver.
 * Needs:  two decisions that are waiting in the timelock: a mistake, and what was to replace it.
 * Costs:  two calls.
 * Brings: 18.32 AIUS a solution instead of 1.83 (eleven quiet days on), where a rate of 10 had been corrected to 1; until the
 *         DAO decides a third time, eleven days later. A decision that everybody has forgotten is carried out years later just
 *         so.
 * Harms:  the DAO, whose last word is not the last.
 * Rule:   section 7: anyone executes; the timelock knows no order but what an operation names as its predecessor, and no end;
 *         the governor cancels for the proposer alone, and only before the vote; afterwards by another proposal, in eleven
 *         days.
 * Mend:   a term after which a decision lapses (Bravo's two weeks); a guardian who may cancel; each decision after its
 *         predecessor.
 * On the contracts alone: the model has no governor.
 */
import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { DAY, type Seconds, WAD, type Wei, YEAR } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import { SOLVER } from "../engine/stage.ts";
import { FOR, Proposal, QUORUM, TIMELOCK_DELAY } from "../governance/fixture.ts";
import { openEvm } from "../support/chains.ts";
import { assertOk, assertReverted } from "../support/outcomes.ts";
import { aius, CLAIM_DELAY, Scene, SUPPLY } from "./scene.ts";

const VOTER = addressOf("voter");

describe("FINDING: a corrected decision is carried out after its correction, on evm", () => {
  /** Two decisions on one rate, the mistake first, that wait in the timelock from `ready` on. */
  async function decided(): Promise<{ scene: Scene; mistake: Proposal; correction: Proposal; ready: Seconds }> {
    const scene = await Scene.open({ name: "evm", open: openEvm });
    await scene.fund(QUORUM, VOTER);
    await scene.mine(token.delegate(VOTER, VOTER));
    const setRate = (rate: bigint, why: string) =>
      new Proposal(scene.chain as EvmChain, [["engine", "setSolutionMineableRate", [scene.model("plain"), rate]]], why);
    const [mistake, correction] = [setRate(10n * WAD, "ten"), setRate(WAD, "no: one")];
    const [start, votes] = [scene.now + 1, scene.now + 1 + DAY + 2];
    for (const each of [mistake, correction]) assertOk(await each.propose(start, VOTER));
    for (const each of [mistake, correction]) assertOk(await each.vote(VOTER, FOR, votes));
    const queued = start + 8 * DAY + 1;
    for (const each of [mistake, correction]) assertOk(await each.queue(queued, VOTER));
    scene.now = queued;
    return { scene, mistake, correction, ready: queued + TIMELOCK_DELAY };
  }

  /** What a solution earns when the two are carried out, in this order, and it is claimed then. */
  async function gain(mistakeFirst: boolean): Promise<Wei> {
    const { scene, mistake, correction, ready } = await decided();
    const cancel = await mistake.cancel(scene.now, VOTER);
    assertReverted(cancel, "GovernorUnableToCancel", [await mistake.id(), VOTER]);
    scene.now = ready - CLAIM_DELAY - 1;
    const task = await scene.solvedTask();
    await scene.setSupply(SUPPLY);
    scene.now = ready;
    const carryOut = async () => {
      for (const each of mistakeFirst ? [mistake, correction] : [correction, mistake])
        assertOk(await each.execute(ready, SOLVER));
      await scene.mine(engine.claimSolution(SOLVER, task));
    };
    return scene.gain(carryOut, SOLVER);
  }

  it("in the DAO's order a solution earns 1.83 AIUS", async () => {
    assert.equal(await gain(true), aius("1.831975410174542327"));
  });

  it("the solver has the correction executed first, and earns ten times as much", async () => {
    assert.equal(await gain(false), aius("18.319754101745423277"));
  });

  it("a decision that nobody carried out for ten years is carried out", async () => {
    const { scene, mistake, correction, ready } = await decided();
    assertOk(await correction.execute(ready, SOLVER));
    assertOk(await mistake.execute(ready + 10 * YEAR, SOLVER));
    const [, , rate] = await scene.call("models", scene.model("plain"));
    assert.equal(rate, 10n * WAD);
  });
});
