import assert from "node:assert/strict";
import type { Address, Hex, Value } from "../../sim/base/types.ts";
import { addressOfContract } from "../../sim/chain/addresses.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import { abiOf, errorAbi } from "../../sim/chain/evm/contracts.ts";
import { openEvm } from "../support/chains.ts";
import { ALICE, STRANGER, Stage } from "./stage.ts";

const IMPLEMENTATION = addressOfContract("engineImplementation");
const COPY: Address = `0x${"c0".repeat(20)}`;

describe("upgrades of the engine", () => {
  let chain: EvmChain;
  let stage: Stage;

  beforeEach(async () => {
    chain = await openEvm();
    stage = new Stage(chain);
    const code = (await chain.request("eth_getCode", IMPLEMENTATION, "latest")) as Hex;
    // An implementation holds its own address in its code.
    await chain.request("hardhat_setCode", COPY, code.replaceAll(IMPLEMENTATION.slice(2), COPY.slice(2)));
  });

  const upgrade = (from: Address, to: Address, call: Hex = "0x") =>
    ({ from, to: "engine", method: "upgradeToAndCall", args: [to, call] }) as const;

  /** What a call of the implementation itself, not through the proxy, reverts with. */
  async function implementationFails(method: string, ...args: Value[]) {
    const data = abiOf("engine").encodeCall(method, args);
    try {
      await chain.request("eth_call", { from: ALICE, to: IMPLEMENTATION, data }, "latest");
    } catch (thrown) {
      const { data: reason } = thrown as { data: Hex | { data: Hex } };
      return errorAbi().decode(typeof reason === "string" ? reason : reason.data);
    }
    return undefined;
  }

  it("are the owner's, keep the state and may call at once", async () => {
    await stage.fails(upgrade(STRANGER, COPY), "OwnableUnauthorizedAccount", [STRANGER]);
    const call = abiOf("engine").encodeCall("setVersion", [7n]);
    assert.deepEqual(await stage.mine(upgrade(stage.owner, COPY, call)), [
      ["engine.Upgraded", COPY],
      ["engine.VersionChanged", 7n],
    ]);
    assert.equal(await stage.view("version"), 7n);
    assert.equal(await stage.view("minClaimSolutionTime"), 2000n);
    assert.equal(await stage.view("owner"), stage.owner);
  });

  it("need an implementation that can be upgraded again", async () => {
    await stage.fails(upgrade(stage.owner, stage.address("token")), "ERC1967InvalidImplementation", [
      stage.address("token"),
    ]);
  });

  it("happen at the proxy, never at the implementation", async () => {
    assert.deepEqual(await implementationFails("upgradeToAndCall", COPY, "0x"), {
      error: "UUPSUnauthorizedCallContext",
      args: [],
    });
  });

  it("leave nobody to initialise: the proxy is, and the implementation is locked", async () => {
    const action = { from: stage.owner, to: "engine", method: "initialize", args: [ALICE, ALICE] } as const;
    await stage.fails(action, "InvalidInitialization", []);
    assert.deepEqual(await implementationFails("initialize", ALICE, ALICE), {
      error: "InvalidInitialization",
      args: [],
    });
  });
});
