/** What every backend of the chain port does: outcomes as values, explicit time, the sequencer's order. */
import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { generateCommitment, generateIPFSCID } from "../../sim/base/ids.ts";
import { type Hex, WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import type { Chain, Outcome } from "../../sim/chain/port.ts";
import { forEachBackend, TEST_PLAN } from "../support/chains.ts";
import { assertOk, assertReverted, view } from "../support/outcomes.ts";

const ALICE = addressOf("alice");
const BOB = addressOf("bob");
const START = TEST_PLAN.timestamp;

const modelOf = (chain: Chain): Hex => chain.deployment.models["plain"]!;
const submit = (chain: Chain, input: Hex = "0x01") => engine.submitTask(ALICE, 0n, ALICE, modelOf(chain), 0n, input);

/** The id in the one TaskSubmitted of the outcome. */
const taskIn = (outcome: Outcome): Hex =>
  assertOk(outcome).find(({ name }) => name === "TaskSubmitted")!.args["id"] as Hex;

forEachBackend("chain port", (backend) => {
  let chain: Chain;
  beforeEach(async () => {
    chain = await backend.open();
  });

  describe("deployment", () => {
    it("names its backend and stands at the plan's timestamp", () => {
      assert.equal(chain.backend, backend.name);
      assert.equal(chain.deployment.timestamp, START);
      assert.equal(chain.head.timestamp, START);
    });

    it("names every model of the plan with its id", async () => {
      assert.deepEqual(Object.keys(chain.deployment.models), ["plain", "paid", "unrewarded"]);
      const [fee, addr, rate] = await chain.call("engine", "models", [chain.deployment.models["paid"]!]);
      assert.deepEqual([fee, addr, rate], [WAD / 2n, addressOf("modelOwner"), WAD]);
    });

    it("is the same again after another test changed it", async () => {
      await chain.mine({ timestamp: START + 10, actions: [token.transfer(LIQUIDITY_HOLDER, ALICE, 1n)] });
      const again = await backend.open();
      assert.equal(again.head.timestamp, START);
      assert.equal(await view(again, "token", "balanceOf", [ALICE]), 0n);
    });
  });

  describe("outcomes", () => {
    it("gives one per action, in order, failed ones among them", async () => {
      const actions = [
        token.transfer(LIQUIDITY_HOLDER, ALICE, 5n),
        token.transfer(BOB, ALICE, 1n),
        token.transfer(ALICE, BOB, 2n),
      ];
      const { outcomes } = await chain.mine({ timestamp: START, actions });
      assert.deepEqual(
        outcomes.map(({ ok }) => ok),
        [true, false, true],
      );
      assertReverted(outcomes[1]!, "ERC20InsufficientBalance", [BOB, 0n, 1n]);
    });

    it("decodes events with their arguments by name, in canonical form", async () => {
      const action = token.transfer(LIQUIDITY_HOLDER, ALICE, WAD);
      const { outcomes } = await chain.mine({ timestamp: START, actions: [action] });
      const args = { from: LIQUIDITY_HOLDER, to: ALICE, value: WAD };
      assert.deepEqual(assertOk(outcomes[0]!), [{ contract: "token", name: "Transfer", args }]);
    });

    it("gives the events of all contracts that a call reached, in the order of the logs", async () => {
      const { outcomes } = await chain.mine({ timestamp: START, actions: [submit(chain)] });
      const names = assertOk(outcomes[0]!).map(({ contract, name }) => `${contract}.${name}`);
      assert.deepEqual(names, ["engine.TaskSubmitted", "token.Transfer"]);
    });

    it("carries a revert's arguments in ABI order", async () => {
      const unknown: Hex = `0x${"12".repeat(32)}`;
      const { outcomes } = await chain.mine({ timestamp: START, actions: [engine.claimSolution(ALICE, unknown)] });
      assertReverted(outcomes[0]!, "SolutionUnknown", [unknown]);
    });

    it("leaves nothing of an action that failed", async () => {
      await chain.mine({ timestamp: START, actions: [token.transfer(LIQUIDITY_HOLDER, ALICE, 5n)] });
      await chain.mine({ timestamp: START, actions: [token.transfer(ALICE, BOB, 6n)] });
      assert.equal(await view(chain, "token", "balanceOf", [ALICE]), 5n);
    });

    it("rejects arguments that the ABI cannot hold, and stays usable", async () => {
      const tooLarge = token.transfer(LIQUIDITY_HOLDER, ALICE, 2n ** 256n);
      const fine = token.transfer(LIQUIDITY_HOLDER, ALICE, 1n);
      const failure = await chain.mine({ timestamp: START, actions: [fine, tooLarge] }).catch((error: Error) => error);
      assert.instanceOf(failure, RangeError);
      const { outcomes } = await chain.mine({ timestamp: START, actions: [fine] });
      assertOk(outcomes[0]!);
      assert.equal(await view(chain, "token", "balanceOf", [ALICE]), 1n);
    });
  });

  describe("time", () => {
    it("gives contracts exactly the block's timestamp", async () => {
      const { outcomes } = await chain.mine({ timestamp: START + 12_345, actions: [submit(chain)] });
      const [, , , blocktime] = await chain.call("engine", "tasks", [taskIn(outcomes[0]!)]);
      assert.equal(blocktime, BigInt(START + 12_345));
    });

    it("mines several blocks in one second, each with its number", async () => {
      const before = chain.head.number;
      const first = await chain.mine({ timestamp: START + 7, actions: [submit(chain, "0x01")] });
      const second = await chain.mine({ timestamp: START + 7, actions: [submit(chain, "0x02")] });
      assert.deepEqual([first.number, second.number], [before + 1, before + 2]);
      assert.deepEqual([first.timestamp, second.timestamp], [START + 7, START + 7]);
    });

    it("refuses a block before the head", async () => {
      await chain.mine({ timestamp: START + 7, actions: [] });
      const failure = await chain.mine({ timestamp: START + 6, actions: [] }).catch((error: Error) => error);
      assert.instanceOf(failure, RangeError);
      assert.equal(chain.head.timestamp, START + 7);
    });

    it("mines a block without actions", async () => {
      const before = chain.head.number;
      const result = await chain.mine({ timestamp: START + 1_000, actions: [] });
      assert.deepEqual(result, { number: before + 1, timestamp: START + 1_000, outcomes: [] });
      assert.deepEqual(chain.head, { number: before + 1, timestamp: START + 1_000 });
    });

    it("lets views see the head's timestamp", async () => {
      await chain.mine({ timestamp: START + 1_000, actions: [] });
      assert.equal(await view(chain, "token", "clock"), BigInt(START + 1_000));
    });

    it("numbers blocks as arbBlockNumber() does", async () => {
      const commitment: Hex = `0x${"ab".repeat(32)}`;
      const { number } = await chain.mine({ timestamp: START, actions: [engine.signalCommitment(ALICE, commitment)] });
      assert.equal(await view(chain, "engine", "commitments", [commitment]), BigInt(number));
      assert.equal(chain.head.number, number);
    });
  });

  describe("order", () => {
    it("is the request's order, also among different senders", async () => {
      const actions = [
        token.transfer(LIQUIDITY_HOLDER, ALICE, 3n),
        token.transfer(ALICE, BOB, 3n),
        token.transfer(BOB, LIQUIDITY_HOLDER, 3n),
        token.transfer(ALICE, BOB, 1n),
      ];
      const { outcomes } = await chain.mine({ timestamp: START, actions });
      assert.deepEqual(
        outcomes.map(({ ok }) => ok),
        [true, true, true, false],
      );
    });

    it("gives the first solution of a block the task", async () => {
      const task = taskIn((await chain.mine({ timestamp: START, actions: [submit(chain)] })).outcomes[0]!);
      const cid = generateIPFSCID("0x02");
      const solvers = [BOB, ALICE];
      const commits = solvers.map((solver) => engine.signalCommitment(solver, generateCommitment(solver, task, cid)));
      await chain.mine({ timestamp: START, actions: commits });
      const reveals = solvers.map((solver) => engine.submitSolution(solver, task, cid));
      const { outcomes } = await chain.mine({ timestamp: START, actions: reveals });
      assertOk(outcomes[0]!);
      assert.isFalse(outcomes[1]!.ok);
      assert.equal((await chain.call("engine", "solutions", [task]))[0], BOB);
    });

    it("holds a commitment of the same block to be too new", async () => {
      const task = taskIn((await chain.mine({ timestamp: START, actions: [submit(chain)] })).outcomes[0]!);
      const cid = generateIPFSCID("0x02");
      const commit = engine.signalCommitment(BOB, generateCommitment(BOB, task, cid));
      const reveal = engine.submitSolution(BOB, task, cid);
      const together = await chain.mine({ timestamp: START, actions: [commit, reveal] });
      assert.isFalse(together.outcomes[1]!.ok);
      const later = await chain.mine({ timestamp: START, actions: [reveal] });
      assertOk(later.outcomes[0]!);
    });
  });

  it("mines a thousand actions of fifty senders as one block", async () => {
    const people = Array.from({ length: 50 }, (_, index) => addressOf(`person-${index}`));
    const actions = Array.from({ length: 1_000 }, (_, index) =>
      token.approve(people[index % people.length]!, ALICE, BigInt(index)),
    );
    const { outcomes } = await chain.mine({ timestamp: START, actions });
    assert.deepEqual(
      outcomes.map((outcome) => assertOk(outcome)[0]!.args["value"]),
      actions.map((_, index) => BigInt(index)),
    );
  });
});
