import assert from "node:assert/strict";
import { type Address, WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import type { Action } from "../../sim/chain/port.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, ARITHMETIC, BOB, CID, MINIMUM, NOTHING, SLASH, STAKE, STRANGER, Stage } from "./stage.ts";

/** Every call that is for validators (V of protocol section 3), on something that fails the next check too. */
const VALIDATORS_ONLY: readonly ((from: Address) => Action)[] = [
  (from) => engine.signalSupport(from, NOTHING, true),
  (from) => engine.submitSolution(from, NOTHING, CID),
  (from) => engine.submitContestation(from, NOTHING),
  (from) => engine.voteOnContestation(from, NOTHING, true),
];

forEachBackend("the minimum stake", (backend) => {
  for (const action of VALIDATORS_ONLY) {
    it(`is needed for ${action(ALICE).method}, before its own checks`, async () => {
      const stage = await Stage.open(backend);
      await stage.fails(action(STRANGER), "StakeBelowMinimum", [STRANGER, 0n, MINIMUM]);
    });
  }

  const support = (stage: Stage, from: Address) => engine.signalSupport(from, stage.model("plain"), true);

  it("suffices", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, STAKE - MINIMUM - 1n));
    await stage.mine(support(stage, ALICE));
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 1n));
    await stage.mine(support(stage, ALICE));
    await stage.mine(engine.initiateValidatorWithdraw(ALICE, 1n));
    await stage.fails(support(stage, ALICE), "StakeBelowMinimum", [ALICE, MINIMUM - 1n, MINIMUM]);
    await stage.mine(engine.cancelValidatorWithdraw(ALICE, 3n));
    await stage.mine(support(stage, ALICE));
  });

  it("is nothing below a supply of 1 000, and a share rounded up from there", async () => {
    const stage = await Stage.open(backend);
    const minimumAt = async (supply: bigint) => {
      await stage.setSupply(supply);
      return stage.view<bigint>("getValidatorMinimum");
    };
    assert.equal(await minimumAt(1_000n * WAD - 1n), 0n);
    assert.equal(await minimumAt(1_000n * WAD), 800000000000000000n);
    assert.equal(await minimumAt(1_000n * WAD + 1n), 800000000000000001n);
    await stage.set("validatorMinimumPercentage", WAD);
    assert.equal(await stage.view("getValidatorMinimum"), 1_000n * WAD + 1n);
  });

  it("panics above 100 %, unless nothing is needed", async () => {
    const stage = await Stage.open(backend);
    await stage.set("validatorMinimumPercentage", WAD + 1n);
    await stage.viewFails("getValidatorMinimum", [], ...ARITHMETIC);
    await stage.fails(support(stage, ALICE), ...ARITHMETIC);
    await stage.setSupply(1_000n * WAD - 1n);
    assert.equal(await stage.view("getValidatorMinimum"), 0n);
    await stage.mine(support(stage, STRANGER));
  });

  it("is asked of what is not pending, and panics when more is pending than staked", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    await stage.set("validatorMinimumPercentage", 0n);
    await stage.mine(
      engine.initiateValidatorWithdraw(ALICE, STAKE - SLASH),
      engine.initiateValidatorWithdraw(BOB, STAKE - SLASH + 1n),
    );
    await stage.vote(task, true, ALICE, BOB);
    await stage.mine(support(stage, ALICE));
    await stage.fails(support(stage, BOB), ...ARITHMETIC);
    await stage.set("validatorMinimumPercentage", 1n);
    await stage.fails(support(stage, ALICE), "StakeBelowMinimum", [ALICE, 0n, 100_000n]);
  });
});
