/**
 * FINDING 66, griefing. An answer may be so long that no contract can afford to read it.
 *
 * Who:    any validator.
 * Needs:  a task whose result a contract waits for (whitepaper A.1, A.4); 24 000 bytes where a CID has 34.
 * Costs:  17.4 million gas, less than half a dollar at 0.01 gwei and 2 500 USD; 30 AIUS when refuted.
 * Brings: nothing; fee and reward when nobody contests.
 * Harms:  the contract: it reads `solutions(id)` for whether it is claimed, or by whom it was solved, and gets the bytes with
 *         it, at 1.69 million gas instead of 32 thousand as a transaction, for good: a refuted answer stays (finding 37), and
 *         nothing replaces it (25).
 * Rule:   section 5, Solutions: `cid_` is any bytes; section 2: one getter gives all of a solution.
 * Mend:   take 34 bytes, or 32; a getter for each field.
 * On the contracts alone: the model has no gas.
 */
import { assert } from "chai";
import type { Hex, Value } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import { abiOf } from "../../sim/chain/evm/contracts.ts";
import { CID, SOLVER } from "../engine/stage.ts";
import { openEvm } from "../support/chains.ts";
import { Scene } from "./scene.ts";

describe("FINDING: an answer may be too long to be read, on evm", () => {
  /** Gas of submitting an answer, and then of a transaction that only reads the solution. */
  async function gas(cid: Hex): Promise<{ submit: number; read: number }> {
    const scene = await Scene.open({ name: "evm", open: openEvm });
    const task = await scene.submitTask();
    await scene.commit(task, cid);
    const estimate = async (method: string, args: readonly Value[]) => {
      const call = { from: SOLVER, to: scene.engine, data: abiOf("engine").encodeCall(method, args) };
      return Number(await (scene.chain as EvmChain).request("eth_estimateGas", call));
    };
    const submit = await estimate("submitSolution", [task, cid]);
    await scene.mine(engine.submitSolution(SOLVER, task, cid));
    return { submit, read: await estimate("solutions", [task]) };
  }

  it("reading one of 24 000 bytes takes fifty times the gas of reading a CID", async () => {
    const [usual, long] = [await gas(CID), await gas(`0x${"ff".repeat(24_000)}`)];
    assert.isBelow(usual.read, 35_000);
    assert.isAbove(long.read, 50 * usual.read);
    assert.isBelow(long.submit, 20_000_000);
  });
});
