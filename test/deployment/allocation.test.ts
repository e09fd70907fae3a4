import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import type { Address } from "../../sim/base/types.ts";
import { DEPLOYER } from "../../sim/chain/addresses.ts";
import { ALLOCATIONS } from "../../sim/chain/allocation.ts";
import type { ContractName } from "../../sim/chain/port.ts";
import { addressIn, START, useDeployment } from "../support/deployment.ts";
import { view } from "../support/outcomes.ts";

/** Whitepaper section 5, in whole AIUS: 60, 10, 10, 10, 4.5, 4.5 and 1 percent of a million. */
const HOLDINGS: readonly (readonly [ContractName, number])[] = [
  ["engine", 600_000],
  ["vesting.team", 100_000],
  ["vesting.privateSale", 100_000],
  ["vesting.dao", 100_000],
  ["vesting.lpRewards", 45_000],
  ["vesting.bonds", 45_000],
];

/** Seconds of a year: 365 days. */
const YEARS = 31_536_000n;

describe("the allocation", () => {
  const chain = useDeployment();
  const balanceOf = (account: Address) => view(chain(), "token", "balanceOf", [account]);

  for (const [name, tokens] of HOLDINGS) {
    it(`gives ${name} ${tokens} AIUS`, async () => {
      assert.equal(await balanceOf(addressIn(chain(), name)), BigInt(tokens) * 10n ** 18n);
    });
  }

  it("gives the liquidity's holder 10 000 AIUS", async () => {
    assert.equal(await balanceOf(addressOf("liquidity")), 10_000n * 10n ** 18n);
  });

  it("leaves the deployer nothing", async () => {
    assert.equal(await balanceOf(DEPLOYER), 0n);
    assert.equal(await chain().request("eth_getBalance", DEPLOYER, "latest"), "0x0");
  });

  it("is the million to the wei, on the chain, in the deployment and in the data", async () => {
    const million = 10n ** 24n;
    const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
    assert.equal(await view(chain(), "token", "totalSupply"), million);
    assert.equal(sum(chain().deployment.balances.map(([, amount]) => amount)), million);
    assert.equal(sum(ALLOCATIONS.map(({ amount }) => amount)), million);
  });

  it("reports every holder with what it holds", async () => {
    for (const [holder, amount] of chain().deployment.balances) assert.equal(await balanceOf(holder), amount);
  });

  const wallets: readonly (readonly [ContractName, bigint, string])[] = [
    ["vesting.team", 4n, "team"],
    ["vesting.privateSale", 2n, "privateSale"],
    ["vesting.dao", 4n, "timelock"],
    ["vesting.lpRewards", 4n, "timelock"],
    ["vesting.bonds", 4n, "timelock"],
  ];
  for (const [name, years, beneficiary] of wallets) {
    it(`vests ${name} over ${years} years for ${beneficiary}`, async () => {
      const timelock = addressIn(chain(), "timelock");
      const owner = beneficiary === "timelock" ? timelock : addressOf(beneficiary);
      assert.equal(await view(chain(), name, "start"), BigInt(START));
      assert.equal(await view(chain(), name, "duration"), years * YEARS);
      assert.equal(await view(chain(), name, "owner"), owner);
    });
  }
});
