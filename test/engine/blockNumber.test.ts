import assert from "node:assert/strict";
import type { Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { openEvmChain } from "../../sim/chain/evm/chain.ts";
import { TEST_PLAN } from "../support/chains.ts";
import { NOTHING, STRANGER } from "./stage.ts";

const ARB_SYS: Hex = "0x0000000000000000000000000000000000000064";
/** Code that answers every call with 4 660. */
const ANSWER_4660: Hex = "0x61123460005260206000f3";
/** Code that reverts when the selector is not arbBlockNumber's (protocol section 8), and else answers as above. */
const ARB_BLOCK_NUMBER_ONLY: Hex = `0x60003560e01c63a3b1b31d14601357600080fd5b${ANSWER_4660.slice(2)}`;

describe("the block number of a commitment", () => {
  /** What is stored for a commitment on this chain when ArbSys tells another number than the block's. */
  async function stored(chainId: number) {
    const chain = await openEvmChain({ plan: TEST_PLAN, chainId });
    await chain.request("hardhat_setCode", ARB_SYS, ARB_BLOCK_NUMBER_ONLY);
    const actions = [engine.signalCommitment(STRANGER, NOTHING)];
    const { number } = await chain.mine({ timestamp: TEST_PLAN.timestamp, actions });
    const [value] = await chain.call("engine", "commitments", [NOTHING]);
    await chain.close();
    return { value, number: BigInt(number) };
  }

  for (const chainId of [42170, 421613, 421614]) {
    it(`is ArbSys's on chain ${chainId}`, async () => {
      assert.equal((await stored(chainId)).value, 4660n);
    });
  }

  for (const chainId of [1, 42161, 421612, 421615, 31337]) {
    it(`is the block's own on chain ${chainId}`, async () => {
      const { value, number } = await stored(chainId);
      assert.equal(value, number);
    });
  }

  it("is not to be had where ArbSys lacks", async () => {
    const chain = await openEvmChain({ plan: TEST_PLAN });
    await chain.request("hardhat_setCode", ARB_SYS, "0x");
    const actions = [engine.signalCommitment(STRANGER, NOTHING)];
    const { outcomes } = await chain.mine({ timestamp: TEST_PLAN.timestamp, actions });
    assert.deepEqual({ ...outcomes[0], gas: undefined }, { ok: false, error: "Reverted", args: [], gas: undefined });
    await chain.close();
  });
});
