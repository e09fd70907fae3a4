import assert from "node:assert/strict";
import { type Hex, WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import {
  ARITHMETIC,
  CID,
  CONTESTER,
  MAX_UINT256,
  MODEL_OWNER,
  NOTHING,
  SOLVER,
  STRANGER,
  Stage,
  SUPPLY,
  transferLog,
} from "./stage.ts";

forEachBackend("claimSolution", (backend) => {
  /** The engine holds 500 000 and emission is far behind: a full reward is a 6 000th of what it holds. */
  const REWARD = 83_333333333333333333n;
  /** Nine tenths of it, rounded down. */
  const REWARD_OF_SOLVER = 74_999999999999999999n;
  const REWARD_OF_TREASURY = 8_333333333333333334n;

  const claim = (task: Hex) => engine.claimSolution(STRANGER, task);

  it("needs a solution", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.submitTask();
    await stage.fails(claim(NOTHING), "SolutionUnknown", [NOTHING]);
    await stage.fails(claim(task), "SolutionUnknown", [task]);
  });

  it("needs that nobody contests, before it looks at the time", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    await stage.fails(claim(task), "AlreadyContested", [task, CONTESTER]);
    stage.wait(2001);
    await stage.fails(claim(task), "AlreadyContested", [task, CONTESTER]);
  });

  it("needs that more than the delay has passed", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    const due = BigInt(stage.now) + 2000n;
    stage.wait(1999);
    await stage.fails(claim(task), "ClaimTooEarly", [task, due]);
    stage.wait(1);
    await stage.fails(claim(task), "ClaimTooEarly", [task, due]);
    stage.wait(1);
    await stage.mine(claim(task));
  });

  it("panics when the delay reaches beyond the end of time", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    await stage.set("minClaimSolutionTime", 2n ** 256n - BigInt(stage.now));
    await stage.fails(claim(task), ...ARITHMETIC);
    await stage.set("minClaimSolutionTime", MAX_UINT256 - BigInt(stage.now));
    await stage.fails(claim(task), "ClaimTooEarly", [task, MAX_UINT256]);
  });

  it("pays once, and looks at the time first", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    stage.wait(2001);
    await stage.mine(claim(task));
    await stage.fails(claim(task), "SolutionAlreadyClaimed", [task]);
    await stage.set("minClaimSolutionTime", 5000n);
    await stage.fails(claim(task), "ClaimTooEarly", [task, BigInt(stage.now) + 2999n]);
  });

  it("pays the reward to solver and treasury, whoever claims", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    stage.wait(2001);
    assert.deepEqual(await stage.mine(claim(task)), [
      ["engine.SolutionClaimed", SOLVER, task],
      transferLog(stage.engine, SOLVER, REWARD_OF_SOLVER),
      transferLog(stage.engine, stage.owner, REWARD_OF_TREASURY),
    ]);
    const [, , claimed] = await stage.call("solutions", task);
    assert.equal(claimed, true);
    assert.equal(await stage.view("accruedFees"), 0n);
  });

  it("pays the model, then the solver, then the reward on what the engine still holds", async () => {
    const stage = await Stage.open(backend);
    await stage.setSupply(SUPPLY + WAD);
    const task = await stage.solvedTask({ model: "paid", fee: WAD });
    stage.wait(2001);
    // Of the fee of 1 the model gets 0.5, the solver 0.45; the engine is left with 500 000 - 0.95, of which a 6 000th is
    // 83.333175 and the treasury's tenth 8.3333175.
    assert.deepEqual(await stage.mine(claim(task)), [
      ["engine.SolutionClaimed", SOLVER, task],
      transferLog(stage.engine, MODEL_OWNER, 500000000000000000n),
      transferLog(stage.engine, SOLVER, 450000000000000000n),
      transferLog(stage.engine, SOLVER, 74_999857500000000000n),
      transferLog(stage.engine, stage.owner, 8_333317500000000000n),
    ]);
    assert.equal(await stage.view("accruedFees"), 50000000000000000n);
  });

  it("rounds the treasury's part of a fee up, and makes no transfer of nothing", async () => {
    const stage = await Stage.open(backend);
    const pay = async (fee: bigint) => {
      const task = await stage.solvedTask({ model: "unrewarded", fee });
      stage.wait(2001);
      return (await stage.mine(claim(task))).slice(1);
    };
    assert.deepEqual(await pay(0n), []);
    assert.deepEqual(await pay(1n), []);
    assert.equal(await stage.view("accruedFees"), 1n);
    assert.deepEqual(await pay(2n), [transferLog(stage.engine, SOLVER, 1n)]);
    assert.equal(await stage.view("accruedFees"), 2n);
    assert.deepEqual(await pay(19n), [transferLog(stage.engine, SOLVER, 17n)]);
    assert.equal(await stage.view("accruedFees"), 4n);
  });

  it("pays the model a fee of a single wei", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(engine.registerModel(STRANGER, MODEL_OWNER, 1n, "0x31"));
    const model = await stage.view<Hex>(
      "hashModel",
      [1n, MODEL_OWNER, 0n, await stage.view("generateIPFSCID", "0x31")],
      STRANGER,
    );
    await stage.mine(engine.submitTask(STRANGER, 0n, STRANGER, model, 1n, "0x"));
    const task = await stage.view<Hex>("prevhash");
    await stage.commit(task);
    await stage.mine(engine.submitSolution(SOLVER, task, CID));
    stage.wait(2001);
    assert.deepEqual((await stage.mine(claim(task))).slice(1), [transferLog(stage.engine, MODEL_OWNER, 1n)]);
  });

  it("pays the model alone when the fee is no more than the model's", async () => {
    const stage = await Stage.open(backend);
    await stage.mine(stage.asOwner("setSolutionMineableRate", stage.model("paid"), 0n));
    const task = await stage.solvedTask({ model: "paid", fee: WAD / 2n });
    stage.wait(2001);
    assert.deepEqual(await stage.mine(claim(task)), [
      ["engine.SolutionClaimed", SOLVER, task],
      transferLog(stage.engine, MODEL_OWNER, WAD / 2n),
    ]);
    assert.equal(await stage.view("accruedFees"), 0n);
  });

  it("gives all to the treasury at 100 %, and panics above, whatever the amount", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask({ model: "unrewarded", fee: 7n });
    const free = await stage.solvedTask({ model: "unrewarded" });
    stage.wait(2001);
    await stage.set("solutionFeePercentage", WAD + 1n);
    await stage.fails(claim(task), ...ARITHMETIC);
    await stage.fails(claim(free), ...ARITHMETIC);
    await stage.set("solutionFeePercentage", WAD);
    assert.deepEqual(await stage.mine(claim(task)), [["engine.SolutionClaimed", SOLVER, task]]);
    assert.equal(await stage.view("accruedFees"), 7n);
    await stage.mine(claim(free));
  });

  it("scales the reward by the model's rate", async () => {
    const stage = await Stage.open(backend);
    const setRate = (rate: bigint) => stage.mine(stage.asOwner("setSolutionMineableRate", stage.model("plain"), rate));
    const pay = async (rate: bigint) => {
      await setRate(rate);
      const task = await stage.solvedTask();
      stage.wait(2001);
      return (await stage.mine(claim(task))).slice(1);
    };
    assert.deepEqual(await pay(0n), []);
    // 83.33 of 10^18 parts: 83 wei of reward, of which nine tenths are 74.7; one part of 84 gives none.
    assert.deepEqual(await pay(1n), [
      transferLog(stage.engine, SOLVER, 74n),
      transferLog(stage.engine, stage.owner, 9n),
    ]);
    await stage.setSupply(SUPPLY);
    assert.deepEqual(await pay(WAD / 2n), [
      transferLog(stage.engine, SOLVER, 37_499999999999999999n),
      transferLog(stage.engine, stage.owner, 4_166666666666666667n),
    ]);
    await setRate(MAX_UINT256);
    const task = await stage.solvedTask();
    stage.wait(2001);
    await stage.fails(claim(task), ...ARITHMETIC);
  });

  it("makes no transfer when the reward is 0, and both when only one part is", async () => {
    const stage = await Stage.open(backend);
    const settle = async () => {
      const task = await stage.solvedTask();
      stage.wait(2001);
      return (await stage.mine(claim(task))).slice(1);
    };
    await stage.set("treasuryRewardPercentage", 0n);
    assert.deepEqual(await settle(), [
      transferLog(stage.engine, SOLVER, REWARD),
      transferLog(stage.engine, stage.owner, 0n),
    ]);
    await stage.setSupply(SUPPLY);
    await stage.set("treasuryRewardPercentage", WAD);
    assert.deepEqual(await settle(), [
      transferLog(stage.engine, SOLVER, 0n),
      transferLog(stage.engine, stage.owner, REWARD),
    ]);
    await stage.set("treasuryRewardPercentage", WAD + 1n);
    const task = await stage.solvedTask();
    stage.wait(2001);
    await stage.fails(claim(task), ...ARITHMETIC);
    // Far ahead of schedule there is no reward, and the treasury's part of it is not computed.
    await stage.setSupply(400_000n * WAD);
    assert.deepEqual(await stage.mine(claim(task)), [["engine.SolutionClaimed", SOLVER, task]]);
  });

  it("passes on the token's error when the engine holds less than it owes", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask({ model: "unrewarded", fee: WAD });
    stage.wait(2001);
    await stage.setSupply(600_000n * WAD - 1n);
    await stage.fails(claim(task), "ERC20InsufficientBalance", [stage.engine, 1n, 900000000000000000n]);
  });
});
