import { expect } from "chai";
import { Malicious } from "../../sim/agents/malicious.ts";
import { addressOf } from "../../sim/base/identity.ts";
import { DAY } from "../../sim/base/types.ts";
import {
  awake,
  computations,
  contested,
  FakeView,
  group,
  MALICIOUS,
  meanGap,
  methods,
  mined,
  NOW,
  news,
  OTHER,
  openTask,
  sent,
  solved,
  wakes,
  word,
} from "./fakes.ts";

/** Two members of one group, and what the first one sees. */
function setting(population = MALICIOUS) {
  const [agent, friend] = group(["self", "friend"], (birth, friends) => new Malicious(birth, population, friends));
  return { agent: agent!, friend: friend!, view: new FakeView() };
}

describe("malicious solvers", () => {
  it("place false results at the set rate", () => {
    const { agent, view } = setting({ ...MALICIOUS, falsePerDay: 4 });
    expect(meanGap(agent, view, "lie")).to.be.closeTo(DAY / 4, DAY / 40);
  });

  it("answer an open task falsely, or the next one that comes, and none in between", () => {
    const { agent, view } = setting();
    expect(agent.follows("task")).to.equal(false);
    agent.decide(awake("lie"), view);
    expect(agent.follows("task")).to.equal(true);
    const task = view.market.add(openTask(1));
    const [commit] = agent.decide(news(task), view);
    expect(methods([commit!])).to.deep.equal(["signalCommitment"]);
    expect(sent(mined(agent, view, commit))[0]!.args[1]).to.match(/^0x1220[0-9a-f]{64}$/);
    expect(agent.follows("task")).to.equal(false);
    expect(methods(agent.decide(awake("lie"), view))).to.deep.equal(["signalCommitment"]);
  });

  it("leave alone models that they do not serve", () => {
    const { agent, view } = setting();
    agent.decide(awake("lie"), view);
    expect(agent.decide(news(view.market.add(openTask(1, { model: "image" }))), view)).to.deep.equal([]);
    expect(agent.follows("task")).to.equal(true);
  });

  it("never compute", () => {
    const { agent, view } = setting();
    view.market.add(openTask(1));
    const contestation = view.market.contest(contested(solved(2)));
    for (const occasion of [news(openTask(3)), awake("lie"), awake("attack"), { type: "contestation", contestation }]) {
      expect(computations(agent.decide(occasion as never, view))).to.deep.equal([]);
    }
  });

  const vote = (solver: string, contester: string) => {
    const { agent, view } = setting();
    const contestation = view.market.contest(
      contested(solved(1, { solver: addressOf(solver) }), { contester: addressOf(contester) }),
    );
    return sent(agent.decide({ type: "contestation", contestation }, view)).map(({ args }) => args[1]);
  };

  it("defend a member's solution with a nay", () => {
    expect(vote("friend", "honest")).to.deep.equal([false]);
  });

  it("support a member's contestation with a yea", () => {
    expect(vote("honest", "friend")).to.deep.equal([true]);
  });

  it("keep out of others' quarrels", () => {
    expect(vote("honest", "lazy")).to.deep.equal([]);
  });

  it("contest a stranger's solution that is young and not yet contested, never a member's", () => {
    const targets = (...solutions: ReturnType<typeof solved>[]) => {
      const { agent, view } = setting();
      for (const solution of solutions) view.market.solve(solution);
      view.market.newest = solutions;
      return sent(agent.decide(awake("attack"), view)).map(({ args }) => args[0]);
    };
    expect(targets(solved(1, { solver: addressOf("friend") }), solved(2, { solver: OTHER }))).to.deep.equal([word(2)]);
    expect(targets(solved(1, { solvedAt: NOW - 1994 }))).to.deep.equal([word(1)]);
    expect(targets(solved(1, { solvedAt: NOW - 1995 }))).to.deep.equal([]);
    const { agent, view } = setting();
    view.market.contest(contested(solved(1)));
    view.market.newest = [solved(1)];
    expect(methods(agent.decide(awake("attack"), view))).to.deep.equal([]);
  });

  it("withdraw after more losses than they bear, and attack no more", () => {
    const { agent, view } = setting();
    view.market.add(openTask(1));
    view.own = { ...view.own, votesLost: 2 };
    expect(methods(agent.decide(awake("lie"), view))).to.deep.equal(["signalCommitment"]);
    view.own = { ...view.own, votesLost: 3 };
    const intents = agent.decide(awake("lie"), view);
    expect(methods(intents)).to.deep.equal(["initiateValidatorWithdraw"]);
    expect(wakes(intents, "lie")).to.deep.equal([]);
    expect(methods(agent.decide(awake("attack"), view))).to.deep.equal([]);
  });
});
