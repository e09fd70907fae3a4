import { expect } from "chai";
import { Copycat } from "../../sim/agents/copycat.ts";
import { generateCommitment } from "../../sim/base/ids.ts";
import type { Address, Hex } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { copycats } from "../../sim/scenarios/town.ts";
import {
  cid,
  computations,
  FakeView,
  group,
  methods,
  mined,
  OTHER,
  openTask,
  SELF,
  sent,
  solved,
  word,
} from "./fakes.ts";

const GWEI = 1_000_000_000n;

/** A copycat with a friend, an open task, and an engine without commitments unless asked otherwise. */
function setting(commitments = false, netFee = 1) {
  const population = copycats(2, { models: ["text"], tipGwei: "2", lossesBorne: 2 });
  const [agent, friend] = group(["self", "friend"], (birth, friends) => new Copycat(birth, population, friends));
  const view = new FakeView();
  view.protocol = { ...view.protocol, commitments };
  const task = view.market.add(openTask(1, { netFee }));
  const see = (from: Address, id: Hex = task.id, result: Hex = cid(1)) =>
    agent!.decide({ type: "pending", action: engine.submitSolution(from, id, result) }, view);
  return { agent: agent!, friend: friend!, view, task, see };
}

describe("copycats", () => {
  it("read the queue, and follow no news of tasks or solutions", () => {
    const { agent } = setting();
    expect(agent.watches).to.equal(true);
    expect([agent.follows("task"), agent.follows("solution")]).to.deep.equal([false, false]);
  });

  it("send a stranger's result as their own at once, with a tip", () => {
    const { see, task } = setting();
    const intents = see(OTHER);
    expect(sent(intents)).to.deep.equal([engine.submitSolution(SELF, task.id, cid(1))]);
    expect(intents[0]).to.deep.include({ tip: 2n * GWEI });
  });

  it("never compute", () => {
    const { see } = setting();
    expect(computations(see(OTHER))).to.deep.equal([]);
  });

  it("leave alone what a fellow sends, what is no solution, what is solved, and what they do not serve", () => {
    const { agent, friend, view, see } = setting();
    expect(see(friend.address)).to.deep.equal([]);
    const commitment = engine.signalCommitment(OTHER, word(7));
    expect(agent.decide({ type: "pending", action: commitment }, view)).to.deep.equal([]);
    view.market.solve(solved(2));
    expect(see(OTHER, word(2))).to.deep.equal([]);
    view.market.add(openTask(3, { model: "image" }));
    expect(see(OTHER, word(3))).to.deep.equal([]);
  });

  it("try a task once", () => {
    const { see } = setting();
    expect(see(OTHER)).to.have.length(1);
    expect(see(OTHER)).to.deep.equal([]);
  });

  it("copy only what pays for its gas", () => {
    const poor = setting(false, 0.0009);
    poor.view.market.reward = 0;
    expect(methods(poor.see(OTHER))).to.deep.equal([]);
    const paying = setting(false, 0.0011);
    paying.view.market.reward = 0;
    expect(methods(paying.see(OTHER))).to.deep.equal(["submitSolution"]);
  });

  it("can only commit where a commitment is needed, and reveal if the task is still open by then", () => {
    const { agent, view, see, task } = setting(true);
    const [commit] = see(OTHER);
    expect(sent([commit!])).to.deep.equal([engine.signalCommitment(SELF, generateCommitment(SELF, task.id, cid(1)))]);
    const reveal = mined(agent, view, commit);
    expect(sent(reveal)).to.deep.equal([engine.submitSolution(SELF, task.id, cid(1))]);
    expect(reveal[0]).to.deep.include({ tip: 2n * GWEI });

    const late = setting(true);
    const [second] = late.see(OTHER);
    late.view.market.solve(solved(1));
    expect(mined(late.agent, late.view, second)).to.deep.equal([]);
  });

  it("withdraw after more losses than they bear", () => {
    const { view, see } = setting();
    view.own = { ...view.own, votesLost: 3 };
    expect(methods(see(OTHER))).to.deep.equal(["initiateValidatorWithdraw"]);
  });
});
