/** Every kind of failure that the EVM knows, as an outcome and as a view's exception. */
import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { keccak256Text } from "../../sim/base/keccak.ts";
import { type Hex, WAD } from "../../sim/base/types.ts";
import { token } from "../../sim/chain/actions.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import { openEvm } from "../support/chains.ts";
import { act, assertCallReverts, assertOk, assertReverted } from "../support/outcomes.ts";

const ALICE = addressOf("alice");
const NOBODY: Hex = `0x${"0".repeat(40)}`;

/** EVM code that reverts with `data`: CODECOPY of what follows these twelve bytes, REVERT. */
function reverting(data: string): Hex {
  const size = (data.length / 2).toString(16).padStart(4, "0");
  return `0x61${size}600c5f3961${size}5ffd${data}`;
}

const word = (value: bigint) => value.toString(16).padStart(64, "0");

describe("reverts on evm", () => {
  let chain: EvmChain;
  beforeEach(async () => {
    chain = await openEvm();
  });

  /** Puts other code in the token's place, and sends it anything. */
  async function withToken(code: Hex) {
    await chain.request("hardhat_setCode", chain.deployment.addresses["token"], code);
    return act(chain, token.transfer(ALICE, ALICE, 1n));
  }

  it("decodes the engine's custom errors", async () => {
    const task: Hex = `0x${"34".repeat(32)}`;
    const claim = { from: ALICE, to: "engine", method: "claimSolution", args: [task] } as const;
    assertReverted(await act(chain, claim), "SolutionUnknown", [task]);
  });

  it("decodes OpenZeppelin's custom errors", async () => {
    const pause = { from: ALICE, to: "engine", method: "transferOwnership", args: [ALICE] } as const;
    assertReverted(await act(chain, pause), "OwnableUnauthorizedAccount", [ALICE]);
    assertReverted(await act(chain, token.transfer(ALICE, NOBODY, 0n)), "ERC20InvalidReceiver", [NOBODY]);
  });

  it("decodes PRBMath's custom errors", async () => {
    // No call of the protocol reaches it: the selector is put together here.
    const data = keccak256Text("PRBMath_UD60x18_Exp2_InputTooBig(uint256)").slice(2, 10) + word(192n * WAD);
    assertReverted(await withToken(reverting(data)), "PRBMath_UD60x18_Exp2_InputTooBig", [192n * WAD]);
  });

  it("decodes panics", async () => {
    // S - ts below zero: protocol section 5, `reward`.
    await assertCallReverts(chain.call("engine", "reward", [1n, 600_001n * WAD]), "Panic", [0x11n]);
  });

  it("decodes Error(string)", async () => {
    const data = `08c379a0${word(32n)}${word(5n)}${Buffer.from("hello").toString("hex").padEnd(64, "0")}`;
    assertReverted(await withToken(reverting(data)), "Error", ["hello"]);
    await assertCallReverts(chain.call("token", "totalSupply"), "Error", ["hello"]);
  });

  it("calls a revert without data Reverted", async () => {
    assertReverted(await withToken("0x5f5ffd"), "Reverted");
    await assertCallReverts(chain.call("token", "totalSupply"), "Reverted");
  });

  it("gives the data of an error that no contract declares", async () => {
    assertReverted(await withToken(reverting("deadbeef01")), "Unknown", ["0xdeadbeef01"]);
  });

  it("tells running out of gas", async () => {
    // MLOAD of the last byte below 2^40: memory that no gas limit pays for.
    assertReverted(await withToken("0x64ffffffffff51"), "OutOfGas");
  });

  it("tells why else the EVM halted", async () => {
    assertReverted(await withToken("0x5f56"), "Halted", ["invalid jump destination"]);
  });

  it("takes a transaction without logs for a success when it is one", async () => {
    assert.deepEqual(assertOk(await withToken("0x00")), []);
  });

  it("tells each of many failures of a block apart", async () => {
    const amounts = [1n, 2n, 3n, 4n];
    const actions = amounts.map((amount) => token.transfer(ALICE, addressOf("bob"), amount));
    const { outcomes } = await chain.mine({ timestamp: chain.head.timestamp, actions });
    for (const [index, amount] of amounts.entries())
      assertReverted(outcomes[index]!, "ERC20InsufficientBalance", [ALICE, 0n, amount]);
  });

  it("refuses calls that the ABI does not have", async () => {
    const failure = await act(chain, { from: ALICE, to: "engine", method: "mint", args: [] }).catch((error) => error);
    assert.instanceOf(failure, RangeError);
  });
});
