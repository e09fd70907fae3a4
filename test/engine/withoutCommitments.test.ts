/** The variant that asks what commitments are good for: it differs from the engine in that one check. */
import assert from "node:assert/strict";
import { addressOf } from "../../sim/base/identity.ts";
import { generateCommitment } from "../../sim/base/ids.ts";
import type { Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import type { Chain, DeploymentPlan } from "../../sim/chain/port.ts";
import { forEachBackend, TEST_PLAN } from "../support/chains.ts";
import { act, assertOk, assertReverted } from "../support/outcomes.ts";

const [USER, SOLVER, THIEF] = ["user", "solver", "thief"].map((name) => addressOf(name)) as [Hex, Hex, Hex];
const CID: Hex = `0x1220${"ab".repeat(32)}`;
const VARIANT: DeploymentPlan = { ...TEST_PLAN, engine: "without-commitments" };

/** A task without a fee on a fresh chain, where nothing was mined and nobody needs a stake. */
async function withTask(chain: Chain): Promise<Hex> {
  const [event] = assertOk(
    await act(chain, engine.submitTask(USER, 0n, USER, chain.deployment.models["plain"]!, 0n, "0x01")),
  );
  return event!.args["id"] as Hex;
}

forEachBackend("an engine without commitments", (backend) => {
  it("takes the first solution of a block, whoever computed it", async () => {
    const chain = await backend.open(VARIANT);
    const task = await withTask(chain);
    const actions = [THIEF, SOLVER].map((sender) => engine.submitSolution(sender, task, CID));
    const { outcomes } = await chain.mine({ timestamp: chain.head.timestamp, actions });
    assertOk(outcomes[0]!);
    assertReverted(outcomes[1]!, "TaskAlreadySolved", [task, THIEF]);
    const [solver, , , cid] = await chain.call("engine", "solutions", [task]);
    assert.deepEqual([solver, cid], [THIEF, CID]);
  });

  it("has every other check of the engine, which has this one", async () => {
    const variant = await backend.open(VARIANT);
    const unknown: Hex = `0x${"ee".repeat(32)}`;
    assertReverted(await act(variant, engine.submitSolution(SOLVER, unknown, CID)), "TaskUnknown", [unknown]);
    const faithful = await backend.open();
    const task = await withTask(faithful);
    const missing = generateCommitment(SOLVER, task, CID);
    assertReverted(await act(faithful, engine.submitSolution(SOLVER, task, CID)), "CommitmentUnknown", [missing]);
  });
});
