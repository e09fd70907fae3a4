import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { type Address, type Hex, WAD, YEAR } from "../../sim/base/types.ts";
import { token } from "../../sim/chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import type { ContractName } from "../../sim/chain/port.ts";
import { forEachBackend } from "../support/chains.ts";
import { addressIn, START, useBackend, useDeployment } from "../support/deployment.ts";
import { act, assertOk, assertReverted, view } from "../support/outcomes.ts";

const END = START + 4 * YEAR;
const anyone = addressOf("anyone");
const team = addressOf("team");

forEachBackend("a vesting wallet", (backend) => {
  const chain = useBackend(backend);
  const aius = () => addressIn(chain(), "token");
  const balanceOf = async (account: Address) => (await view(chain(), "token", "balanceOf", [account])) as bigint;
  const release = (wallet: ContractName, timestamp: number) =>
    act(chain(), { from: anyone, to: wallet, method: "release", args: [aius()] }, timestamp);

  it("releases nothing in its first second", async () => {
    assertOk(await release("vesting.team", START));
    assert.equal(await balanceOf(team), 0n);
  });

  it("pays its owner, whoever asks, and says so", async () => {
    const wallet = addressIn(chain(), "vesting.team");
    const amount = 792_744_799_594_114n; // 100 000 AIUS / 126 144 000 s
    assert.deepEqual(assertOk(await release("vesting.team", START + 1)), [
      { contract: "vesting.team", name: "ERC20Released", args: { token: aius(), amount } },
      { contract: "token", name: "Transfer", args: { from: wallet, to: team, value: amount } },
    ]);
    assert.equal(await balanceOf(team), amount);
  });

  it("releases a second time only what has vested since", async () => {
    assertOk(await release("vesting.team", START + YEAR));
    assertOk(await release("vesting.team", START + YEAR));
    assert.equal(await balanceOf(team), 25_000n * WAD);
    assert.equal(await view(chain(), "vesting.team", "releasable", [aius()]), 0n);
    assert.equal(await view(chain(), "vesting.team", "released", [aius()]), 25_000n * WAD);
  });

  it("has a second's share left one second before its end, and nothing at its end", async () => {
    assertOk(await release("vesting.team", END - 1));
    assert.equal(100_000n * WAD - (await balanceOf(team)), 792_744_799_594_115n);
    assertOk(await release("vesting.team", END));
    assert.equal(await balanceOf(team), 100_000n * WAD);
    assert.equal(await balanceOf(addressIn(chain(), "vesting.team")), 0n);
  });

  it("pays the same in sum, however often it is asked", async () => {
    for (const day of [1, 100, 365, 366, 800, 1100, 1459]) {
      assertOk(await release("vesting.bonds", START + day * 86_400));
    }
    assertOk(await release("vesting.bonds", END));
    assert.equal(await balanceOf(addressIn(chain(), "timelock")), 45_000n * WAD);
  });

  it("feeds the treasury from the DAO's three wallets", async () => {
    for (const name of ["dao", "lpRewards", "bonds"]) assertOk(await release(`vesting.${name}`, START + YEAR));
    assert.equal(await balanceOf(addressIn(chain(), "timelock")), 61_000n * WAD);
  });

  it("vests what it is sent later as if it had been there from the start", async () => {
    assertOk(
      await act(chain(), token.transfer(LIQUIDITY_HOLDER, addressIn(chain(), "vesting.lpRewards"), 5_000n * WAD)),
    );
    assertOk(await release("vesting.lpRewards", START + YEAR));
    assert.equal(await balanceOf(addressIn(chain(), "timelock")), 20_000n * WAD);
  });

  it("can be handed on by its owner, who is paid no more", async () => {
    const heir = addressOf("heir");
    assertOk(await act(chain(), { from: team, to: "vesting.team", method: "transferOwnership", args: [heir] }));
    assertOk(await release("vesting.team", START + YEAR));
    assert.deepEqual([await balanceOf(team), await balanceOf(heir)], [0n, 25_000n * WAD]);
  });

  it("can be handed on by nobody else, and not to nobody", async () => {
    const give = (from: Address, to: Address) =>
      act(chain(), { from, to: "vesting.team", method: "transferOwnership", args: [to] });
    const nobody: Address = `0x${"00".repeat(20)}`;
    assertReverted(await give(anyone, anyone), "OwnableUnauthorizedAccount", [anyone]);
    assertReverted(await give(team, nobody), "OwnableInvalidOwner", [nobody]);
  });
});

describe("a vesting wallet that was sent ether", () => {
  const chain = useDeployment();
  const ether = async (account: Address) => BigInt((await chain().request("eth_getBalance", account, "latest")) as Hex);

  it("vests ether by the same schedule", async () => {
    await chain().request("hardhat_setBalance", addressIn(chain(), "vesting.lpRewards"), "0x64");
    assertOk(
      await act(chain(), { from: anyone, to: "vesting.lpRewards", method: "release", args: [] }, START + 2 * YEAR),
    );
    assert.equal(await ether(addressIn(chain(), "timelock")), 70n);
  });
});
