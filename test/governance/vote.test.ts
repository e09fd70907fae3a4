import { assert } from "chai";
import { Signature, Wallet } from "ethers";
import { addressOf } from "../../sim/base/identity.ts";
import { type Address, type Hex, type Value, WAD } from "../../sim/base/types.ts";
import { token } from "../../sim/chain/actions.ts";
import { addressIn } from "../support/deployment.ts";
import { act, assertOk, assertReverted, view } from "../support/outcomes.ts";
import {
  ABSTAIN,
  ACTIVE,
  AGAINST,
  alice,
  bob,
  carol,
  DEADLINE,
  DEFEATED,
  FOR,
  PENDING,
  Proposal,
  QUORUM,
  SNAPSHOT,
  SUCCEEDED,
  stranger,
  useVoters,
  wrongState,
} from "./fixture.ts";

const proposalOf = (chain: Proposal["chain"]) => new Proposal(chain, [["engine", "setVersion", [1n]]]);

describe("castVote", () => {
  const chain = useVoters();
  let proposal: Proposal;
  beforeEach(async () => {
    proposal = proposalOf(chain());
    assertOk(await proposal.propose());
  });

  it("is too early at the snapshot's second", async () => {
    const outcome = await proposal.vote(alice, FOR, SNAPSHOT);
    assertReverted(outcome, "GovernorUnexpectedProposalState", wrongState(await proposal.id(), PENDING, ACTIVE));
  });

  for (const [when, timestamp] of [
    ["in the first second", SNAPSHOT + 1],
    ["one second before the deadline", DEADLINE - 1],
    ["at the deadline", DEADLINE],
  ] as const) {
    it(`counts ${when}`, async () => {
      assertOk(await proposal.vote(alice, FOR, timestamp));
      assert.equal(await proposal.state(), ACTIVE);
    });
  }

  it("is too late one second after the deadline", async () => {
    const outcome = await proposal.vote(alice, FOR, DEADLINE + 1);
    assertReverted(outcome, "GovernorUnexpectedProposalState", wrongState(await proposal.id(), DEFEATED, ACTIVE));
  });

  it("counts each voter once", async () => {
    assertOk(await proposal.vote(alice, FOR));
    assertReverted(await proposal.vote(alice, AGAINST), "GovernorAlreadyCastVote", [alice]);
  });

  it("knows three kinds of votes", async () => {
    assertReverted(await proposal.vote(alice, 3n), "GovernorInvalidVoteType");
  });

  it("says who voted how, with what weight", async () => {
    const [event] = assertOk(await proposal.vote(alice, ABSTAIN));
    assert.deepEqual(event?.args, {
      voter: alice,
      proposalId: await proposal.id(),
      support: ABSTAIN,
      weight: QUORUM,
      reason: "",
    });
  });

  it("adds up the three kinds apart", async () => {
    assertOk(await proposal.vote(alice, AGAINST));
    assertOk(await proposal.vote(bob, FOR));
    assertOk(await proposal.vote(carol, ABSTAIN));
    const votes = await chain().call("governor", "proposalVotes", [await proposal.id()]);
    assert.deepEqual(votes, [QUORUM, QUORUM, 20_000n * WAD - WAD]);
    assert.isTrue(await view(chain(), "governor", "hasVoted", [await proposal.id(), carol]));
  });

  it("weighs what was delegated at the snapshot, not what came after", async () => {
    assertOk(await act(chain(), token.transfer(alice, carol, 1n), SNAPSHOT));
    assertOk(await act(chain(), token.transfer(alice, carol, QUORUM - 1n), SNAPSHOT + 1));
    assertOk(await act(chain(), token.delegate(stranger, stranger), SNAPSHOT + 1));
    const weightOf = async (voter: Address) => assertOk(await proposal.vote(voter, FOR))[0]?.args["weight"];
    assert.equal(await weightOf(alice), QUORUM - 1n);
    assert.equal(await weightOf(carol), 20_000n * WAD - WAD + 1n);
    assert.equal(await weightOf(stranger), 0n);
  });

  describe("by signature", () => {
    const signer = new Wallet(`0x${"5a".repeat(32)}`);
    const voter = signer.address.toLowerCase() as Address;
    const BALLOT = [
      { name: "proposalId", type: "uint256" },
      { name: "support", type: "uint8" },
      { name: "voter", type: "address" },
      { name: "nonce", type: "uint256" },
    ];

    async function ballot(support: bigint, signedSupport: bigint): Promise<readonly Value[]> {
      const proposalId = await proposal.id();
      const message = { proposalId, support: signedSupport, voter, nonce: 0n };
      const domain = {
        name: "Arbius Governor",
        version: "1",
        chainId: chain().deployment.chainId,
        verifyingContract: addressIn(chain(), "governor"),
      };
      const signature = Signature.from(await signer.signTypedData(domain, { Ballot: BALLOT }, message));
      return [proposalId, support, voter, signature.serialized as Hex];
    }
    const cast = (args: readonly Value[]) =>
      act(chain(), { from: addressOf("relayer"), to: "governor", method: "castVoteBySig", args }, SNAPSHOT + 1);

    it("counts whoever brings it", async () => {
      const [event] = assertOk(await cast(await ballot(FOR, FOR)));
      assert.equal(event?.args["voter"], voter);
    });

    it("is refused for another vote than was signed", async () => {
      assertReverted(await cast(await ballot(AGAINST, FOR)), "GovernorInvalidSignature", [voter]);
    });
  });
});

