import { assert } from "chai";
import { type Address, type Hex, YEAR } from "../../sim/base/types.ts";
import { addressIn } from "../support/deployment.ts";
import { act, assertOk, assertReverted, view } from "../support/outcomes.ts";
import {
  ACTIVE,
  AGAINST,
  alice,
  CANCELED,
  DEADLINE,
  DEFEATED,
  EXECUTED,
  PENDING,
  PROPOSED_AT,
  Proposal,
  type ProposedCall,
  proposer,
  QUEUED,
  SNAPSHOT,
  SUCCEEDED,
  stranger,
  TIMELOCK_DELAY,
  useVoters,
  wrongState,
} from "./fixture.ts";

const QUEUED_AT = DEADLINE + 1;
const READY_AT = QUEUED_AT + TIMELOCK_DELAY;
const UNKNOWN_MODEL: Hex = `0x${"77".repeat(32)}`;
const NO_PREDECESSOR: Hex = `0x${"00".repeat(32)}`;

/** The states of an operation in the timelock, as bits. Source: OpenZeppelin's TimelockController.OperationState. */
const operationStates = (...states: readonly number[]): Hex =>
  `0x${states
    .reduce((bits, state) => bits | (1 << state), 0)
    .toString(16)
    .padStart(64, "0")}`;
const [UNSET, WAITING, READY] = [0, 1, 2] as const;

const CALLS: readonly ProposedCall[] = [["engine", "setVersion", [7n]]];

describe("queue", () => {
  const chain = useVoters();
  const make = () => new Proposal(chain(), CALLS);
  const refused = async (proposal: Proposal, timestamp: number, current: bigint) =>
    assertReverted(
      await proposal.queue(timestamp),
      "GovernorUnexpectedProposalState",
      wrongState(await proposal.id(), current, SUCCEEDED),
    );

  it("is too early before the vote, during it and at its last second", async () => {
    const proposal = make();
    await proposal.pass();
    await refused(proposal, SNAPSHOT + 1, ACTIVE);
    await refused(proposal, DEADLINE, ACTIVE);
    const other = new Proposal(chain(), CALLS, "later");
    assertOk(await other.propose(DEADLINE));
    await refused(other, DEADLINE, PENDING);
  });

  it("is refused to what was defeated", async () => {
    const proposal = make();
    assertOk(await proposal.propose());
    assertOk(await proposal.vote(alice, AGAINST));
    await refused(proposal, QUEUED_AT, DEFEATED);
  });

  it("is refused to what was cancelled", async () => {
    const proposal = make();
    assertOk(await proposal.propose());
    assertOk(await proposal.cancel(PROPOSED_AT, proposer));
    await refused(proposal, QUEUED_AT, CANCELED);
  });

  it("is anyone's right from the second after the vote, and says when execution may be", async () => {
    const proposal = make();
    await proposal.pass();
    const events = assertOk(await proposal.queue(QUEUED_AT, stranger));
    assert.deepEqual(
      events.map(({ contract, name }) => `${contract}.${name}`),
      ["timelock.CallScheduled", "timelock.CallSalt", "governor.ProposalQueued"],
    );
    assert.deepEqual(events[2]?.args, { proposalId: await proposal.id(), etaSeconds: BigInt(READY_AT) });
    assert.equal(await proposal.state(), QUEUED);
  });

  it("happens once", async () => {
    const proposal = make();
    await proposal.pass();
    assertOk(await proposal.queue());
    await refused(proposal, QUEUED_AT, QUEUED);
  });
});

