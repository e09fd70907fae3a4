import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { type Address, DAY, WAD } from "../../sim/base/types.ts";
import { token } from "../../sim/chain/actions.ts";
import { L2_GATEWAY, LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { forEachBackend } from "../support/chains.ts";
import { START, useBackend } from "../support/deployment.ts";
import { act, assertCallReverts, assertOk, view } from "../support/outcomes.ts";

const HELD = 10_000n * WAD;
const NOBODY: Address = `0x${"00".repeat(20)}`;
const alice = addressOf("alice");
const bob = addressOf("bob");
const NOON = START + DAY;

forEachBackend("AIUS as votes", (backend) => {
  const chain = useBackend(backend);
  const votes = (account: Address) => view(chain(), "token", "getVotes", [account]);
  const pastVotes = (account: Address, timepoint: number) =>
    view(chain(), "token", "getPastVotes", [account, BigInt(timepoint)]);
  const pastSupply = (timepoint: number) => view(chain(), "token", "getPastTotalSupply", [BigInt(timepoint)]);
  const wait = (timestamp: number) => chain().mine({ timestamp, actions: [] });

  it("have the block's timestamp for a clock", async () => {
    await wait(NOON);
    assert.equal(await view(chain(), "token", "clock"), BigInt(NOON));
    assert.equal(await view(chain(), "token", "CLOCK_MODE"), "mode=timestamp");
  });

  it("do not count while nobody has them delegated", async () => {
    assert.equal(await votes(LIQUIDITY_HOLDER), 0n);
  });

  it("count for the delegate, who may be the holder", async () => {
    const events = assertOk(await act(chain(), token.delegate(LIQUIDITY_HOLDER, LIQUIDITY_HOLDER)));
    assert.deepEqual(
      events.map(({ name, args }) => [name, Object.values(args)]),
      [
        ["DelegateChanged", [LIQUIDITY_HOLDER, NOBODY, LIQUIDITY_HOLDER]],
        ["DelegateVotesChanged", [LIQUIDITY_HOLDER, 0n, HELD]],
      ],
    );
    assert.equal(await votes(LIQUIDITY_HOLDER), HELD);
  });

  it("follow the tokens, and a change of delegate", async () => {
    assertOk(await act(chain(), token.delegate(LIQUIDITY_HOLDER, alice)));
    assertOk(await act(chain(), token.transfer(LIQUIDITY_HOLDER, bob, 1n)));
    assert.deepEqual([await votes(alice), await votes(bob)], [HELD - 1n, 0n]);
    assertOk(await act(chain(), token.delegate(LIQUIDITY_HOLDER, bob)));
    assertOk(await act(chain(), token.delegate(bob, bob)));
    assert.deepEqual([await votes(alice), await votes(bob)], [0n, HELD]);
  });

  it("are remembered by the second", async () => {
    assertOk(await act(chain(), token.delegate(LIQUIDITY_HOLDER, alice), NOON));
    assertOk(await act(chain(), token.transfer(LIQUIDITY_HOLDER, bob, 4n), NOON + 10));
    await wait(NOON + 20);
    for (const [timepoint, expected] of [
      [NOON - 1, 0n],
      [NOON, HELD],
      [NOON + 1, HELD],
      [NOON + 9, HELD],
      [NOON + 10, HELD - 4n],
      [NOON + 11, HELD - 4n],
    ] as const) {
      assert.equal(await pastVotes(alice, timepoint), expected, `at ${timepoint - NOON} s`);
    }
  });

  it("keep one checkpoint for all changes of a second", async () => {
    assertOk(await act(chain(), token.delegate(LIQUIDITY_HOLDER, alice), NOON));
    assertOk(await act(chain(), token.transfer(LIQUIDITY_HOLDER, bob, 1n), NOON));
    assertOk(await act(chain(), token.transfer(LIQUIDITY_HOLDER, bob, 1n), NOON));
    assert.equal(await view(chain(), "token", "numCheckpoints", [alice]), 1n);
    assert.deepEqual(await chain().call("token", "checkpoints", [alice, 0n]), [BigInt(NOON), HELD - 2n]);
  });

  it("are not known before the second is over", async () => {
    await wait(NOON);
    assert.equal(await pastVotes(alice, NOON - 1), 0n);
    for (const timepoint of [NOON, NOON + 1]) {
      const values = [BigInt(timepoint), BigInt(NOON)];
      await assertCallReverts(pastVotes(alice, timepoint), "ERC5805FutureLookup", values);
      await assertCallReverts(pastSupply(timepoint), "ERC5805FutureLookup", values);
    }
  });

  it("remember the supply, which the bridge changes", async () => {
    assertOk(
      await act(chain(), { from: L2_GATEWAY, to: "token", method: "bridgeBurn", args: [LIQUIDITY_HOLDER, 3n] }, NOON),
    );
    await wait(NOON + 1);
    assert.equal(await pastSupply(START - 1), 0n);
    assert.equal(await pastSupply(START), 10n ** 24n);
    assert.equal(await pastSupply(NOON - 1), 10n ** 24n);
    assert.equal(await pastSupply(NOON), 10n ** 24n - 3n);
  });
});
