import { assert } from "chai";
import { Signature, Wallet } from "ethers";
import { addressOf } from "../../sim/base/identity.ts";
import type { Address, Hex, Value } from "../../sim/base/types.ts";
import type { Outcome } from "../../sim/chain/port.ts";
import { addressIn, START, useDeployment } from "../support/deployment.ts";
import { act, assertOk, assertReverted, view } from "../support/outcomes.ts";

/** A key that anyone may know: it signs in tests alone. */
const signer = new Wallet(`0x${"5a".repeat(32)}`);
const owner = signer.address.toLowerCase() as Address;
const spender = addressOf("spender");
const relayer = addressOf("relayer");
const DEADLINE = START + 100;

const PERMIT = ["owner address", "spender address", "value uint256", "nonce uint256", "deadline uint256"];
const DELEGATION = ["delegatee address", "nonce uint256", "expiry uint256"];
const fields = (names: readonly string[]) =>
  names.map((field) => ({ name: field.split(" ")[0]!, type: field.split(" ")[1]! }));

describe("permits", () => {
  const chain = useDeployment();

  /** v, r, s of a typed message for the token. Source: ERC-712. */
  async function sign(type: string, names: readonly string[], message: Record<string, Value>): Promise<Value[]> {
    const domain = {
      name: "Arbius",
      version: "1",
      chainId: chain().deployment.chainId,
      verifyingContract: addressIn(chain(), "token"),
    };
    const { v, r, s } = Signature.from(await signer.signTypedData(domain, { [type]: fields(names) }, message));
    return [BigInt(v), r as Hex, s as Hex];
  }

  /** Sends a permit for 9 wei, or for `sent`, with a signature of one for 9 wei. */
  async function permit({ sent = 9n, nonce = 0n } = {}, timestamp = START) {
    const deadline = BigInt(DEADLINE);
    const signature = await sign("Permit", PERMIT, { owner, spender, value: 9n, nonce, deadline });
    const args = [owner, spender, sent, deadline, ...signature];
    return act(chain(), { from: relayer, to: "token", method: "permit", args }, timestamp);
  }

  it("set the allowance on the owner's signature, whoever brings it", async () => {
    const events = assertOk(await permit());
    assert.deepEqual(events, [{ contract: "token", name: "Approval", args: { owner, spender, value: 9n } }]);
    assert.equal(await view(chain(), "token", "allowance", [owner, spender]), 9n);
    assert.equal(await view(chain(), "token", "nonces", [owner]), 1n);
  });

  it("are good until the second of their deadline", async () => {
    assertReverted(await permit({}, DEADLINE + 1), "ERC2612ExpiredSignature", [BigInt(DEADLINE)]);
  });
  for (const early of [1, 0]) {
    it(`are good ${early} seconds before the deadline's end`, async () => {
      assertOk(await permit({}, DEADLINE - early));
    });
  }

  /** The signer that other contents give to a signature is an address that nobody chose. */
  function assertInvalidSigner(outcome: Outcome): void {
    if (outcome.ok) assert.fail("succeeded; expected ERC2612InvalidSigner");
    assert.equal(outcome.error, "ERC2612InvalidSigner");
    assert.notEqual(outcome.args[0], owner);
    assert.equal(outcome.args[1], owner);
  }

  it("are good once", async () => {
    assertOk(await permit());
    assertInvalidSigner(await permit());
  });

  it("are good in the order of their nonces", async () => {
    assertInvalidSigner(await permit({ nonce: 1n }));
  });

  it("cover what was signed and nothing else", async () => {
    assertInvalidSigner(await permit({ sent: 10n }));
  });

  describe("of votes", () => {
    const delegateBySig = async (timestamp: number, nonce = 0n) => {
      const expiry = BigInt(DEADLINE);
      const signature = await sign("Delegation", DELEGATION, { delegatee: spender, nonce, expiry });
      const args = [spender, nonce, expiry, ...signature];
      return act(chain(), { from: relayer, to: "token", method: "delegateBySig", args }, timestamp);
    };

    it("delegate until the second of their expiry", async () => {
      assertOk(await delegateBySig(DEADLINE));
      assert.equal(await view(chain(), "token", "delegates", [owner]), spender);
    });

    it("expire", async () => {
      assertReverted(await delegateBySig(DEADLINE + 1), "VotesExpiredSignature", [BigInt(DEADLINE)]);
    });

    it("share their nonces with permits", async () => {
      assertOk(await permit());
      assertReverted(await delegateBySig(START), "InvalidAccountNonce", [owner, 1n]);
      assertOk(await delegateBySig(START, 1n));
    });
  });
});
