/**
 * FINDING 19, griefing, or exploit by the user. Below a supply of 1 000 whoever has nothing decides every contestation.
 *
 * Who:    anyone, with as many addresses as it takes; no AIUS.
 * Needs:  a supply below 1 000 AIUS: the first day, or any day on which that much more is staked than was mined.
 * Costs:  gas.
 * Brings: the user's fee back, here 1 AIUS, and the answer for nothing.
 * Harms:  the truthful solver: its fee and a reward, 90.75 AIUS.
 * Rule:   section 1: no stake below 1 000, no slash below 2 000; section 5, Stake: a deposit of 0 makes a voter.
 * Mend:   a minimum and a slash in absolute terms.
 * Fails:  votes-are-at-risk, actors-have-stake (test/properties).
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { WAD, type Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

const DAY = 86_400;

forEachBackend("FINDING: votes that cost nothing void a true solution", (backend) => {
  /** What solver, user and two penniless voters gain. */
  async function gains(contested: boolean): Promise<Wei[]> {
    const scene = await Scene.openEmpty(backend);
    scene.wait(DAY);
    await scene.fund(aius("1"), USER);
    await scene.setSupply(999n * WAD);
    const voters = [addressOf("penniless 1"), addressOf("penniless 2")] as const;
    await scene.mine(...voters.map((voter) => engine.validatorDeposit(voter, voter, 0n)));
    const use = async () => {
      const task = await scene.submitTask({ fee: aius("1") });
      await scene.solve(task, SOLVER);
      if (contested) {
        await scene.contest(task, voters[0]);
        await scene.vote(task, true, voters[1]);
      }
      scene.wait(PERIOD);
      if (contested) await scene.settle(task, USER);
      else await scene.mine(engine.claimSolution(SOLVER, task));
    };
    return scene.gains(use, SOLVER, USER, ...voters);
  }

  it("uncontested, the solver earns 90.75 AIUS", async () => {
    assert.deepEqual(await gains(false), [aius("90.750164999999999999"), -aius("1"), 0n, 0n]);
  });

  it("two addresses without a token take all of it away", async () => {
    assert.deepEqual(await gains(true), [0n, 0n, 0n, 0n]);
  });
});
