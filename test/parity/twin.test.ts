import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { generateCommitment } from "../../sim/base/ids.ts";
import type { Hex, Value } from "../../sim/base/types.ts";
import { WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { openModelChain } from "../../sim/chain/model/index.ts";
import type { Action, BlockRequest, BlockResult, Chain, DeploymentPlan, Outcome } from "../../sim/chain/port.ts";
import { EvmStage, type OpenModel } from "../../sim/chain/twin/pair.ts";
import { TwinChain, TwinDifference } from "../../sim/chain/twin.ts";
import { TEST_PLAN } from "../support/chains.ts";

const USER = addressOf("user");
const SOLVER = addressOf("solver");
const CID: Hex = `0x1220${"cd".repeat(32)}`;
const INPUT: Hex = "0xab";

/** A model with a fault: what it answers to a call, or makes of an outcome, is changed on its way out. */
interface Fault {
  readonly outcome?: (action: Action, outcome: Outcome) => Outcome;
  readonly values?: (method: string, values: readonly Value[]) => readonly Value[];
}

const openFaulty =
  ({ outcome, values }: Fault): OpenModel =>
  async (plan: DeploymentPlan): Promise<Chain> => {
    const chain = await openModelChain({ plan });
    return {
      backend: "model",
      deployment: chain.deployment,
      get head() {
        return chain.head;
      },
      mine: async (block: BlockRequest): Promise<BlockResult> => {
        const result = await chain.mine(block);
        const outcomes = result.outcomes.map((each, index) => outcome?.(block.actions[index]!, each) ?? each);
        return { ...result, outcomes };
      },
      call: async (to, method, args) => {
        const answer = await chain.call(to, method, args);
        return values?.(method, answer) ?? answer;
      },
      close: async () => {},
    };
  };

describe("twin", () => {
  let stage: EvmStage;
  before(async () => {
    stage = await EvmStage.open(TEST_PLAN);
  });
  after(() => stage.chain.close());

  /** Two tasks with a fee, the second solved and claimed, and things that have nothing to do with them. */
  async function play(openModel?: OpenModel): Promise<TwinChain> {
    const twin = await TwinChain.on(stage, { plan: TEST_PLAN, openModel });
    const { engine: spender } = twin.deployment.addresses;
    const model = twin.deployment.models["paid"]!;
    let timestamp = twin.head.timestamp;
    const mine = (...actions: Action[]) => twin.mine({ timestamp: ++timestamp, actions });
    await mine(...[USER, SOLVER].map((to) => token.transfer(LIQUIDITY_HOLDER, to, 100n * WAD)));
    await mine(...[USER, SOLVER].map((from) => token.approve(from, spender, 2n ** 256n - 1n)));
    await mine(engine.validatorDeposit(SOLVER, SOLVER, 10n * WAD), token.delegate(USER, SOLVER));
    await mine(
      engine.submitTask(USER, 0n, USER, model, WAD, INPUT),
      engine.retractTask(SOLVER, CID.slice(0, 66) as Hex),
    );
    await mine(engine.submitTask(USER, 0n, USER, model, WAD, INPUT));
    const [task] = (await twin.call("engine", "prevhash")) as [Hex];
    await mine(engine.signalCommitment(SOLVER, generateCommitment(SOLVER, task, CID)));
    await mine(engine.submitSolution(SOLVER, task, CID));
    timestamp += 2000;
    await mine();
    await mine(engine.claimSolution(USER, task), engine.claimSolution(USER, task));
    await twin.compareEverything();
    return twin;
  }

  async function differenceOf(fault: Fault): Promise<TwinDifference> {
    try {
      await play(openFaulty(fault));
    } catch (thrown) {
      if (thrown instanceof TwinDifference) return thrown;
      throw thrown;
    }
    return assert.fail("the twin did not notice");
  }

  it("agrees on a lifecycle, and says what gas was used", async () => {
    const drift = (await play()).gasDrift();
    assert.include(
      drift.map(({ verb }) => verb),
      "token.transfer",
    );
  });

  it("notices one wei in a log, and shrinks to what leads there", async () => {
    const { difference, blocks, message } = await differenceOf({
      outcome: ({ method }, outcome) => {
        if (method !== "claimSolution" || !outcome.ok) return outcome;
        const [first, second, ...rest] = outcome.events;
        return { ok: true, events: [first!, { ...second!, args: { ...second!.args, value: 1n } }, ...rest] };
      },
    });
    assert.equal(difference.kind, "outcome of engine.claimSolution");
    const methods = blocks.flatMap(({ actions }) => actions.map(({ method }) => method));
    // Without stake needed at the start, and the first task left out: its id is another, and the history still differs.
    assert.deepEqual(methods, [
      "transfer",
      "approve",
      "submitTask",
      "signalCommitment",
      "submitSolution",
      "claimSolution",
    ]);
    assert.include(message, 'method: "claimSolution"');
  });

  it("notices logs in another order", async () => {
    const { difference } = await differenceOf({
      outcome: ({ method }, outcome) =>
        method === "submitTask" && outcome.ok ? { ok: true, events: outcome.events.toReversed() } : outcome,
    });
    assert.equal(difference.kind, "outcome of engine.submitTask");
  });

  it("notices another error", async () => {
    const { difference } = await differenceOf({
      outcome: (_, outcome) => (outcome.ok ? outcome : { ...outcome, args: [] }),
    });
    assert.equal(difference.kind, "outcome of engine.retractTask");
  });

  it("notices state that no log shows", async () => {
    const { difference } = await differenceOf({
      values: (method, values) => (method === "accruedFees" && values[0] !== 0n ? [0n] : values),
    });
    assert.equal(difference.kind, "engine.accruedFees");
  });
});
