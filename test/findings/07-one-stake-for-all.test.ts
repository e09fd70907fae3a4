/**
 * FINDING 07, exploit. One stake stands behind any number of solutions: from the ninth on, lying is free.
 *
 * Who:    a validator at the minimum stake, with fast fingers.
 * Needs:  more open tasks than the honest validators can contest: each open contestation takes 30 of their stakes too, and
 *         four of them with 500 AIUS each are at their limit after 28.
 * Costs:  240 AIUS, however many solutions are refuted. Refuting the ninth and later earns nothing.
 * Brings: 40 false solutions at a fee of 30: 28 refuted, 12 paid, 89.20 AIUS after the loss of the whole stake.
 * Harms:  12 users who pay for nothing, 28 whose tasks are spoiled; all solvers in the race for those tasks.
 * Rule:   section 5, Solutions: `submitSolution` asks for the minimum stake and locks nothing; Contestations: the solver's nay
 *         is cast only when its stake covers the slash; claims do not ask about lost contestations.
 * Mend:   lock a stake per open solution; a lost contestation suspends the solver's other claims; pay refuters of an
 *         undefended solution from the fee.
 * Fails:  solution-is-defended (test/properties).
 */
import assert from "node:assert/strict";
import { type Address, WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, BOB, CAROL, CONTESTER, INPUT, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, PERIOD, Scene } from "./scene.ts";

const FEE = 30n * WAD;
const SOLUTIONS = 40;

forEachBackend("FINDING: one stake stands behind any number of false solutions", (backend) => {
  it("a stake of 240 lies forty times; four honest validators refute 28, the rest is paid", async () => {
    const scene = await Scene.open(backend);
    await scene.fund(FEE * BigInt(SOLUTIONS), USER);
    const [liar] = (await scene.recruit("liar", 1)) as [Address];
    const refuters = [CONTESTER, BOB, CAROL];
    const cheat = async () => {
      const submit = engine.submitTask(USER, 0n, USER, scene.model("plain"), FEE, INPUT);
      const tasks = await scene.falselySolved(SOLUTIONS, liar, submit);
      for (const [index, refuter] of refuters.entries())
        await scene.mine(
          ...tasks.slice(9 * index, 9 * index + 9).map((task) => engine.submitContestation(refuter, task)),
        );
      for (const task of tasks.slice(0, 8)) await scene.vote(task, true, ALICE); // where the liar could still say nay
      await scene.contest(tasks[27]!, ALICE);
      for (const refuter of [...refuters, ALICE]) {
        const another = engine.submitContestation(refuter, tasks[28]!);
        await scene.fails(another, "StakeBelowMinimum", [refuter, aius("230"), aius("240")]);
      }
      scene.wait(CLAIM_DELAY + 1);
      await scene.mine(...tasks.slice(28).map((task) => engine.claimSolution(liar, task)));
      scene.wait(PERIOD);
      for (const task of tasks.slice(0, 28)) await scene.settle(task, ALICE);
    };
    assert.deepEqual(await scene.gains(cheat, liar, CONTESTER, ALICE, BOB, CAROL), [
      aius("89.196228502398578612"),
      aius("120"), // half of eight slashes, nothing for the ninth
      aius("120"),
      0n,
      0n,
    ]);
    assert.equal(await scene.stakeOf(liar), 0n);
  });
});
