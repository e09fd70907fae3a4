import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { WAD } from "../../sim/base/types.ts";
import { token } from "../../sim/chain/actions.ts";
import { L2_GATEWAY, LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { abiOf } from "../../sim/chain/evm/contracts.ts";
import { addressIn } from "../support/deployment.ts";
import { act, assertOk, assertReverted, view } from "../support/outcomes.ts";
import {
  alice,
  CANCELED,
  DEADLINE,
  FOR,
  Proposal,
  type ProposedCall,
  QUORUM,
  SNAPSHOT,
  stranger,
  TIMELOCK_DELAY,
  useVoters,
} from "./fixture.ts";

const grantee = addressOf("grantee");

describe("carried through by the governor", () => {
  const chain = useVoters();
  const carryOut = (...calls: readonly ProposedCall[]) => new Proposal(chain(), calls).carryOut();
  const engine = (method: string) => view(chain(), "engine", method);

  it("a parameter", async () => {
    assert.equal(await engine("solutionFeePercentage"), WAD / 10n);
    const [event] = await carryOut(["engine", "setSolutionFeePercentage", [WAD / 5n]]);
    assert.deepEqual(event, {
      contract: "engine",
      name: "SolutionFeePercentageChanged",
      args: { amount: WAD / 5n },
    });
    assert.equal(await engine("solutionFeePercentage"), WAD / 5n);
  });

  it("a model's rate", async () => {
    const model = chain().deployment.models["unrewarded"]!;
    await carryOut(["engine", "setSolutionMineableRate", [model, WAD]]);
    assert.equal((await chain().call("engine", "models", [model]))[2], WAD);
  });

  it("a pause of the engine", async () => {
    await carryOut(["engine", "setPaused", [true]]);
    const register = { from: stranger, to: "engine", method: "registerModel", args: [grantee, 0n, "0x"] } as const;
    assertReverted(await act(chain(), register), "EnginePaused");
  });

  it("a grant out of the treasury, fed by the DAO's vesting", async () => {
    const aius = addressIn(chain(), "token");
    await carryOut(["vesting.dao", "release", [aius]], ["token", "transfer", [grantee, 50_000n * WAD]]);
    assert.equal(await view(chain(), "token", "balanceOf", [grantee]), 50_000n * WAD);
  });

  it("a wallet of incentives handed to the contract that will pay them", async () => {
    await carryOut(["vesting.lpRewards", "transferOwnership", [grantee]]);
    assert.equal(await view(chain(), "vesting.lpRewards", "owner"), grantee);
  });

  it("the governor's own settings and the timelock's", async () => {
    await carryOut(
      ["governor", "setVotingDelay", [1n]],
      ["governor", "setVotingPeriod", [2n]],
      ["governor", "setProposalThreshold", [3n]],
      ["governor", "updateQuorumNumerator", [5n]],
      ["timelock", "updateDelay", [4n]],
    );
    assert.equal(await view(chain(), "governor", "votingDelay"), 1n);
    assert.equal(await view(chain(), "governor", "votingPeriod"), 2n);
    assert.equal(await view(chain(), "governor", "proposalThreshold"), 3n);
    assert.equal(await view(chain(), "timelock", "getMinDelay"), 4n);
    const executedAt = BigInt(chain().head.timestamp);
    await chain().mine({ timestamp: Number(executedAt) + 1, actions: [] });
    assert.equal(await view(chain(), "governor", "quorum", [executedAt - 1n]), 40_000n * WAD);
    assert.equal(await view(chain(), "governor", "quorum", [executedAt]), 50_000n * WAD);
  });

  it("a quorum of what is left when tokens have gone over the bridge", async () => {
    const burn = [LIQUIDITY_HOLDER, 10_000n * WAD] as const;
    assertOk(await act(chain(), { from: L2_GATEWAY, to: "token", method: "bridgeBurn", args: burn }));
    assertOk(await act(chain(), token.transfer(alice, stranger, QUORUM / 100n)));
    await carryOut(["engine", "setVersion", [2n]]);
    assert.equal(await engine("version"), 2n);
  });

  it("the cancelling of what was queued, which a relay alone can do", async () => {
    const regretted = new Proposal(chain(), [["engine", "setVersion", [66n]]], "a mistake");
    await regretted.pass();
    assertOk(await regretted.queue());
    const cancellation = abiOf("timelock").encodeCall("cancel", [await regretted.operation()]);
    const relay: ProposedCall = ["governor", "relay", [addressIn(chain(), "timelock"), 0n, cancellation]];
    await laterProposal(relay);
    assert.equal(await regretted.state(), CANCELED);
    assertReverted(await regretted.execute(chain().head.timestamp), "GovernorUnexpectedProposalState", [
      await regretted.id(),
      CANCELED,
      `0x${"20".padStart(64, "0")}`,
    ]);
  });

  /** One more proposal, from the head on. */
  async function laterProposal(call: ProposedCall): Promise<void> {
    const shift = chain().head.timestamp - SNAPSHOT + 86_400;
    const proposal = new Proposal(chain(), [call], "another");
    assertOk(await proposal.propose(chain().head.timestamp));
    assertOk(await proposal.vote(alice, FOR, SNAPSHOT + shift + 1));
    assertOk(await proposal.queue(DEADLINE + shift + 1));
    assertOk(await proposal.execute(DEADLINE + shift + 1 + TIMELOCK_DELAY));
  }
});
