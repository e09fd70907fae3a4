import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import type { Address, Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { addressOfContract, createdAddress } from "../../sim/chain/addresses.ts";
import { artifact } from "../../sim/chain/evm/artifacts.ts";
import { abiOf } from "../../sim/chain/evm/contracts.ts";
import { addressIn } from "../support/deployment.ts";
import { act, assertOk, assertReverted, view } from "../support/outcomes.ts";
import { Proposal, stranger, TIMELOCK_DELAY, useVoters } from "./fixture.ts";

/** Where a proxy keeps its implementation: keccak256("eip1967.proxy.implementation") - 1. Source: ERC-1967. */
const SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

const developer = addressOf("developer");

describe("an upgrade of the engine", () => {
  const chain = useVoters();

  async function implementation(): Promise<string> {
    const word = (await chain().request("eth_getStorageAt", addressIn(chain(), "engine"), SLOT, "latest")) as string;
    return `0x${word.slice(26)}`;
  }

  /** Puts another copy of the engine's code where the developer's first transaction would have put it. */
  async function publishImplementation(): Promise<Address> {
    const address = createdAddress(developer, 0);
    const creation = { from: developer, data: artifact("Engine").bytecode };
    const code = (await chain().request("eth_call", creation, "latest")) as Hex;
    await chain().request("hardhat_setCode", address, code);
    return address;
  }

  async function submitTask(): Promise<Hex> {
    const model = chain().deployment.models["plain"]!;
    const [event] = assertOk(await act(chain(), engine.submitTask(stranger, 0n, stranger, model, 0n, "0x7b7d")));
    return event?.args["id"] as Hex;
  }

  it("changes the code and calls it, and nothing else", async () => {
    const next = await publishImplementation();
    const task = await submitTask();
    const before = await chain().call("engine", "tasks", [task]);
    assert.equal(await implementation(), addressOfContract("engineImplementation"));

    const call = abiOf("engine").encodeCall("setVersion", [2n]);
    const events = await new Proposal(chain(), [["engine", "upgradeToAndCall", [next, call]]]).carryOut();

    assert.deepEqual(events.slice(0, 2), [
      { contract: "engine", name: "Upgraded", args: { implementation: next } },
      { contract: "engine", name: "VersionChanged", args: { version: 2n } },
    ]);
    assert.equal(await implementation(), next);
    assert.equal(await view(chain(), "engine", "owner"), addressIn(chain(), "timelock"));
    assert.equal(await view(chain(), "engine", "prevhash"), task);
    assert.deepEqual(await chain().call("engine", "tasks", [task]), before);
    assertOk(await act(chain(), engine.retractTask(stranger, task)));
  });

  it("leaves the new code, too, closed to initialisation", async () => {
    const next = await publishImplementation();
    await new Proposal(chain(), [["engine", "upgradeToAndCall", [next, "0x"]]]).carryOut();
    const initialize = { from: stranger, to: "engine", method: "initialize", args: [stranger, stranger] } as const;
    assertReverted(await act(chain(), initialize), "InvalidInitialization");
  });

  it("to something that is no implementation fails, and leaves the engine as it was", async () => {
    const notAnEngine = addressIn(chain(), "token");
    const proposal = new Proposal(chain(), [["engine", "upgradeToAndCall", [notAnEngine, "0x"]]]);
    await proposal.pass();
    assertOk(await proposal.queue());
    const timestamp = chain().head.timestamp + TIMELOCK_DELAY;
    assertReverted(await proposal.execute(timestamp), "ERC1967InvalidImplementation", [notAnEngine]);
    assert.equal(await implementation(), addressOfContract("engineImplementation"));
  });

  it("is nobody's right but the timelock's", async () => {
    const next = await publishImplementation();
    for (const from of [stranger, developer, addressIn(chain(), "governor")]) {
      const upgrade = { from, to: "engine", method: "upgradeToAndCall", args: [next, "0x"] } as const;
      assertReverted(await act(chain(), upgrade), "OwnableUnauthorizedAccount", [from]);
    }
  });
});
