/**
 * FINDING 50, design. Stakes that come raise all rewards, stakes that go lower them: entry and exit come in waves that feed
 * themselves.
 *
 * Who:    solvers who enter because solving pays, and leave because it does not.
 * Needs:  nothing else. 300 AIUS, one stake of a 1000th of the supply, raise every reward by 7 %; ten such stakes double it; 21
 *         000 AIUS make it a hundredfold. Emission catches up by a factor e in 0.01 supply / (ln 2 emission): a week at 570
 *         AIUS a day.
 * Costs:  the interest on the stakes, which come back.
 * Brings: who enters with 3 000 AIUS in ten stakes 36.30 AIUS for forty solutions instead of 18.01; in all, emission brought
 *         forward by as much as is staked, whoever solves meanwhile.
 * Harms:  who came on the promise of that week: rewards fall back, and with ten stakes that leave they halve once more; the
 *         next ones leave because of that. The schedule: what is mined is ahead of it by all that is staked (finding 03).
 * Rule:   section 5, Emission: stakes count as not yet mined; a factor of two for each percent of deviation.
 * Mend:   count what was mined.
 * Fails:  reward-moves-by-mining (test/properties).
 * Shown:  the scenario market: 904 AIUS of rewards in a month are owed to stakes that came after the first block
 *         (measure-counts-deposits).
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { WAD, type Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { INPUT, SOLVER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene, SUPPLY } from "./scene.ts";

const STAKE: Wei = 300n * WAD;

forEachBackend("FINDING: entry and exit come in waves that feed themselves", (backend) => {
  /** The reward in thousandths of what it is on schedule, after so many stakes of 300 have come, or have gone. */
  async function reward(scene: Scene, stakes: bigint): Promise<bigint> {
    const age = BigInt(scene.now) - (await scene.view<bigint>("startBlockTime"));
    const at = (supply: Wei) => scene.view<Wei>("reward", age, supply);
    return (1000n * (await at(SUPPLY - stakes * STAKE))) / (await at(SUPPLY));
  }

  it("one stake is worth 7 %, ten a factor of two, seventy a hundred, either way", async () => {
    const scene = await Scene.open(backend);
    const expected = [1072n, 2020n, 107_000n, 932n, 495n];
    const found: bigint[] = [];
    for (const stakes of [1n, 10n, 70n, -1n, -10n]) found.push(await reward(scene, stakes));
    assert.deepEqual(found, expected);
  });

  /** What forty solutions earn, with or without ten who have entered since. */
  async function forty(entrants: number): Promise<Wei> {
    const scene = await Scene.open(backend);
    const newcomers = Array.from({ length: entrants }, (_, index) => addressOf(`entrant ${index}`));
    await scene.fund(STAKE, ...newcomers);
    await scene.setSupply(SUPPLY);
    const free = engine.submitTask(SOLVER, 0n, SOLVER, scene.model("plain"), 0n, INPUT);
    const tasks = await scene.falselySolved(40, SOLVER, free);
    await scene.mine(...newcomers.map((each) => engine.validatorDeposit(each, each, STAKE)));
    scene.wait(CLAIM_DELAY + 1);
    return scene.gain(() => scene.mine(...tasks.map((task) => engine.claimSolution(SOLVER, task))), SOLVER);
  }

  it("the same forty solutions earn twice as much when ten have entered", async () => {
    assert.deepEqual([await forty(0), await forty(10)], [aius("18.01369511632089184"), aius("36.302094423546478957")]);
  });
});
