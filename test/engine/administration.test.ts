import assert from "node:assert/strict";
import type { Value } from "../../sim/base/types.ts";
import type { Action } from "../../sim/chain/port.ts";
import { forEachBackend } from "../support/chains.ts";
import { ALICE, BOB, MAX_UINT256, NOTHING, START, STRANGER, Stage, ZERO_ADDRESS, ZERO_HASH } from "./stage.ts";

/** Initial values. Source: protocol section 1. */
const PARAMETERS = {
  validatorMinimumPercentage: 800_000_000_000_000n,
  slashAmountPercentage: 100_000_000_000_000n,
  solutionFeePercentage: 100_000_000_000_000_000n,
  retractionFeePercentage: 100_000_000_000_000_000n,
  treasuryRewardPercentage: 100_000_000_000_000_000n,
  minClaimSolutionTime: 2000n,
  minRetractionWaitTime: 10_000n,
  minContestationVotePeriodTime: 4000n,
  maxContestationValidatorStakeSince: 120n,
  exitValidatorMinUnlockTime: 86_400n,
} as const;

const capitalised = (name: string) => name[0]!.toUpperCase() + name.slice(1);

forEachBackend("administration", (backend) => {
  const as = (from: `0x${string}`, method: string, ...args: Value[]): Action => ({ from, to: "engine", method, args });

  it("begins with the protocol's values, all in the timelock's hands", async () => {
    const stage = await Stage.openBare(backend);
    for (const [name, value] of Object.entries(PARAMETERS)) assert.equal(await stage.view(name), value, name);
    assert.equal(await stage.view("baseToken"), stage.address("token"));
    for (const role of ["owner", "treasury", "pauser"]) assert.equal(await stage.view(role), stage.owner, role);
    assert.equal(await stage.view("startBlockTime"), BigInt(START));
    assert.equal(await stage.view("version"), 0n);
    assert.equal(await stage.view("paused"), false);
    assert.equal(await stage.view("accruedFees"), 0n);
    assert.equal(await stage.view("prevhash"), ZERO_HASH);
  });

  for (const name of Object.keys(PARAMETERS)) {
    it(`set${capitalised(name)}: the owner sets any value, and nobody else`, async () => {
      const stage = await Stage.openBare(backend);
      const setter = `set${capitalised(name)}`;
      await stage.fails(as(STRANGER, setter, 1n), "OwnableUnauthorizedAccount", [STRANGER]);
      for (const value of [0n, 1n, MAX_UINT256]) {
        assert.deepEqual(await stage.mine(stage.asOwner(setter, value)), [
          [`engine.${capitalised(name)}Changed`, value],
        ]);
        assert.equal(await stage.view(name), value);
      }
      for (const [other, initial] of Object.entries(PARAMETERS)) {
        if (other !== name) assert.equal(await stage.view(other), initial, other);
      }
    });
  }

  it("setVersion: the owner sets any value, and nobody else", async () => {
    const stage = await Stage.openBare(backend);
    await stage.fails(as(STRANGER, "setVersion", 1n), "OwnableUnauthorizedAccount", [STRANGER]);
    assert.deepEqual(await stage.mine(stage.asOwner("setVersion", MAX_UINT256)), [
      ["engine.VersionChanged", MAX_UINT256],
    ]);
    assert.equal(await stage.view("version"), MAX_UINT256);
  });

  it("transferTreasury: the owner names anyone, and nobody else does", async () => {
    const stage = await Stage.openBare(backend);
    await stage.fails(as(STRANGER, "transferTreasury", ALICE), "OwnableUnauthorizedAccount", [STRANGER]);
    for (const to of [ALICE, ZERO_ADDRESS]) {
      assert.deepEqual(await stage.mine(stage.asOwner("transferTreasury", to)), [["engine.TreasuryTransferred", to]]);
      assert.equal(await stage.view("treasury"), to);
    }
    assert.equal(await stage.view("pauser"), stage.owner);
  });

  it("transferPauser: the owner names anyone, and the pauser does not", async () => {
    const stage = await Stage.openBare(backend);
    assert.deepEqual(await stage.mine(stage.asOwner("transferPauser", ALICE)), [["engine.PauserTransferred", ALICE]]);
    assert.equal(await stage.view("pauser"), ALICE);
    await stage.fails(as(ALICE, "transferPauser", BOB), "OwnableUnauthorizedAccount", [ALICE]);
    await stage.mine(stage.asOwner("transferPauser", ZERO_ADDRESS));
    assert.equal(await stage.view("pauser"), ZERO_ADDRESS);
  });

  it("setPaused: the pauser alone, not the owner", async () => {
    const stage = await Stage.openBare(backend);
    await stage.mine(stage.asOwner("transferPauser", ALICE));
    await stage.fails(stage.asOwner("setPaused", true), "NotPauser", [stage.owner, ALICE]);
    for (const paused of [true, true, false]) {
      assert.deepEqual(await stage.mine(as(ALICE, "setPaused", paused)), [["engine.PausedChanged", paused]]);
      assert.equal(await stage.view("paused"), paused);
    }
  });

  it("transferOwnership: the owner, to anyone but nobody", async () => {
    const stage = await Stage.openBare(backend);
    await stage.fails(as(STRANGER, "transferOwnership", ZERO_ADDRESS), "OwnableUnauthorizedAccount", [STRANGER]);
    await stage.fails(stage.asOwner("transferOwnership", ZERO_ADDRESS), "OwnableInvalidOwner", [ZERO_ADDRESS]);
    assert.deepEqual(await stage.mine(stage.asOwner("transferOwnership", ALICE)), [
      ["engine.OwnershipTransferred", stage.owner, ALICE],
    ]);
    await stage.fails(stage.asOwner("setVersion", 1n), "OwnableUnauthorizedAccount", [stage.owner]);
    await stage.mine(as(ALICE, "setVersion", 1n));
  });

  it("renounceOwnership: the owner, for good", async () => {
    const stage = await Stage.openBare(backend);
    await stage.fails(as(STRANGER, "renounceOwnership"), "OwnableUnauthorizedAccount", [STRANGER]);
    assert.deepEqual(await stage.mine(stage.asOwner("renounceOwnership")), [
      ["engine.OwnershipTransferred", stage.owner, ZERO_ADDRESS],
    ]);
    assert.equal(await stage.view("owner"), ZERO_ADDRESS);
    await stage.fails(stage.asOwner("setVersion", 1n), "OwnableUnauthorizedAccount", [stage.owner]);
  });

  it("works while paused", async () => {
    const stage = await Stage.openBare(backend);
    await stage.pause();
    await stage.mine(
      stage.asOwner("setVersion", 2n),
      stage.asOwner("setSolutionMineableRate", stage.model("plain"), 3n),
      stage.asOwner("setMinClaimSolutionTime", 4n),
      stage.asOwner("transferTreasury", ALICE),
      stage.asOwner("setPaused", false),
    );
    assert.deepEqual(await stage.call("tasks", NOTHING), [ZERO_HASH, 0n, ZERO_ADDRESS, 0n, 0n, "0x"]);
  });
});
