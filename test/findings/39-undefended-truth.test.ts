/**
 * FINDING 39, griefing, or exploit by the user. A solver whose stake is locked cannot defend itself: one accuser voids its true
 * solutions without risk.
 *
 * Who:    one validator, against a solver at the minimum with nine open solutions or more.
 * Needs:  eight other accusations first, by a rival or by oneself: each locks 30 of the solver's 240 AIUS at once.
 * Costs:  nothing for the ninth and each further one: no nay is cast, one yea wins. The eight cost 30 each, if nobody agrees
 *         with them, or bring 30 each (finding 09).
 * Brings: the fee back to the user, 10 AIUS a task here; where somebody does vote nay, the first one takes the solver's half.
 * Harms:  the truthful solver: fee and reward of the ninth, or its part of the slash.
 * Rule:   section 5, Contestations: the solver's nay is cast only when its stake covers the slash; the first nay has the solver's
 *         share, whoever it is.
 * Mend:   lock a stake per open solution, from which its nay is cast.
 * Fails:  solution-is-defended (test/properties).
 */
import assert from "node:assert/strict";
import type { Address, Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { ALICE, BOB, CONTESTER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a solver whose stake is locked cannot defend a true solution", (backend) => {
  /** A solver with nine true solutions, eight of which are contested. */
  async function besieged(): Promise<{ scene: Scene; solver: Address; ninth: Hex }> {
    const scene = await Scene.open(backend);
    const [solver] = (await scene.recruit("solver", 1)) as [Address];
    const tasks: Hex[] = [];
    for (let i = 0; i < 9; i++) tasks.push(await scene.paidTask(aius("10"), { model: "unrewarded" }));
    for (const task of tasks) await scene.solve(task, solver);
    await scene.mine(...tasks.slice(0, 8).map((task) => engine.submitContestation(CONTESTER, task)));
    return { scene, solver, ninth: tasks[8]! };
  }

  it("one accuser has the ninth refunded, and risks nothing", async () => {
    const { scene, solver, ninth } = await besieged();
    const accuse = async () => {
      await scene.contest(ninth, CONTESTER);
      scene.wait(PERIOD);
      await scene.settle(ninth, CONTESTER);
    };
    assert.deepEqual(await scene.gains(accuse, USER, CONTESTER, solver), [aius("10"), 0n, 0n]);
  });

  it("the first who helps takes the solver's half", async () => {
    const { scene, solver, ninth } = await besieged();
    const help = async () => {
      await scene.contest(ninth, CONTESTER);
      await scene.vote(ninth, false, ALICE, BOB);
      scene.wait(PERIOD);
      await scene.settle(ninth, ALICE);
    };
    // The fee goes to the solver as usual; of the slash, to which its own nay would have given it 15, nothing.
    const gains = await scene.gains(help, CONTESTER, ALICE, BOB, solver);
    assert.deepEqual(gains, [-aius("30"), aius("15"), aius("15"), aius("9")]);
  });
});
