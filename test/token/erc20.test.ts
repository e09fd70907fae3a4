import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { type Address, WAD } from "../../sim/base/types.ts";
import { token } from "../../sim/chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { forEachBackend } from "../support/chains.ts";
import { useBackend } from "../support/deployment.ts";
import { act, assertOk, assertReverted, view } from "../support/outcomes.ts";

const NOBODY: Address = `0x${"00".repeat(20)}`;
const HELD = 10_000n * WAD;
const alice = addressOf("alice");
const bob = addressOf("bob");

forEachBackend("AIUS as an ERC-20", (backend) => {
  const chain = useBackend(backend);
  const balanceOf = (account: Address) => view(chain(), "token", "balanceOf", [account]);
  const transferFrom = (from: Address, owner: Address, to: Address, amount: bigint) =>
    act(chain(), { from, to: "token", method: "transferFrom", args: [owner, to, amount] });

  it("is called Arbius, AIUS, and has 18 decimals", async () => {
    assert.equal(await view(chain(), "token", "name"), "Arbius");
    assert.equal(await view(chain(), "token", "symbol"), "AIUS");
    assert.equal(await view(chain(), "token", "decimals"), 18n);
  });

  it("has a cap of a million", async () => {
    assert.equal(await view(chain(), "token", "MAX_SUPPLY"), 10n ** 24n);
  });

  it("transfers the whole balance and says so", async () => {
    const events = assertOk(await act(chain(), token.transfer(LIQUIDITY_HOLDER, alice, HELD)));
    assert.deepEqual(events, [
      { contract: "token", name: "Transfer", args: { from: LIQUIDITY_HOLDER, to: alice, value: HELD } },
    ]);
    assert.deepEqual([await balanceOf(LIQUIDITY_HOLDER), await balanceOf(alice)], [0n, HELD]);
  });

  it("transfers not a wei more", async () => {
    const outcome = await act(chain(), token.transfer(LIQUIDITY_HOLDER, alice, HELD + 1n));
    assertReverted(outcome, "ERC20InsufficientBalance", [LIQUIDITY_HOLDER, HELD, HELD + 1n]);
  });

  it("transfers nothing to nobody", async () => {
    assertReverted(await act(chain(), token.transfer(LIQUIDITY_HOLDER, NOBODY, 0n)), "ERC20InvalidReceiver", [NOBODY]);
  });

  it("lets a spender take what was approved, to the wei", async () => {
    assertOk(await act(chain(), token.approve(LIQUIDITY_HOLDER, bob, 7n)));
    assertReverted(await transferFrom(bob, LIQUIDITY_HOLDER, alice, 8n), "ERC20InsufficientAllowance", [bob, 7n, 8n]);
    assertOk(await transferFrom(bob, LIQUIDITY_HOLDER, alice, 7n));
    assert.equal(await balanceOf(alice), 7n);
    assertReverted(await transferFrom(bob, LIQUIDITY_HOLDER, alice, 1n), "ERC20InsufficientAllowance", [bob, 0n, 1n]);
  });

  it("keeps an unlimited allowance unlimited", async () => {
    const unlimited = 2n ** 256n - 1n;
    assertOk(await act(chain(), token.approve(LIQUIDITY_HOLDER, bob, unlimited)));
    assertOk(await transferFrom(bob, LIQUIDITY_HOLDER, alice, 1n));
    assert.equal(await view(chain(), "token", "allowance", [LIQUIDITY_HOLDER, bob]), unlimited);
  });

  it("takes nothing out of nobody, and lets nobody take it", async () => {
    assertReverted(await transferFrom(bob, NOBODY, alice, 0n), "ERC20InvalidApprover", [NOBODY]);
    assertReverted(await transferFrom(NOBODY, alice, bob, 0n), "ERC20InvalidSpender", [NOBODY]);
  });

  it("approves nobody as a spender", async () => {
    assertReverted(await act(chain(), token.approve(alice, NOBODY, 1n)), "ERC20InvalidSpender", [NOBODY]);
  });
});
