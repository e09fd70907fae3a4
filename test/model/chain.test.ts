/** What the model does beside the protocol: blocks, what is undone, what is refused, and storage that grows. */
import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import type { Hex } from "../../sim/base/types.ts";
import { WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { AmountColumn, Bytes32Column, NumberColumn, RowIndex } from "../../sim/chain/model/columns.ts";
import { Host, Lists } from "../../sim/chain/model/host.ts";
import { ModelChain } from "../../sim/chain/model/index.ts";
import { TaskRecords, ZERO_HASH } from "../../sim/chain/model/TaskRecords.ts";
import { TEST_PLAN } from "../support/chains.ts";

const ALICE = addressOf("alice");
const BOB = addressOf("bob");

describe("model chain", () => {
  const now = TEST_PLAN.timestamp;
  const pay = token.transfer(LIQUIDITY_HOLDER, ALICE, WAD);
  const balanceOf = (chain: ModelChain, account: Hex) => chain.callNow("token", "balanceOf", [account])[0];

  it("undoes all that a failed action has done, and nothing that came before it", () => {
    const chain = new ModelChain(TEST_PLAN);
    const model = chain.deployment.models["plain"]!;
    // The task is stored and its log written before its fee turns out to be missing.
    const submit = engine.submitTask(ALICE, 0n, ALICE, model, 2n * WAD, "0x");
    const approve = token.approve(ALICE, chain.deployment.addresses.engine, 2n * WAD);
    const { outcomes } = chain.mineNow({ timestamp: now, actions: [pay, approve, submit] });
    assert.deepEqual(outcomes[2], { ok: false, error: "ERC20InsufficientBalance", args: [ALICE, WAD, 2n * WAD] });
    assert.deepEqual(chain.callNow("engine", "prevhash"), [`0x${"00".repeat(32)}`]);
    assert.deepEqual(chain.callNow("token", "allowance", [ALICE, chain.deployment.addresses.engine]), [2n * WAD]);
    assert.equal(balanceOf(chain, ALICE), WAD);
  });

  it("changes nothing in a call, also of a function that changes state", () => {
    const chain = new ModelChain(TEST_PLAN);
    const commitment: Hex = `0x${"c0".repeat(32)}`;
    assert.deepEqual(chain.callNow("engine", "signalCommitment", [commitment]), []);
    assert.deepEqual(chain.callNow("engine", "commitments", [commitment]), [0n]);
  });

  it("changes nothing in a probe", () => {
    const chain = new ModelChain(TEST_PLAN);
    const before = chain.head;
    const further = token.transfer(ALICE, BOB, WAD);
    const results = chain.probe([
      { timestamp: now + 5, actions: [pay] },
      { timestamp: now + 9, actions: [further, further] },
    ]);
    assert.deepEqual(
      results.flatMap(({ outcomes }) => outcomes.map(({ ok }) => ok)),
      [true, true, false],
    );
    assert.deepEqual([chain.head, balanceOf(chain, ALICE), balanceOf(chain, BOB)], [before, 0n, 0n]);
  });

  it("has Nova's chain id", () => {
    assert.equal(new ModelChain(TEST_PLAN).deployment.chainId, 42170);
  });

  it("puts the last of a list back where it was replaced, and takes out what was added", () => {
    const host = new Host();
    const lists = new Lists<string, number>(host);
    lists.push("list", 1);
    lists.push("list", 2);
    host.journal.commit();
    lists.replaceLast("list", 3);
    lists.push("list", 4);
    host.journal.revert();
    assert.deepEqual(lists.of("list"), [1, 2]);
  });

  it("refuses a block with a malformed action before it runs any", () => {
    const chain = new ModelChain(TEST_PLAN);
    const malformed = [
      { ...pay, args: [ALICE] },
      { ...pay, args: [ALICE, -1n] },
      { ...pay, args: [ALICE, 2n ** 256n] },
      { ...pay, args: [ALICE.toUpperCase().replace("X", "x"), 1n] },
      { ...pay, args: [`${ALICE}00`, 1n] },
      { ...pay, from: "0x12" as const },
      { ...pay, method: "mint" },
      { ...pay, to: "governor" as const },
    ];
    for (const action of malformed) {
      assert.throws(() => chain.mineNow({ timestamp: now, actions: [pay, action] }), RangeError);
    }
    assert.deepEqual([chain.head.number, balanceOf(chain, ALICE)], [1, 0n]);
  });

  it("refuses a block before the head, and takes one at the same second", () => {
    const chain = new ModelChain(TEST_PLAN);
    assert.throws(() => chain.mineNow({ timestamp: now - 1, actions: [] }), RangeError);
    assert.equal(chain.mineNow({ timestamp: now, actions: [] }).number, 2);
  });
});

describe("columns", () => {
  const MANY = 5_000;
  /** Ids that differ in one word only, in the last as in the first. */
  const idOf = (n: number): Hex =>
    `0x${"0".repeat(8 * (n % 8))}${n.toString(16).padStart(8, "0")}${"0".repeat(56 - 8 * (n % 8))}`;

  it("find the row of every id, and none for others", () => {
    const index = new RowIndex();
    const rows = Array.from({ length: MANY }, (_, n) => index.findOrAdd(idOf(n + 1)));
    assert.equal(new Set(rows).size, MANY);
    assert.notInclude(rows, 0);
    for (let n = MANY; n > 0; n--) assert.equal(index.find(idOf(n)), rows[n - 1]);
    assert.equal(index.find(idOf(MANY + 1)), 0);
    assert.equal(index.findOrAdd(idOf(7)), rows[6]);
  });

  /** Rows of storage that belongs together, and how many are enough for MANY. */
  const ROWS = 2 * 4096;

  /** Bytes of the buffers that are given back meanwhile. */
  function freedBy(action: () => void): number {
    const { transfer } = ArrayBuffer.prototype;
    let bytes = 0;
    ArrayBuffer.prototype.transfer = function (this: ArrayBuffer, length) {
      bytes += this.byteLength;
      return transfer.call(this, length);
    };
    try {
      action();
    } finally {
      ArrayBuffer.prototype.transfer = transfer;
    }
    return bytes;
  }

  it("give their memory back", () => {
    const host = new Host();
    const columns = [new NumberColumn(host, Float64Array), new AmountColumn(host), new Bytes32Column()] as const;
    const [numbers, amounts, digests] = columns;
    numbers.set(MANY, 1);
    amounts.set(MANY, 2n ** 200n);
    digests.set(MANY, idOf(1), 2);
    const bytes = freedBy(() => {
      for (const column of columns) column.release();
    });
    assert.equal(bytes, ROWS * (8 + 8 + 32));
    assert.deepEqual([numbers.get(MANY), amounts.get(MANY), digests.digits(MANY)], [0, 0n, "0".repeat(64)]);
  });

  it("of tasks give back all that they hold, and forget it", () => {
    const host = new Host();
    const records = new TaskRecords(host);
    const cid: Hex = `0x1220${idOf(1).slice(2)}`;
    for (let n = 1; n <= MANY; n++) {
      records.addTask(idOf(n), { model: idOf(1), fee: 1n, owner: ALICE, blocktime: 1n, version: 1n, cid });
      records.addSolution(idOf(n), BOB, 2n, cid);
      records.claim(idOf(n));
      records.addCommitment(idOf(n), n);
    }
    const keys = 32 + 32;
    const tasks = 4 + 8 + 4 + 8 + 1 + 32;
    const solutions = 4 + 8 + 1 + 1 + 32;
    assert.equal(
      freedBy(() => records.release()),
      ROWS * (keys + tasks + solutions + 8),
    );
    assert.equal(records.task(idOf(1)).model, ZERO_HASH);
    assert.equal(records.commitment(idOf(1)), 0);
  });

  it("are given back when the chain is closed", async () => {
    const chain = new ModelChain(TEST_PLAN);
    chain.mineNow({ timestamp: TEST_PLAN.timestamp, actions: [engine.signalCommitment(ALICE, idOf(1))] });
    let closed: Promise<void> | undefined;
    assert.isAbove(
      freedBy(() => {
        closed = chain.close();
      }),
      0,
    );
    await closed;
  });

  it("keep values of every size, and put them back", () => {
    const host = new Host();
    const [amounts, numbers, digests] = [
      new AmountColumn(host),
      new NumberColumn(host, Float64Array),
      new Bytes32Column(),
    ];
    const values = [0n, 1n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 256n - 1n];
    for (const [row, value] of values.entries()) amounts.set(row + MANY, value);
    numbers.set(MANY, 2 ** 47);
    digests.set(MANY, idOf(9), 2);
    assert.deepEqual(
      values.map((_, row) => amounts.get(row + MANY)),
      values,
    );
    assert.deepEqual([numbers.get(MANY), digests.digits(MANY)], [2 ** 47, idOf(9).slice(2)]);
    host.journal.commit();
    amounts.set(MANY + 4, 3n);
    amounts.set(MANY + 1, 2n ** 200n);
    numbers.set(MANY, 1);
    host.journal.revert();
    assert.deepEqual(
      values.map((_, row) => amounts.get(row + MANY)),
      values,
    );
    assert.equal(numbers.get(MANY), 2 ** 47);
    assert.equal(amounts.get(10 * MANY), 0n);
  });
});
