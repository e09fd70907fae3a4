import { assert } from "chai";
import { YEAR } from "../../sim/base/types.ts";
import type { ContractName } from "../../sim/chain/port.ts";
import { forEachBackend } from "../support/chains.ts";
import { addressIn, START, useBackend } from "../support/deployment.ts";
import { view } from "../support/outcomes.ts";

/** Seconds after the start, and the wei vested by then: computed apart with exact fractions, rounded down. */
type Vested = readonly (readonly [seconds: number, wei: bigint])[];

/** 100 000 AIUS. */
const LINEAR_4_YEARS: Vested = [
  [-1, 0n],
  [0, 0n],
  [1, 792744799594114n],
  [YEAR / 2, 12500000000000000000000n],
  [YEAR - 1, 24999999207255200405885n],
  [YEAR, 25000000000000000000000n],
  [YEAR + 1, 25000000792744799594114n],
  [2 * YEAR - 1, 49999999207255200405885n],
  [2 * YEAR, 50000000000000000000000n],
  [2 * YEAR + 1, 50000000792744799594114n],
  [4 * YEAR - 1, 99999999207255200405885n],
  [4 * YEAR, 100000000000000000000000n],
  [4 * YEAR + 1, 100000000000000000000000n],
];

/** 100 000 AIUS. */
const LINEAR_2_YEARS: Vested = [
  [-1, 0n],
  [0, 0n],
  [1, 1585489599188229n],
  [YEAR / 2, 25000000000000000000000n],
  [YEAR - 1, 49999998414510400811770n],
  [YEAR, 50000000000000000000000n],
  [YEAR + 1, 50000001585489599188229n],
  [2 * YEAR - 1, 99999998414510400811770n],
  [2 * YEAR, 100000000000000000000000n],
  [2 * YEAR + 1, 100000000000000000000000n],
];

/** 45 000 AIUS: 18 000, 13 500, 9 000 and 4 500 in years 1 to 4. */
const INCENTIVES: Vested = [
  [-1, 0n],
  [0, 0n],
  [1, 570776255707762n],
  [YEAR / 2, 9000000000000000000000n],
  [YEAR - 1, 17999999429223744292237n],
  [YEAR, 18000000000000000000000n],
  [YEAR + 1, 18000000428082191780821n],
  [2 * YEAR - 1, 31499999571917808219178n],
  [2 * YEAR, 31500000000000000000000n],
  [2 * YEAR + 1, 31500000285388127853881n],
  [(5 * YEAR) / 2, 36000000000000000000000n],
  [3 * YEAR - 1, 40499999714611872146118n],
  [3 * YEAR, 40500000000000000000000n],
  [3 * YEAR + 1, 40500000142694063926940n],
  [4 * YEAR - 1, 44999999857305936073059n],
  [4 * YEAR, 45000000000000000000000n],
  [4 * YEAR + 1, 45000000000000000000000n],
];

const SCHEDULES: readonly (readonly [ContractName, Vested])[] = [
  ["vesting.team", LINEAR_4_YEARS],
  ["vesting.privateSale", LINEAR_2_YEARS],
  ["vesting.dao", LINEAR_4_YEARS],
  ["vesting.lpRewards", INCENTIVES],
  ["vesting.bonds", INCENTIVES],
];

forEachBackend("vesting schedules", (backend) => {
  const chain = useBackend(backend);
  const vested = (wallet: ContractName, seconds: number) =>
    view(chain(), wallet, "vestedAmount", [addressIn(chain(), "token"), BigInt(START + seconds)]);

  for (const [wallet, table] of SCHEDULES) {
    it(`${wallet} vests to the wei and to the second`, async () => {
      for (const [seconds, wei] of table) assert.equal(await vested(wallet, seconds), wei, `after ${seconds} s`);
    });
  }

  it("the liquidity's two wallets make the whitepaper's 36, 27, 18 and 9 thousand a year", async () => {
    const both = async (years: number): Promise<bigint> => {
      const amounts = [await vested("vesting.lpRewards", years * YEAR), await vested("vesting.bonds", years * YEAR)];
      return (amounts as bigint[]).reduce((sum, amount) => sum + amount, 0n) / 10n ** 18n;
    };
    const totals = [await both(0), await both(1), await both(2), await both(3), await both(4), await both(5)];
    assert.deepEqual(totals, [0n, 36_000n, 63_000n, 81_000n, 90_000n, 90_000n]);
  });
});