describe("execute", () => {
  const chain = useVoters();
  const queued = async (calls = CALLS) => {
    const proposal = new Proposal(chain(), calls);
    await proposal.pass();
    assertOk(await proposal.queue());
    return proposal;
  };
  const refused = async (proposal: Proposal, timestamp: number, current: bigint) =>
    assertReverted(
      await proposal.execute(timestamp),
      "GovernorUnexpectedProposalState",
      wrongState(await proposal.id(), current, QUEUED),
    );

  it("is refused to what succeeded and was not queued", async () => {
    const proposal = new Proposal(chain(), CALLS);
    await proposal.pass();
    await refused(proposal, READY_AT, SUCCEEDED);
  });

  it("is refused one second before the timelock's delay is over", async () => {
    const proposal = await queued();
    assertReverted(await proposal.execute(READY_AT - 1), "TimelockUnexpectedOperationState", [
      await proposal.operation(),
      operationStates(READY),
    ]);
  });

  for (const late of [0, 1]) {
    it(`is anyone's right ${late} seconds after the delay`, async () => {
      const proposal = await queued();
      const events = assertOk(await proposal.execute(READY_AT + late, stranger));
      assert.deepEqual(
        events.map(({ contract, name }) => `${contract}.${name}`),
        ["engine.VersionChanged", "timelock.CallExecuted", "governor.ProposalExecuted"],
      );
      assert.equal(await view(chain(), "engine", "version"), 7n);
      assert.equal(await proposal.state(), EXECUTED);
    });
  }

  it("never expires", async () => {
    const proposal = await queued();
    await proposal.wait(READY_AT + 10 * YEAR);
    assert.equal(await proposal.state(), QUEUED);
    assertOk(await proposal.execute(READY_AT + 10 * YEAR));
  });

  it("happens once", async () => {
    const proposal = await queued();
    assertOk(await proposal.execute());
    await refused(proposal, READY_AT, EXECUTED);
  });

  it("may be done at the timelock itself", async () => {
    const proposal = await queued();
    const execute = { from: stranger, to: "timelock", method: "executeBatch", args: proposal.batch } as const;
    assertOk(await act(chain(), execute, READY_AT));
    assert.equal(await proposal.state(), EXECUTED);
    await refused(proposal, READY_AT, EXECUTED);
  });

  it("fails with the error of the call that fails, and does none of the others", async () => {
    const proposal = await queued([...CALLS, ["engine", "setSolutionMineableRate", [UNKNOWN_MODEL, 1n]]]);
    assertReverted(await proposal.execute(), "ModelUnknown", [UNKNOWN_MODEL]);
    assert.equal(await view(chain(), "engine", "version"), 0n);
    assert.equal(await proposal.state(), QUEUED);
  });
});

describe("the timelock", () => {
  const chain = useVoters();
  const governor = () => addressIn(chain(), "governor");
  const schedule = (from: Address, delay: bigint) => {
    const args = [addressIn(chain(), "engine"), 0n, "0x", NO_PREDECESSOR, NO_PREDECESSOR, delay];
    return act(chain(), { from, to: "timelock", method: "schedule", args });
  };

  it("takes nothing that the governor did not pass", async () => {
    const role = await view(chain(), "timelock", "PROPOSER_ROLE");
    assertReverted(await schedule(alice, 259_200n), "AccessControlUnauthorizedAccount", [alice, role]);
  });

  it("waits three days, even for the governor", async () => {
    assertReverted(await schedule(governor(), 259_199n), "TimelockInsufficientDelay", [259_199n, 259_200n]);
    assertOk(await schedule(governor(), 259_200n));
  });

  it("executes nothing that was not queued", async () => {
    const proposal = new Proposal(chain(), CALLS);
    const execute = { from: stranger, to: "timelock", method: "executeBatch", args: proposal.batch } as const;
    assertReverted(await act(chain(), execute), "TimelockUnexpectedOperationState", [
      await proposal.operation(),
      operationStates(READY),
    ]);
  });

  it("queues the same operation once", async () => {
    assertOk(await schedule(governor(), 259_200n));
    const args = [addressIn(chain(), "engine"), 0n, "0x", NO_PREDECESSOR, NO_PREDECESSOR];
    const operation = await view(chain(), "timelock", "hashOperation", args);
    assertReverted(await schedule(governor(), 259_200n), "TimelockUnexpectedOperationState", [
      operation,
      operationStates(UNSET),
    ]);
  });

  it("cancels for the governor alone", async () => {
    assertOk(await schedule(governor(), 259_200n));
    const args = [addressIn(chain(), "engine"), 0n, "0x", NO_PREDECESSOR, NO_PREDECESSOR];
    const operation = await view(chain(), "timelock", "hashOperation", args);
    const cancel = (from: Address) => act(chain(), { from, to: "timelock", method: "cancel", args: [operation] });
    const role = await view(chain(), "timelock", "CANCELLER_ROLE");
    assertReverted(await cancel(alice), "AccessControlUnauthorizedAccount", [alice, role]);
    assertOk(await cancel(governor()));
    const expected = operationStates(WAITING, READY);
    assertReverted(await cancel(governor()), "TimelockUnexpectedOperationState", [operation, expected]);
  });
});
