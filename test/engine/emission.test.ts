import assert from "node:assert/strict";
import { MINING_ALLOCATION, WAD, YEAR } from "../../sim/base/types.ts";
import { forEachBackend } from "../support/chains.ts";
import emission from "../vectors/emission.json" with { type: "json" };
import { ARITHMETIC, MAX_UINT256, Stage } from "./stage.ts";

const YEAR_1 = BigInt(YEAR);
/** What is emitted after a year on schedule. */
const TARGET = 300_000n * WAD;

forEachBackend("emission", (backend) => {
  for (const method of ["targetTs", "diffMul", "reward"] as const) {
    it(`${method} gives the published values`, async () => {
      const stage = await Stage.openBare(backend);
      for (const row of emission[method] as string[][]) {
        const [result, ...args] = [...row].reverse().map(BigInt);
        assert.equal(await stage.view(method, ...args.reverse()), result, `${method}(${row.slice(0, -1)})`);
      }
    });
  }

  it("targetTs ends after a hundred years", async () => {
    const stage = await Stage.openBare(backend);
    // A second of emission is 0.0131877316; the 64 binary digits of the power leave an error of 10^-12.
    assert.equal(await stage.view("targetTs", 1n), 13_187_731_600_139_553n);
    for (const t of [3_153_599_999n, 3_153_600_000n, 3_153_600_001n, MAX_UINT256]) {
      assert.equal(await stage.view("targetTs", t), MINING_ALLOCATION);
    }
  });

  it("diffMul needs a time and a supply", async () => {
    const stage = await Stage.openBare(backend);
    await stage.viewFails("diffMul", [0n, 0n], "DifficultyUndefined", [0n, 0n]);
    await stage.viewFails("diffMul", [0n, 1n], "DifficultyUndefined", [0n, 1n]);
    await stage.viewFails("diffMul", [1n, 0n], "DifficultyUndefined", [1n, 0n]);
    assert.equal(await stage.view("diffMul", 1n, 1n), 100n * WAD);
  });

  it("diffMul is capped far behind schedule, and just about there without a cap", async () => {
    const stage = await Stage.openBare(backend);
    // 0.9335614381022527 of the target; uncapped it would be 2^6.64385618977473 = 100.00000000000036767.
    const capped = 280_068_431430675810000000n;
    assert.equal(await stage.view("diffMul", YEAR_1, capped - 1n), 100n * WAD);
    assert.equal(await stage.view("diffMul", YEAR_1, capped), 100_000000000000367664n);
  });

  it("diffMul passes through 1 on schedule", async () => {
    const stage = await Stage.openBare(backend);
    // One part in 10^18 off is 100 parts in the exponent, 69 in the power. It takes 300 000 wei to be one part ahead.
    assert.equal(await stage.view("diffMul", YEAR_1, TARGET - 1n), 1_000000000000000069n);
    assert.equal(await stage.view("diffMul", YEAR_1, TARGET), WAD);
    assert.equal(await stage.view("diffMul", YEAR_1, TARGET + 299_999n), WAD);
    assert.equal(await stage.view("diffMul", YEAR_1, TARGET + 300_000n), 999999999999999931n);
  });

  it("diffMul ends at 0 from 20 % ahead of schedule", async () => {
    const stage = await Stage.openBare(backend);
    // 2^-20 = 0.00000095367431640625
    assert.equal(await stage.view("diffMul", YEAR_1, (TARGET * 6n) / 5n - 1n), 953674316406n);
    assert.equal(await stage.view("diffMul", YEAR_1, (TARGET * 6n) / 5n), 0n);
    assert.equal(await stage.view("diffMul", 1n, 2n ** 196n - 1n), 0n);
  });

  it("reward is 1 before the first emission, at any time", async () => {
    const stage = await Stage.openBare(backend);
    for (const t of [0n, 1n, MAX_UINT256]) assert.equal(await stage.view("reward", t, 0n), WAD);
  });

  it("reward needs a time once something is emitted, and a supply that can be", async () => {
    const stage = await Stage.openBare(backend);
    await stage.viewFails("reward", [0n, 1n], "DifficultyUndefined", [0n, 1n]);
    await stage.viewFails("reward", [0n, MAX_UINT256], "DifficultyUndefined", [0n, MAX_UINT256]);
    assert.equal(await stage.view("reward", MAX_UINT256, MINING_ALLOCATION - 1n), 0n);
    assert.equal(await stage.view("reward", MAX_UINT256, MINING_ALLOCATION), 0n);
    await stage.viewFails("reward", [MAX_UINT256, MINING_ALLOCATION + 1n], ...ARITHMETIC);
    await stage.viewFails("reward", [YEAR_1, MAX_UINT256], ...ARITHMETIC);
  });

  it("measures the supply by what has left the engine", async () => {
    const stage = await Stage.openBare(backend);
    assert.equal(await stage.view("getPsuedoTotalSupply"), 0n);
    await stage.setSupply(1n);
    assert.equal(await stage.view("getPsuedoTotalSupply"), 1n);
    await stage.setSupply(-1n);
    assert.equal(await stage.view("getPsuedoTotalSupply"), 0n);
    await stage.setSupply(MINING_ALLOCATION);
    assert.equal(await stage.view("getPsuedoTotalSupply"), MINING_ALLOCATION);
  });

  it("rewards by the time since the start and the supply of the moment", async () => {
    const stage = await Stage.openBare(backend);
    assert.equal(await stage.view("getReward"), WAD);
    await stage.setSupply(1n);
    await stage.viewFails("getReward", [], "DifficultyUndefined", [0n, 1n]);
    stage.wait(1);
    await stage.setSupply(2n);
    assert.equal(await stage.view("getReward"), 99_999999999999999999n);
    stage.wait(YEAR - 1);
    await stage.setSupply(290_000n * WAD);
    assert.equal(await stage.view("getReward"), 5_207673672898809321n);
  });

  it("slashes nothing below a supply of 2 000, and a share rounded up from there", async () => {
    const stage = await Stage.openBare(backend);
    const slashAt = async (supply: bigint) => {
      await stage.setSupply(supply);
      return stage.view<bigint>("getSlashAmount");
    };
    assert.equal(await slashAt(2_000n * WAD - 1n), 0n);
    assert.equal(await slashAt(2_000n * WAD), WAD / 5n);
    assert.equal(await slashAt(2_000n * WAD + 1n), WAD / 5n + 1n);
    await stage.set("slashAmountPercentage", WAD);
    assert.equal(await stage.view("getSlashAmount"), 2_000n * WAD + 1n);
    await stage.set("slashAmountPercentage", WAD + 1n);
    await stage.viewFails("getSlashAmount", [], ...ARITHMETIC);
    assert.equal(await slashAt(2_000n * WAD - 1n), 0n);
  });
});
