/**
 * FINDING 42, exploit. A stake leaves in 4000 s instead of a day: it loses to its owner's other stakes, which are paid in cash.
 *
 * Who:    whoever has three stakes.
 * Needs:  free tasks of its own, solved by the stake that is to leave, contested by the second, with the third's agreement.
 * Costs:  nothing: what the one loses the two others win.
 * Brings: 240 AIUS of stake in the wallet after 4000 s instead of 86 400, and out of reach of every other case at once.
 * Harms:  whoever relies on the day: validators who would have contested what the stake stands behind, voters (findings 16,
 *         23).
 * Rule:   section 5, Contestations: winnings are transferred to the wallet, not added to the stake; the parties may be one.
 * Mend:   add winnings to the stake, so that they leave by a withdrawal too.
 */
import assert from "node:assert/strict";
import { type Address, WAD, type Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { INPUT } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, MINIMUM, PERIOD, Scene } from "./scene.ts";

forEachBackend("FINDING: a stake leaves in 4000 s instead of a day", (backend) => {
  it("240 AIUS of one stake are in its owner's wallets when the vote is over", async () => {
    const scene = await Scene.open(backend);
    const [leaver] = (await scene.recruit("leaver", 1)) as [Address];
    const winners = await scene.recruit("winner", 2, 450n * WAD);
    const cash = async (): Promise<Wei> => (await scene.balance(winners[0]!)) + (await scene.balance(winners[1]!));
    const start = scene.now;

    const free = engine.submitTask(leaver, 0n, leaver, scene.model("unrewarded"), 0n, INPUT);
    const tasks = await scene.falselySolved(8, leaver, free);
    await scene.mine(...tasks.map((task) => engine.submitContestation(winners[0]!, task)));
    assert.equal(await scene.stakeOf(leaver), 0n);
    await scene.mine(...tasks.map((task) => engine.voteOnContestation(winners[1]!, task, true)));
    scene.wait(PERIOD);
    await scene.mine(...tasks.map((task) => engine.contestationVoteFinish(leaver, task, 2n)));

    assert.equal(scene.now - start, PERIOD);
    assert.equal(await scene.stakeOf(leaver), 0n);
    assert.equal(await cash(), MINIMUM);
    for (const winner of winners) assert.equal(await scene.stakeOf(winner), aius("450"));
  });
});
