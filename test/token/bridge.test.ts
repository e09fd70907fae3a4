import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { type Address, WAD } from "../../sim/base/types.ts";
import { L2_GATEWAY, LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { forEachBackend } from "../support/chains.ts";
import { useBackend } from "../support/deployment.ts";
import { act, assertOk, assertReverted, view } from "../support/outcomes.ts";

const MILLION = 1_000_000n * WAD;
const NOBODY: Address = `0x${"00".repeat(20)}`;
const alice = addressOf("alice");

forEachBackend("the bridge's side of the token", (backend) => {
  const chain = useBackend(backend);
  const mint = (from: Address, to: Address, amount: bigint) =>
    act(chain(), { from, to: "token", method: "bridgeMint", args: [to, amount] });
  const burn = (from: Address, account: Address, amount: bigint) =>
    act(chain(), { from, to: "token", method: "bridgeBurn", args: [account, amount] });

  it("mints for the gateway alone, even nothing", async () => {
    assertReverted(await mint(alice, alice, 0n), "TokenNotGateway", [alice, L2_GATEWAY]);
  });

  it("burns for the gateway alone, even one's own", async () => {
    assertReverted(await burn(LIQUIDITY_HOLDER, LIQUIDITY_HOLDER, 1n), "TokenNotGateway", [
      LIQUIDITY_HOLDER,
      L2_GATEWAY,
    ]);
  });

  it("asks who calls before anything else", async () => {
    assertReverted(await mint(alice, NOBODY, 1n), "TokenNotGateway", [alice, L2_GATEWAY]);
    assertReverted(await burn(alice, alice, 1n), "TokenNotGateway", [alice, L2_GATEWAY]);
  });

  it("mints nothing on top of the million", async () => {
    assertReverted(await mint(L2_GATEWAY, alice, 1n), "ERC20ExceededSafeSupply", [MILLION + 1n, MILLION]);
  });

  it("burns without an allowance, up to the whole balance", async () => {
    const events = assertOk(await burn(L2_GATEWAY, LIQUIDITY_HOLDER, 10_000n * WAD));
    assert.deepEqual(events, [
      { contract: "token", name: "Transfer", args: { from: LIQUIDITY_HOLDER, to: NOBODY, value: 10_000n * WAD } },
    ]);
    assert.equal(await view(chain(), "token", "balanceOf", [LIQUIDITY_HOLDER]), 0n);
    assert.equal(await view(chain(), "token", "totalSupply"), 990_000n * WAD);
  });

  it("burns not a wei more than the balance", async () => {
    assertReverted(await burn(L2_GATEWAY, LIQUIDITY_HOLDER, 10_000n * WAD + 1n), "ERC20InsufficientBalance", [
      LIQUIDITY_HOLDER,
      10_000n * WAD,
      10_000n * WAD + 1n,
    ]);
  });

  it("mints back what was burnt, to the wei", async () => {
    assertOk(await burn(L2_GATEWAY, LIQUIDITY_HOLDER, 5n));
    assertReverted(await mint(L2_GATEWAY, alice, 6n), "ERC20ExceededSafeSupply", [MILLION + 1n, MILLION]);
    const events = assertOk(await mint(L2_GATEWAY, alice, 5n));
    assert.deepEqual(events, [{ contract: "token", name: "Transfer", args: { from: NOBODY, to: alice, value: 5n } }]);
    assert.equal(await view(chain(), "token", "balanceOf", [alice]), 5n);
    assert.equal(await view(chain(), "token", "totalSupply"), MILLION);
  });

  it("has no account of nobody", async () => {
    assertReverted(await mint(L2_GATEWAY, NOBODY, 1n), "ERC20InvalidReceiver", [NOBODY]);
    assertReverted(await burn(L2_GATEWAY, NOBODY, 1n), "ERC20InvalidSender", [NOBODY]);
  });
});
