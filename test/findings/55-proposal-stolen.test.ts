/**
 * FINDING 55, griefing of the governor. A proposal is taken by who copies it first, and cancelled in its name.
 *
 * Who:    whoever has had 1 AIUS of votes for a second, and comes before the proposer.
 * Needs:  to see the proposal before it is mined.
 * Costs:  nothing, again and again.
 * Brings: time: a repair (finding 34), a pause or a fee that one does not like comes later. The DAO pays with a week for each
 *         round that is noticed late: until the copycat cancels, a day later, the proposal looks like any other.
 * Harms:  the proposer, whose own call fails and whose proposal, word for word, can never be made again.
 * Rule:   section 7: a proposal is known by its content, so whoever sends it first is its proposer, and the proposer may cancel
 *         it while it waits.
 * Mend:   end the description with "#proposer=" and one's own address, as OpenZeppelin's governor understands; ids that hash
 *         the proposer.
 * On the contracts alone: the model has no governor.
 */
import { assert } from "chai";
import {
  CANCELED,
  carol,
  PENDING,
  PROPOSED_AT,
  Proposal,
  proposer,
  SNAPSHOT,
  useVoters,
  wrongState,
} from "../governance/fixture.ts";
import { assertOk, assertReverted } from "../support/outcomes.ts";

describe("FINDING: a proposal is taken and cancelled by who copies it, on evm", () => {
  const chain = useVoters();

  it("the proposer comes second, and cannot make it again", async () => {
    const repair = new Proposal(chain(), [["engine", "setPaused", [true]]], "stop the attack");
    assertOk(await repair.propose(PROPOSED_AT, carol));
    const failed = (state: bigint) => repair.id().then((id) => wrongState(id, state));
    assertReverted(await repair.propose(), "GovernorUnexpectedProposalState", await failed(PENDING));
    assertOk(await repair.cancel(SNAPSHOT - 1, carol));
    const again = await repair.propose(SNAPSHOT);
    assertReverted(again, "GovernorUnexpectedProposalState", await failed(CANCELED));
  });

  it("with the proposer's address in its description it is safe", async () => {
    const safe = new Proposal(chain(), [["engine", "setPaused", [true]]], `stop the attack #proposer=${proposer}`);
    assertReverted(await safe.propose(PROPOSED_AT, carol), "GovernorRestrictedProposer", [carol]);
    assertOk(await safe.propose());
    assert.equal(await safe.state(), PENDING);
  });
});
