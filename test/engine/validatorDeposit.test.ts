import assert from "node:assert/strict";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import {
  ALICE,
  MAX_UINT256,
  MINIMUM,
  STAKE,
  STRANGER,
  Stage,
  SUPPLY,
  transferLog,
  USER,
  ZERO_ADDRESS,
} from "./stage.ts";

forEachBackend("validatorDeposit", (backend) => {
  /** A deposit after which the supply is SUPPLY and the minimum MINIMUM. Resolves to the validator's new `since`. */
  async function deposit(stage: Stage, amount: bigint): Promise<bigint> {
    await stage.setSupply(SUPPLY + amount);
    stage.wait(10);
    await stage.mine(engine.validatorDeposit(STRANGER, STRANGER, amount));
    assert.equal(await stage.view("getValidatorMinimum"), MINIMUM);
    return (await stage.call("validators", STRANGER))[1] as bigint;
  }

  it("pulls the tokens, then says so", async () => {
    const stage = await Stage.open(backend);
    assert.deepEqual(await stage.call("validators", STRANGER), [0n, 0n, ZERO_ADDRESS]);
    assert.deepEqual(await stage.mine(engine.validatorDeposit(USER, STRANGER, 100n * WAD)), [
      transferLog(USER, stage.engine, 100n * WAD),
      ["engine.ValidatorDeposit", USER, STRANGER, 100n * WAD],
    ]);
    assert.deepEqual(await stage.call("validators", STRANGER), [100n * WAD, BigInt(stage.now), STRANGER]);
    assert.deepEqual(await stage.call("validators", USER), [0n, 0n, ZERO_ADDRESS]);
  });

  it("takes 0, and any validator", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(
      engine.validatorDeposit(USER, STRANGER, 0n),
      engine.validatorDeposit(USER, ZERO_ADDRESS, 100n * WAD),
    );
    assert.deepEqual(await stage.call("validators", STRANGER), [0n, 0n, STRANGER]);
    assert.deepEqual(await stage.call("validators", ZERO_ADDRESS), [100n * WAD, BigInt(stage.now), ZERO_ADDRESS]);
  });

  it("adds to the stake of one who has one, whose seniority stays", async () => {
    const stage = await Stage.open(backend);
    const since = BigInt(stage.now);
    stage.wait(50);
    await stage.mine(engine.validatorDeposit(USER, ALICE, 3n));
    assert.deepEqual(await stage.call("validators", ALICE), [STAKE + 3n, since, ALICE]);
  });

  it("counts seniority from reaching the minimum as it is after the pull", async () => {
    for (const [amount, reached] of [
      [MINIMUM - 1n, false],
      [MINIMUM, true],
      [MINIMUM + 1n, true],
    ] as const) {
      const stage = await Stage.open(backend);
      assert.equal(await deposit(stage, amount), reached ? BigInt(stage.now) : 0n);
    }
  });

  it("counts seniority anew while the stake before was not above the minimum", async () => {
    for (const [before, anew] of [
      [MINIMUM - 1n, true],
      [MINIMUM, true],
      [MINIMUM + 1n, false],
    ] as const) {
      const stage = await Stage.open(backend);
      const since = await deposit(stage, before);
      assert.equal(await deposit(stage, 1n), anew ? BigInt(stage.now) : since);
    }
  });

  it("counts seniority from any deposit while no stake is needed", async () => {
    const stage = await Stage.openBare(backend);
    await stage.mine(stage.fromEngine(USER, 1n));
    stage.wait(5);
    await stage.mine(engine.validatorDeposit(USER, STRANGER, 0n));
    assert.deepEqual(await stage.call("validators", STRANGER), [0n, BigInt(stage.now), STRANGER]);
  });

  it("passes on the token's error", async () => {
    const stage = await Stage.open(backend);
    const args = [USER, 1_000n * WAD, 1_000n * WAD + 1n];
    await stage.fails(engine.validatorDeposit(USER, USER, 1_000n * WAD + 1n), "ERC20InsufficientBalance", args);
    await stage.fails(engine.validatorDeposit(USER, USER, MAX_UINT256), "ERC20InsufficientBalance", [
      USER,
      1_000n * WAD,
      MAX_UINT256,
    ]);
  });
});
