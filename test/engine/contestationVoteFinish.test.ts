import assert from "node:assert/strict";
import { type Hex, WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { forEachBackend } from "../support/chains.ts";
import {
  ALICE,
  ARITHMETIC,
  BOB,
  CAROL,
  CONTESTER,
  type Log,
  MAX_UINT256,
  MODEL_OWNER,
  NOTHING,
  SLASH,
  SOLVER,
  STAKE,
  STRANGER,
  Stage,
  SUPPLY,
  transferLog,
  USER,
  ZERO_ADDRESS,
} from "./stage.ts";

const PERIOD = 4000;
const MAX_UINT32 = 2n ** 32n - 1n;

forEachBackend("contestationVoteFinish", (backend) => {
  const finish = (task: Hex, amount: bigint) => engine.contestationVoteFinish(STRANGER, task, amount);

  /** A contestation at an odd slash, of 10 AIUS and 1 wei, on a task whose model pays no reward. */
  async function oddContestation(stage: Stage, fee = 0n): Promise<Hex> {
    const task = await stage.solvedTask({ model: "unrewarded", fee });
    await stage.setSupply(SUPPLY + 1n);
    await stage.mine(engine.submitContestation(CONTESTER, task));
    return task;
  }

  it("needs a contestation, before it looks at the time and the amount", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask();
    await stage.fails(finish(NOTHING, 1n), "ContestationUnknown", [NOTHING]);
    await stage.fails(finish(task, 0n), "ContestationUnknown", [task]);
  });

  it("needs that the period is over, before it looks at the amount", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    const end = BigInt(stage.now + PERIOD);
    stage.wait(PERIOD - 1);
    await stage.fails(finish(task, 0n), "VotingNotOver", [task, end]);
    await stage.fails(finish(task, 1n), "VotingNotOver", [task, end]);
    stage.wait(1);
    await stage.mine(finish(task, 1n));
    stage.wait(1);
    await stage.mine(finish(task, 1n));
  });

  it("panics when the period reaches beyond the end of time", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    await stage.set("minContestationVotePeriodTime", MAX_UINT256);
    await stage.fails(finish(task, 1n), ...ARITHMETIC);
  });

  it("needs a positive amount", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    stage.wait(PERIOD);
    await stage.fails(finish(task, 0n), "FinishAmountZero", [task]);
  });

  it("asks for no reward where the model has none: in the first second there is no telling it", async () => {
    const stage = await Stage.openBare(backend);
    await stage.set("minContestationVotePeriodTime", 0n);
    await stage.mine(stage.fromEngine(STRANGER, 1n));
    const contested = async (model: string, input: Hex) => {
      const task = await stage.solvedTask({ model, input });
      await stage.mine(engine.submitContestation(CONTESTER, task));
      return task;
    };
    const unrewarded = await contested("unrewarded", "0x01");
    const rewarded = await contested("plain", "0x02");
    await stage.fails(finish(rewarded, 1n), "DifficultyUndefined", [0n, 1n]);
    await stage.mine(finish(unrewarded, 1n));
  });

  it("takes votes in the very second in which it may first be called", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask();
    stage.wait(PERIOD);
    await stage.vote(task, true, ALICE);
    await stage.mine(finish(task, 1n));
    await stage.vote(task, true, BOB);
  });

  /** Ballots after the contester's yea and the solver's nay, and what each winner gets, at a slash of 10 AIUS and 1 wei. */
  const outcomes = [
    { yeas: [], nays: [], paid: [[SOLVER, 10_000000000000000001n]] },
    {
      yeas: [ALICE],
      nays: [],
      paid: [
        [CONTESTER, 5_000000000000000001n],
        [ALICE, 5_000000000000000000n],
      ],
    },
    {
      yeas: [],
      nays: [ALICE],
      paid: [
        [SOLVER, 5_000000000000000000n],
        [ALICE, 5_000000000000000001n],
      ],
    },
    {
      yeas: [ALICE, BOB],
      nays: [],
      paid: [
        [CONTESTER, 5_000000000000000001n],
        [ALICE, 2_500000000000000000n],
        [BOB, 2_500000000000000000n],
      ],
    },
    {
      yeas: [],
      nays: [ALICE, BOB],
      paid: [
        [SOLVER, 5_000000000000000000n],
        [ALICE, 2_500000000000000000n],
        [BOB, 2_500000000000000000n],
      ],
    },
    {
      yeas: [ALICE],
      nays: [BOB],
      paid: [
        [SOLVER, 10_000000000000000001n],
        [BOB, 10_000000000000000001n],
      ],
    },
    {
      yeas: [ALICE, BOB],
      nays: [CAROL],
      paid: [
        [CONTESTER, 10_000000000000000001n],
        [ALICE, 5_000000000000000000n],
        [BOB, 5_000000000000000000n],
      ],
    },
  ] as const;

  for (const { yeas, nays, paid } of outcomes) {
    it(`settles ${yeas.length + 1} yeas against ${nays.length + 1} nays`, async () => {
      const stage = await Stage.open(backend);
      const task = await oddContestation(stage);
      await stage.vote(task, true, ...yeas);
      await stage.vote(task, false, ...nays);
      stage.wait(PERIOD);
      const logs = await stage.mine(finish(task, 10n));
      const succeeded = yeas.length > nays.length;
      assert.deepEqual(logs, [
        ...paid.map(([winner, amount]) => transferLog(stage.engine, winner, amount)),
        ...(succeeded ? [transferLog(stage.engine, USER, 0n)] : []),
        ["engine.ContestationVoteFinish", task, 0n, 10n],
      ]);
      const winners = paid.map(([winner]) => winner as string);
      for (const voter of [CONTESTER, SOLVER, ...yeas, ...nays]) {
        const expected = winners.includes(voter) ? STAKE : STAKE - SLASH - 1n;
        assert.equal(await stage.stakeOf(voter), expected);
      }
    });
  }

  it("gives a contester whom nobody opposed its slash back, and a transfer of nothing", async () => {
    const stage = await Stage.open(backend);
    await stage.set("slashAmountPercentage", WAD / 100n);
    await stage.mine(engine.validatorDeposit(STRANGER, CONTESTER, 500n * WAD));
    await stage.setSupply(SUPPLY);
    const task = await stage.contestedTask({ model: "unrewarded", fee: 3n });
    assert.equal(await stage.stakeOf(SOLVER), STAKE);
    stage.wait(PERIOD);
    assert.deepEqual(await stage.mine(finish(task, 1n)), [
      transferLog(stage.engine, CONTESTER, 0n),
      transferLog(stage.engine, USER, 3n),
      ["engine.ContestationVoteFinish", task, 0n, 1n],
    ]);
    assert.equal(await stage.stakeOf(CONTESTER), 2n * STAKE);
  });

  it("pays the first nay the solver's part, whoever it is", async () => {
    const stage = await Stage.open(backend);
    await stage.set("exitValidatorMinUnlockTime", 0n);
    await stage.mine(
      engine.initiateValidatorWithdraw(SOLVER, STAKE - SLASH / 2n),
      engine.validatorWithdraw(SOLVER, 1n, SOLVER),
    );
    await stage.set("validatorMinimumPercentage", 0n);
    await stage.setSupply(SUPPLY);
    const task = await stage.contestedTask({ model: "unrewarded" });
    await stage.vote(task, false, ALICE, BOB);
    stage.wait(PERIOD);
    assert.deepEqual(await stage.mine(finish(task, 2n)), [
      transferLog(stage.engine, ALICE, 5n * WAD),
      transferLog(stage.engine, BOB, 5n * WAD),
      ["engine.ContestationVoteFinish", task, 0n, 2n],
    ]);
  });

  it("refunds the task's owner when the contestation succeeds", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask({ model: "paid", fee: WAD, owner: STRANGER });
    await stage.setSupply(SUPPLY);
    await stage.mine(engine.submitContestation(CONTESTER, task));
    await stage.vote(task, true, ALICE);
    stage.wait(PERIOD);
    assert.deepEqual(await stage.mine(finish(task, 2n)), [
      transferLog(stage.engine, CONTESTER, 5n * WAD),
      transferLog(stage.engine, ALICE, 5n * WAD),
      transferLog(stage.engine, STRANGER, WAD),
      ["engine.ContestationVoteFinish", task, 0n, 2n],
    ]);
    assert.equal(await stage.view("accruedFees"), 0n);
  });

  it("passes on the token's error when the task's owner is nobody", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask({ owner: ZERO_ADDRESS });
    await stage.vote(task, true, ALICE);
    stage.wait(PERIOD);
    await stage.fails(finish(task, 1n), "ERC20InvalidReceiver", [ZERO_ADDRESS]);
  });

  it("pays as for a claim when the contestation fails, without claiming", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.solvedTask({ model: "paid", fee: WAD });
    await stage.setSupply(SUPPLY);
    await stage.mine(engine.submitContestation(CONTESTER, task));
    stage.wait(PERIOD);
    // After the slash of 10 and 0.95 of the fee the engine holds 500 000 - 10.95, whose 6 000th is 83.331508333...
    assert.deepEqual(await stage.mine(finish(task, 1n)), [
      transferLog(stage.engine, SOLVER, 10n * WAD),
      transferLog(stage.engine, MODEL_OWNER, 500000000000000000n),
      transferLog(stage.engine, SOLVER, 450000000000000000n),
      transferLog(stage.engine, SOLVER, 74_998357499999999999n),
      transferLog(stage.engine, stage.owner, 8_333150833333333334n),
      ["engine.ContestationVoteFinish", task, 0n, 1n],
    ]);
    assert.equal(await stage.view("accruedFees"), 50000000000000000n);
    assert.equal((await stage.call("solutions", task))[2], false);
    await stage.fails(engine.claimSolution(SOLVER, task), "AlreadyContested", [task, CONTESTER]);
  });

  it("settles a long list in pages, and ends the task on the first", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask({ model: "unrewarded", fee: 3n });
    await stage.vote(task, true, ALICE, BOB, CAROL);
    stage.wait(PERIOD);
    const page = (amount: bigint, from: bigint, to: bigint, ...transfers: Log[]) =>
      stage
        .mine(finish(task, amount))
        .then((logs) => assert.deepEqual(logs, [...transfers, ["engine.ContestationVoteFinish", task, from, to]]));
    // Of 10 AIUS the contester gets 5, the three others a third of 5 each.
    const third = 1_666666666666666666n;
    await page(1n, 0n, 1n, transferLog(stage.engine, CONTESTER, 5n * WAD), transferLog(stage.engine, USER, 3n));
    assert.equal(await stage.stakeOf(CONTESTER), STAKE);
    assert.equal(await stage.stakeOf(ALICE), STAKE - SLASH);
    assert.deepEqual((await stage.call("contestations", task))[2], 1n);
    await page(2n, 1n, 3n, transferLog(stage.engine, ALICE, third), transferLog(stage.engine, BOB, third));
    assert.equal(await stage.stakeOf(BOB), STAKE);
    assert.equal(await stage.stakeOf(CAROL), STAKE - SLASH);
    await page(2n, 3n, 5n, transferLog(stage.engine, CAROL, third));
    await page(7n, 5n, 12n);
    assert.deepEqual((await stage.call("contestations", task))[2], 12n);
    assert.equal(await stage.stakeOf(CAROL), STAKE);
  });

  it("ends the last page where 32 bits end, and panics beyond", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask({ model: "unrewarded" });
    stage.wait(PERIOD);
    await stage.mine(finish(task, 2n));
    await stage.fails(finish(task, MAX_UINT32 - 1n), ...ARITHMETIC);
    await stage.fails(finish(task, MAX_UINT32), ...ARITHMETIC);
    assert.deepEqual(await stage.mine(finish(task, MAX_UINT32 - 2n)), [
      ["engine.ContestationVoteFinish", task, 2n, MAX_UINT32],
    ]);
    await stage.fails(finish(task, 1n), ...ARITHMETIC);
  });

  it("takes the largest amount at once", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask({ model: "unrewarded" });
    stage.wait(PERIOD);
    assert.deepEqual(await stage.mine(finish(task, MAX_UINT32)), [
      transferLog(stage.engine, SOLVER, SLASH),
      ["engine.ContestationVoteFinish", task, 0n, MAX_UINT32],
    ]);
  });

  it("counts the votes anew on each page", async () => {
    const stage = await Stage.open(backend);
    const task = await stage.contestedTask({ model: "unrewarded", fee: 3n });
    await stage.vote(task, true, ALICE);
    stage.wait(PERIOD);
    assert.deepEqual(await stage.mine(finish(task, 1n)), [
      transferLog(stage.engine, CONTESTER, 5n * WAD),
      transferLog(stage.engine, USER, 3n),
      ["engine.ContestationVoteFinish", task, 0n, 1n],
    ]);
    // A longer period lets two more vote: now two yeas stand against three nays, and 20 AIUS are divided.
    await stage.set("minContestationVotePeriodTime", BigInt(2 * PERIOD));
    await stage.vote(task, false, BOB, CAROL);
    stage.wait(PERIOD);
    assert.deepEqual(await stage.mine(finish(task, 5n)), [
      transferLog(stage.engine, BOB, 5n * WAD),
      transferLog(stage.engine, CAROL, 5n * WAD),
      ["engine.ContestationVoteFinish", task, 1n, 6n],
    ]);
    assert.equal(await stage.stakeOf(CONTESTER), STAKE);
    assert.equal(await stage.stakeOf(ALICE), STAKE - SLASH);
    assert.equal(await stage.stakeOf(SOLVER), STAKE - SLASH);
    assert.equal(await stage.stakeOf(BOB), STAKE);
  });
});
