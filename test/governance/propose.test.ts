import { assert } from "chai";
import { WAD } from "../../sim/base/types.ts";
import { token } from "../../sim/chain/actions.ts";
import { addressIn } from "../support/deployment.ts";
import { act, assertCallReverts, assertOk, assertReverted, view } from "../support/outcomes.ts";
import {
  alice,
  CANCELED,
  DEADLINE,
  DELEGATED_AT,
  PENDING,
  PROPOSED_AT,
  Proposal,
  type ProposedCall,
  proposer,
  SNAPSHOT,
  stranger,
  THRESHOLD,
  useVoters,
  wrongState,
} from "./fixture.ts";

const CALLS: readonly ProposedCall[] = [["engine", "setVersion", [1n]]];

describe("the governor's settings", () => {
  const chain = useVoters();
  const governor = (method: string, args: readonly bigint[] = []) => view(chain(), "governor", method, args);

  it("are protocol section 7's", async () => {
    assert.equal(await governor("votingDelay"), 86_400n);
    assert.equal(await governor("votingPeriod"), 604_800n);
    assert.equal(await governor("proposalThreshold"), WAD);
    assert.equal(await view(chain(), "timelock", "getMinDelay"), 259_200n);
  });

  it("make the quorum 4 % of the supply at the time", async () => {
    assert.deepEqual([await governor("quorumNumerator"), await governor("quorumDenominator")], [4n, 100n]);
    assert.equal(await governor("quorum", [BigInt(DELEGATED_AT - 1)]), 40_000n * WAD);
  });

  it("say how votes are counted, and by which clock", async () => {
    assert.equal(await governor("COUNTING_MODE"), "support=bravo&quorum=for");
    assert.equal(await governor("CLOCK_MODE"), "mode=timestamp");
    assert.equal(await governor("clock"), BigInt(DELEGATED_AT));
    assert.equal(await governor("name"), "Arbius Governor");
  });
});

describe("propose", () => {
  const chain = useVoters();

  it("refuses a proposer one wei below the threshold", async () => {
    assertOk(await act(chain(), token.transfer(proposer, stranger, 1n)));
    assertReverted(await new Proposal(chain(), CALLS).propose(), "GovernorInsufficientProposerVotes", [
      proposer,
      THRESHOLD - 1n,
      THRESHOLD,
    ]);
  });

  it("counts the proposer's votes of the second before", async () => {
    const outcome = await new Proposal(chain(), CALLS).propose(DELEGATED_AT);
    assertReverted(outcome, "GovernorInsufficientProposerVotes", [proposer, 0n, THRESHOLD]);
  });

  it("refuses whoever is not named in the description", async () => {
    const proposal = new Proposal(chain(), CALLS, `mine #proposer=${alice}`);
    assertReverted(await proposal.propose(), "GovernorRestrictedProposer", [proposer]);
    assertOk(await proposal.propose(PROPOSED_AT, alice));
  });

  it("refuses a proposal to do nothing", async () => {
    assertReverted(await new Proposal(chain(), []).propose(), "GovernorInvalidProposalLength", [0n, 0n, 0n]);
  });

  it("refuses lists of different lengths", async () => {
    const engine = addressIn(chain(), "engine");
    const propose = {
      from: proposer,
      to: "governor",
      method: "propose",
      args: [[engine], [], ["0x"], "uneven"],
    } as const;
    assertReverted(await act(chain(), propose, PROPOSED_AT), "GovernorInvalidProposalLength", [1n, 1n, 0n]);
  });

  it("refuses the same proposal twice", async () => {
    const proposal = new Proposal(chain(), CALLS);
    assertOk(await proposal.propose());
    assertReverted(
      await proposal.propose(),
      "GovernorUnexpectedProposalState",
      wrongState(await proposal.id(), PENDING),
    );
  });

  it("takes the same calls under another description", async () => {
    assertOk(await new Proposal(chain(), CALLS, "first").propose());
    assertOk(await new Proposal(chain(), CALLS, "second").propose());
  });

  it("announces a day's delay and a week's vote", async () => {
    const proposal = new Proposal(chain(), CALLS);
    const [event] = assertOk(await proposal.propose());
    assert.deepEqual(event, {
      contract: "governor",
      name: "ProposalCreated",
      args: {
        proposalId: await proposal.id(),
        proposer,
        targets: proposal.targets,
        values: [0n],
        signatures: [""],
        calldatas: proposal.calldatas,
        voteStart: BigInt(SNAPSHOT),
        voteEnd: BigInt(DEADLINE),
        description: proposal.description,
      },
    });
    assert.equal(await proposal.state(), PENDING);
  });

  it("knows no proposal that was not made", async () => {
    const proposal = new Proposal(chain(), CALLS);
    const id = await proposal.id();
    await assertCallReverts(proposal.state(), "GovernorNonexistentProposal", [id]);
    assertReverted(await proposal.vote(alice, 1n), "GovernorNonexistentProposal", [id]);
    assertReverted(await proposal.queue(), "GovernorNonexistentProposal", [id]);
    assertReverted(await proposal.execute(), "GovernorNonexistentProposal", [id]);
    assertReverted(await proposal.cancel(chain().head.timestamp, proposer), "GovernorNonexistentProposal", [id]);
  });
});

describe("cancel", () => {
  const chain = useVoters();

  async function proposed(): Promise<Proposal> {
    const proposal = new Proposal(chain(), CALLS);
    assertOk(await proposal.propose());
    return proposal;
  }

  it("is the proposer's right until the vote begins", async () => {
    const proposal = await proposed();
    assertOk(await proposal.cancel(SNAPSHOT, proposer));
    assert.equal(await proposal.state(), CANCELED);
  });

  it("is refused to the proposer from then on", async () => {
    const proposal = await proposed();
    const outcome = await proposal.cancel(SNAPSHOT + 1, proposer);
    assertReverted(outcome, "GovernorUnableToCancel", [await proposal.id(), proposer]);
  });

  it("is refused to everyone else, however many votes they have", async () => {
    const proposal = await proposed();
    for (const other of [alice, stranger]) {
      assertReverted(await proposal.cancel(PROPOSED_AT, other), "GovernorUnableToCancel", [await proposal.id(), other]);
    }
  });

  it("is final", async () => {
    const proposal = await proposed();
    assertOk(await proposal.cancel(PROPOSED_AT, proposer));
    const id = await proposal.id();
    assertReverted(await proposal.vote(alice, 1n), "GovernorUnexpectedProposalState", wrongState(id, CANCELED, 1n));
    assertReverted(await proposal.propose(SNAPSHOT + 2), "GovernorUnexpectedProposalState", wrongState(id, CANCELED));
    assertReverted(await proposal.cancel(SNAPSHOT + 2, proposer), "GovernorUnableToCancel", [id, proposer]);
  });
});
