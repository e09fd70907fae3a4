/**
 * FINDING 44, exploit. An accusation is stolen: who copies it first takes the contester's half.
 *
 * Who:    a validator that sees transactions before they are mined, and comes first (by its tip, or by a shorter way).
 * Needs:  a contestation on its way. Nothing shows who has computed: a contestation has no commitment, unlike a solution.
 * Costs:  nothing; the risk is as small as the checker's judgement is good.
 * Brings: 15 AIUS of one refuted lie with another voter.
 * Harms:  the checker, whose contestation fails: as a voter it gets 7.50 instead of 15; the other voter 7.50 instead of 15.
 * Rule:   section 5, Contestations: the contester is who comes first, and has half of what the losers lose.
 * Mend:   commit to the accusation as to a solution, with the CID that should stand there; share by who committed first.
 */
import assert from "node:assert/strict";
import type { Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, BOB, CONTESTER, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, FALSE_CID, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: an accusation is stolen", (backend) => {
  /** What the checker, another voter and the copycat gain. */
  async function gains(copied: boolean): Promise<Wei[]> {
    const scene = await Scene.open(backend);
    const lie = await scene.submitTask({ model: "unrewarded" });
    await scene.solve(lie, SOLVER, FALSE_CID);
    const accuse = async () => {
      if (copied) {
        await scene.contest(lie, BOB);
        await scene.fails(engine.submitContestation(CONTESTER, lie), "AlreadyContested", [lie, BOB]);
        await scene.vote(lie, true, CONTESTER, ALICE);
      } else {
        await scene.contest(lie, CONTESTER);
        await scene.vote(lie, true, ALICE);
      }
      scene.wait(PERIOD);
      await scene.settle(lie, CONTESTER);
    };
    return scene.gains(accuse, CONTESTER, ALICE, BOB);
  }

  it("the checker and one voter share the fine", async () => {
    assert.deepEqual(await gains(false), [aius("15"), aius("15"), 0n]);
  });

  it("who copied the accusation has half of it", async () => {
    assert.deepEqual(await gains(true), [aius("7.5"), aius("7.5"), aius("15")]);
  });
});
