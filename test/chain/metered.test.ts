/** Gas as the EVM used it: on request, for every outcome. */
import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { token } from "../../sim/chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { openEvmChain } from "../../sim/chain/evm/chain.ts";
import { openEvm, TEST_PLAN } from "../support/chains.ts";

const ALICE = addressOf("alice");
/** What any transaction costs before its first instruction. Source: Ethereum yellow paper, appendix G. */
const INTRINSIC_GAS = 21_000;

describe("gas of outcomes on evm", () => {
  const actions = [token.transfer(LIQUIDITY_HOLDER, ALICE, 1n), token.transfer(ALICE, LIQUIDITY_HOLDER, 2n)];

  it("is given on a metered chain, of successes and failures", async () => {
    const chain = await openEvmChain({ plan: TEST_PLAN, metered: true });
    const { number, outcomes } = await chain.mine({ timestamp: chain.head.timestamp, actions });
    assert.deepEqual(
      outcomes.map(({ ok }) => ok),
      [true, false],
    );
    const block = await chain.request("eth_getBlockByNumber", `0x${number.toString(16)}`, false);
    const total = outcomes.reduce((sum, { gas }) => sum + gas!, 0);
    assert.equal(total, Number((block as { gasUsed: string }).gasUsed));
    for (const { gas } of outcomes) assert.isAbove(gas!, INTRINSIC_GAS);
    await chain.close();
  });

  it("is absent otherwise", async () => {
    const chain = await openEvm();
    const { outcomes } = await chain.mine({ timestamp: chain.head.timestamp, actions });
    for (const outcome of outcomes) assert.notProperty(outcome, "gas");
  });
});
