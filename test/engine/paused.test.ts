import { engine } from "../../sim/chain/actions.ts";
import type { Action } from "../../sim/chain/port.ts";
import { forEachBackend } from "../support/chains.ts";
import { INPUT, MAX_UINT256, NOTHING, SOLVER, STRANGER, Stage, USER, ZERO_ADDRESS } from "./stage.ts";

/** Every call that pausing stops (P of protocol section 3), by someone and on something that fails the next check too. */
const STOPPED: readonly Action[] = [
  engine.withdrawAccruedFees(STRANGER),
  engine.registerModel(STRANGER, ZERO_ADDRESS, 0n, "0x"),
  engine.validatorDeposit(STRANGER, STRANGER, MAX_UINT256),
  engine.initiateValidatorWithdraw(STRANGER, 1n),
  engine.cancelValidatorWithdraw(STRANGER, 1n),
  engine.validatorWithdraw(STRANGER, 1n, STRANGER),
  engine.submitTask(STRANGER, 0n, STRANGER, NOTHING, 0n, INPUT),
  engine.retractTask(STRANGER, NOTHING),
  engine.signalCommitment(STRANGER, NOTHING),
  engine.submitSolution(STRANGER, NOTHING, "0x"),
  engine.claimSolution(STRANGER, NOTHING),
  engine.submitContestation(STRANGER, NOTHING),
  engine.voteOnContestation(STRANGER, NOTHING, true),
  engine.contestationVoteFinish(STRANGER, NOTHING, 0n),
];

forEachBackend("pausing", (backend) => {
  for (const action of STOPPED) {
    it(`stops ${action.method}, before anything else`, async () => {
      const stage = await Stage.open(backend);
      await stage.mine(engine.signalCommitment(USER, NOTHING));
      await stage.pause();
      await stage.fails(action, "EnginePaused", []);
    });
  }

  it("ends", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    stage.wait(2001);
    await stage.pause();
    await stage.fails(engine.claimSolution(SOLVER, task), "EnginePaused", []);
    await stage.mine(stage.asOwner("setPaused", false), engine.claimSolution(SOLVER, task));
  });
});
