/**
 * Finding: in the protocol's first days a vote costs nothing. Below 1 000 AIUS of supply no stake is needed and below 2 000 a
 * vote risks none: a user contests the result that it has already read, with as many votes as it likes, and has its fee back.
 *
 * Who: any user, with accounts made for it. Cost: gas. Brings: the fee, 1 AIUS here; the solver gets nothing.
 * Properties: votes-are-at-risk, actors-have-stake.
 */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { SOLVER, Stage, USER } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { gainOf } from "./wealth.ts";

const PUPPETS = ["puppet-0", "puppet-1"].map(addressOf);

forEachBackend("votes below 1 000 AIUS", (backend) => {
  it("give a user its fee back, and risk nothing", async () => {
    const stage = await Stage.open(backend);
    await stage.setSupply(900n * WAD);
    let lost = 0n;
    const gain = await gainOf(stage, [USER, ...PUPPETS], async () => {
      const task = await stage.solvedTask({ fee: WAD });
      lost = await gainOf(stage, [SOLVER], async () => {
        await stage.mine(...PUPPETS.map((puppet) => engine.validatorDeposit(puppet, puppet, 0n)));
        await stage.mine(engine.submitContestation(PUPPETS[0]!, task));
        await stage.vote(task, true, PUPPETS[1]!);
        stage.wait(4000);
        await stage.mine(engine.contestationVoteFinish(USER, task, 2n));
      });
    });
    assert.deepEqual([gain, lost], [0n, 0n]);
  });
});