describe("a vote's result", () => {
  const chain = useVoters();

  async function stateAfter(votes: readonly (readonly [Address, bigint])[]): Promise<Value> {
    const proposal = proposalOf(chain());
    assertOk(await proposal.propose());
    for (const [voter, support] of votes) assertOk(await proposal.vote(voter, support));
    await proposal.wait(DEADLINE);
    assert.equal(await proposal.state(), ACTIVE);
    await proposal.wait(DEADLINE + 1);
    return proposal.state();
  }
  const withoutAWei = (voter: Address) => act(chain(), token.transfer(voter, stranger, 1n));

  it("is defeat when nobody votes", async () => {
    assert.equal(await stateAfter([]), DEFEATED);
  });

  it("is success with exactly the quorum in favour", async () => {
    assert.equal(await stateAfter([[alice, FOR]]), SUCCEEDED);
  });

  it("is defeat one wei below the quorum", async () => {
    assertOk(await withoutAWei(alice));
    assert.equal(await stateAfter([[alice, FOR]]), DEFEATED);
  });

  it("is not helped to the quorum by abstentions", async () => {
    assertOk(await withoutAWei(alice));
    assert.equal(
      await stateAfter([
        [alice, FOR],
        [bob, ABSTAIN],
        [carol, ABSTAIN],
      ]),
      DEFEATED,
    );
  });

  it("is not helped to the quorum by votes against", async () => {
    assert.equal(
      await stateAfter([
        [carol, FOR],
        [alice, AGAINST],
      ]),
      DEFEATED,
    );
  });

  it("is not hindered by abstentions", async () => {
    assert.equal(
      await stateAfter([
        [alice, FOR],
        [bob, ABSTAIN],
      ]),
      SUCCEEDED,
    );
  });

  it("is defeat on a tie", async () => {
    assert.equal(
      await stateAfter([
        [alice, FOR],
        [bob, AGAINST],
      ]),
      DEFEATED,
    );
  });

  it("is success with one wei more in favour than against", async () => {
    assertOk(await withoutAWei(bob));
    assert.equal(
      await stateAfter([
        [alice, FOR],
        [bob, AGAINST],
      ]),
      SUCCEEDED,
    );
  });

  it("is defeat with one wei more against than in favour", async () => {
    assertOk(await act(chain(), token.transfer(carol, bob, 1n)));
    assert.equal(
      await stateAfter([
        [alice, FOR],
        [bob, AGAINST],
      ]),
      DEFEATED,
    );
  });
});
