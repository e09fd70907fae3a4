import { expect } from "chai";
import { Griefer } from "../../sim/agents/griefer.ts";
import { DAY, WAD } from "../../sim/base/types.ts";
import { griefers } from "../../sim/scenarios/town.ts";
import {
  awake,
  contested,
  FakeView,
  group,
  meanGap,
  methods,
  NOW,
  named,
  OTHER,
  sent,
  solved,
  wakes,
  word,
} from "./fakes.ts";

function setting(members = 3) {
  const population = griefers(members, { models: ["text"], attacksPerDay: 2, lossesBorne: 4 });
  const names = ["self", ...Array.from({ length: members - 1 }, (_, index) => `friend-${index}`)];
  const agents = group(names, (birth, friends) => new Griefer(birth, population, friends));
  return { agent: agents[0]!, friends: agents.slice(1), view: new FakeView() };
}

describe("griefers", () => {
  it("attack at the set rate", () => {
    const { agent, view } = setting();
    expect(meanGap(agent, view, "attack")).to.be.closeTo(DAY / 2, DAY / 20);
  });

  it("contest a stranger's young solution, never a member's or one that is contested", () => {
    const { agent, friends, view } = setting();
    const own = view.market.solve(solved(1, { solver: friends[0]!.address }));
    const old = view.market.solve(solved(2, { solvedAt: NOW - 1995 }));
    const taken = view.market.contest(contested(solved(3))).task;
    view.market.newest = [own, old, taken];
    expect(methods(agent.decide(awake("attack"), view))).to.deep.equal([]);
    view.market.newest.push(view.market.solve(solved(4)));
    expect(sent(agent.decide(awake("attack"), view)).map(({ args }) => args[0])).to.deep.equal([word(4)]);
  });

  it("prefer the solver whom one slash puts out of work", () => {
    const { agent, view } = setting();
    const [rich, near, below] = named("rich", "near", "below");
    const stake = (staked: bigint) => ({ ...view.own, staked: staked * WAD });
    view.market.validators.set(rich!, stake(270n)).set(near!, stake(269n)).set(below!, stake(239n));
    view.market.newest = [rich, below, near].map((solver, n) => view.market.solve(solved(n, { solver: solver! })));
    expect(sent(agent.decide(awake("attack"), view))[0]!.args[0]).to.equal(word(2));
  });

  it("keep out of a member's case until its last seconds", () => {
    const { agent, friends, view } = setting();
    const contestation = view.market.contest(contested(solved(1), { contester: friends[0]!.address }));
    const intents = agent.decide({ type: "contestation", contestation }, view);
    expect(methods(intents)).to.deep.equal([]);
    expect(wakes(intents, "turn")[0]!.at).to.equal(NOW + 4000 - 5);
    const strangers = contested(solved(2), { contester: OTHER });
    expect(agent.decide({ type: "contestation", contestation: strangers }, view)).to.deep.equal([]);
  });

  const turn = (nays: readonly string[], members: number) => {
    const { agent, friends, view } = setting(members);
    const contester = friends[0]!.address;
    view.market.contest(contested(solved(1), { contester, yeas: [contester], nays: named(...nays) }));
    view.now = NOW + 3995;
    return sent(agent.decide(awake("turn", word(1)), view)).map(({ args }) => args[1]);
  };

  it("vote for it then if they outnumber the nays together, and not otherwise", () => {
    expect(turn(["solver", "a"], 3)).to.deep.equal([true]);
    expect(turn(["solver", "a", "b"], 3)).to.deep.equal([]);
    expect(turn(["solver", "a", "b"], 4)).to.deep.equal([true]);
  });

  it("withdraw after more losses than they bear, and attack no more", () => {
    const { agent, view } = setting();
    view.own = { ...view.own, votesLost: 5 };
    const intents = agent.decide(awake("attack"), view);
    expect(methods(intents)).to.deep.equal(["initiateValidatorWithdraw"]);
    expect(wakes(intents, "attack")).to.deep.equal([]);
  });
});
