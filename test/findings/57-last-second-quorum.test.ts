/**
 * FINDING 57, exploit of the governor. A proposal that nobody took seriously passes in its last second.
 *
 * Who:    whoever has the quorum, 40 000 AIUS of votes, own or borrowed (finding 35).
 * Needs:  to vote in the last second of the week; opponents who see no votes and save theirs.
 * Costs:  nothing.
 * Brings: anything that governance can do: the 50 000 AIUS that have vested for the DAO here.
 * Harms:  everyone; 60 000 votes that would have been against it.
 * Rule:   section 7: votes are public and count to the last second; a quorum reached late extends nothing; nobody may veto
 *         afterwards (finding 56).
 * Mend:   a quorum that is reached late extends the vote (OpenZeppelin's GovernorPreventLateQuorum).
 * On the contracts alone: the model has no governor.
 */
import { assert } from "chai";
import { WAD, type Wei } from "../../sim/base/types.ts";
import { vesting } from "../../sim/chain/actions.ts";
import {
  ACTIVE,
  AGAINST,
  alice,
  bob,
  carol,
  DEADLINE,
  FOR,
  Proposal,
  SUCCEEDED,
  useVoters,
  wrongState,
} from "../governance/fixture.ts";
import { addressIn } from "../support/deployment.ts";
import { act, assertOk, assertReverted, view } from "../support/outcomes.ts";

const SAVINGS = 50_000n * WAD;

describe("FINDING: a proposal passes in its last second, on evm", () => {
  const chain = useVoters();
  const balance = async () => (await view(chain(), "token", "balanceOf", [alice])) as Wei;

  it("whoever is against it comes a second too late, and the DAO's savings are gone", async () => {
    assertOk(await act(chain(), vesting.release(alice, "dao", addressIn(chain(), "token"))));
    const raid = new Proposal(chain(), [["token", "transfer", [alice, SAVINGS]]]);
    assertOk(await raid.propose());
    assertOk(await raid.vote(alice, FOR, DEADLINE));
    const late = wrongState(await raid.id(), SUCCEEDED, ACTIVE);
    for (const opponent of [bob, carol])
      assertReverted(await raid.vote(opponent, AGAINST, DEADLINE + 1), "GovernorUnexpectedProposalState", late);
    const before = await balance();
    assertOk(await raid.queue());
    assertOk(await raid.execute());
    assert.equal((await balance()) - before, SAVINGS);
  });
});
