/**
 * FINDING 59, design. Nobody can pull the brake: a pause takes eleven days, and in the first three weeks nobody can decide it
 * at all.
 *
 * Who:    whoever uses any of the exploits here.
 * Needs:  nothing.
 * Costs:  nothing.
 * Brings: eleven days of it: 237 rounds of finding 01 at 31.25 AIUS, one each 4000 s, are 7 406 AIUS with six stakes.
 * Harms:  everyone; the pause exists for such days.
 * Rule:   section 7: the timelock is the pauser, so a pause is a proposal: a day, a week and three days; a quorum of 40 000
 *         votes, of which there are fewer in the world until day 20.
 * Mend:   a pauser of its own that can only pause, and only for days; `pauser` is a role apart for that.
 * On the contracts alone: the model has no governor.
 */
import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { type Address, DAY, type Seconds, type Wei } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { VESTING_ALLOCATIONS } from "../../sim/chain/allocation.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import { START } from "../engine/stage.ts";
import { FOR, Proposal, QUORUM, TIMELOCK_DELAY } from "../governance/fixture.ts";
import { openEvm } from "../support/chains.ts";
import { assertOk, view } from "../support/outcomes.ts";
import { aius, PERIOD, Scene } from "./scene.ts";

const GUARDIAN = addressOf("guardian");
const evm = { name: "evm", open: openEvm } as const;

describe("FINDING: nobody can pull the brake, on evm", () => {
  /** Finding 01 with one loser and five winners. */
  async function exploit(scene: Scene, stakes: readonly Address[]): Promise<Wei> {
    const [solver, contester, ...late] = stakes as [Address, Address, ...Address[]];
    const task = await scene.submitTask({ from: solver, model: "unrewarded" });
    await scene.solve(task, solver);
    return scene.gain(
      async () => {
        await scene.contest(task, contester);
        scene.wait(PERIOD);
        await scene.settle(task, solver, 1n);
        for (const each of late)
          await scene.mine(engine.voteOnContestation(each, task, false), engine.contestationVoteFinish(each, task, 1n));
      },
      ...stakes,
    );
  }

  it("an attack that was seen at once goes on for eleven days, though all voters agree", async () => {
    const scene = await Scene.open(evm);
    await scene.fund(QUORUM, GUARDIAN);
    await scene.mine(token.delegate(GUARDIAN, GUARDIAN));
    const stakes = await scene.recruit("sybil", 6, aius("300"));
    const seen: Seconds = scene.now + 1;
    const pause = new Proposal(scene.chain as EvmChain, [["engine", "setPaused", [true]]]);
    assertOk(await pause.propose(seen, GUARDIAN));
    scene.now = seen;
    assert.equal(await exploit(scene, stakes), aius("31.25"));

    assertOk(await pause.vote(GUARDIAN, FOR, seen + DAY + 1));
    const queued = seen + 8 * DAY + 1;
    assertOk(await pause.queue(queued, GUARDIAN));
    scene.now = queued + TIMELOCK_DELAY - PERIOD;
    await scene.setSupply(aius("300000"));
    assert.equal(await exploit(scene, stakes), aius("31.25"));
    assertOk(await pause.execute(scene.now, GUARDIAN));
    assert.equal(scene.now - seen, 11 * DAY + 1);
    await scene.fails(engine.validatorDeposit(GUARDIAN, GUARDIAN, 0n), "EnginePaused", []);
  });

  it("until day 20 there are not as many tokens outside the engine and the vesting as a quorum needs", async () => {
    const { chain } = await Scene.openEmpty(evm);
    const outside = async (days: number): Promise<Wei> => {
      const age = BigInt(days * DAY);
      let sum = (await view(chain, "token", "balanceOf", [LIQUIDITY_HOLDER])) as Wei;
      sum += (await view(chain, "engine", "targetTs", [age])) as Wei;
      const at = [chain.deployment.addresses.token!, BigInt(START) + age];
      for (const { name } of VESTING_ALLOCATIONS)
        sum += (await view(chain, `vesting.${name}`, "vestedAmount", at)) as Wei;
      return sum;
    };
    assert.isBelow(Number(await outside(19)), Number(QUORUM));
    assert.isAbove(Number(await outside(21)), Number(QUORUM));
  });
});
