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
import { Room } from "../../sim/chain/model/room.ts";
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
    const index = new RowIndex(new Room());
    const rows = Array.from({ length: MANY }, (_, n) => index.findOrAdd(idOf(n + 1)));
    assert.equal(new Set(rows).size, MANY);
    assert.notInclude(rows, 0);
    for (let n = MANY; n > 0; n--) assert.equal(index.find(idOf(n)), rows[n - 1]);
    assert.equal(index.find(idOf(MANY + 1)), 0);
    assert.equal(index.findOrAdd(idOf(7)), rows[6]);
  });

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

  it("lie in pieces that grow, apart from each other and full of zeros", () => {
    const room = new Room();
    const taken = Array.from({ length: 100 }, (_, n) => {
      return n % 2 === 0 ? room.take(Float64Array, 4096) : room.take(Uint32Array, 4096);
    });
    for (const [n, numbers] of taken.entries()) {
      assert.equal(numbers.length, 4096);
      assert.isTrue(numbers.every((value) => value === 0));
      numbers.fill(n);
    }
    for (const [n, numbers] of taken.entries()) assert.isTrue(numbers.every((value) => value === n));
    assert.isBelow(new Set(taken.map(({ buffer }) => buffer)).size, 6);
  });

  it("give large pieces back at once, and leave small ones to the collector", () => {
    const room = new Room();
    const [small, large] = [room.take(Uint32Array, 8), room.take(Uint32Array, 2 ** 24)];
    assert.equal(
      freedBy(() => room.release()),
      2 ** 26,
    );
    assert.deepEqual([small.length, large.length], [8, 0]);
  });

  it("keep values of every size, and put them back", () => {
    const [host, room] = [new Host(), new Room()];
    const [amounts, numbers, digests] = [
      new AmountColumn(host, room),
      new NumberColumn(host, room, Float64Array),
      new Bytes32Column(room),
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
