import { expect } from "chai";
import type { Occasion } from "../../sim/agents/agent.ts";
import { Lazy } from "../../sim/agents/lazy.ts";
import { addressOf } from "../../sim/base/identity.ts";
import { generateCommitment } from "../../sim/base/ids.ts";
import { WAD } from "../../sim/base/types.ts";
import type { LazyPopulation } from "../../sim/scenarios/populations.ts";
import {
  awake,
  birth,
  cid,
  computations,
  contested,
  FakeView,
  LAZY,
  methods,
  mined,
  NOW,
  news,
  openTask,
  SELF,
  sent,
  solved,
  wakes,
  word,
} from "./fakes.ts";

const setting = (population: Partial<LazyPopulation> = {}) => ({
  agent: new Lazy(birth(), { ...LAZY, ...population }),
  view: new FakeView(),
});

/** What the agent reveals for task `n`. */
function answer(agent: Lazy, view: FakeView, n: number): string {
  view.market.add(openTask(n));
  const [commit] = agent.decide(awake("pretend", word(n)), view);
  const [reveal] = sent(mined(agent, view, commit));
  expect(sent([commit!])[0]!.args[0]).to.equal(generateCommitment(SELF, word(n), reveal!.args[1] as never));
  return reveal!.args[1] as string;
}

describe("lazy solvers", () => {
  it("never book a computation, whatever happens", () => {
    const { agent, view } = setting();
    const task = view.market.add(openTask(1));
    const contestation = view.market.contest(contested(solved(2)));
    const occasions: Occasion[] = [
      { type: "start" },
      news(task),
      { type: "solution", solution: solved(3) },
      { type: "contestation", contestation },
      ...["pretend", "follow", "settle", "claim"].flatMap((matter) => [awake(matter, word(1)), awake(matter, word(2))]),
    ];
    for (const occasion of occasions) expect(computations(agent.decide(occasion, view))).to.deep.equal([]);
  });

  it("ask for no news of solutions: they never verify", () => {
    expect(setting().agent.follows("solution")).to.equal(false);
  });

  it("try the set share of the tasks", () => {
    const { agent, view } = setting({ tryShare: 0.2 });
    const tried = Array.from(
      { length: 2000 },
      (_, n) => wakes(agent.decide(news(openTask(n)), view), "pretend").length,
    );
    expect(tried.reduce((sum, one) => sum + one, 0)).to.be.within(330, 470);
  });

  it("wait as long as looks busy", () => {
    const { agent, view } = setting();
    expect(wakes(agent.decide(news(openTask(1)), view), "pretend")[0]!.at).to.equal(NOW + 5);
  });

  it("submit an earlier answer of the model, where they are set to and there is one", () => {
    const { agent, view } = setting({ staleShare: 1 });
    view.market.newest = [solved(40), solved(41)];
    expect([cid(40), cid(41)]).to.include(answer(agent, view, 1));
  });

  it("guess otherwise, each time anew", () => {
    const { agent, view } = setting({ staleShare: 0 });
    view.market.newest = [solved(40)];
    const guesses = [answer(agent, view, 1), answer(agent, view, 2)];
    expect(new Set([...guesses, cid(40)]).size).to.equal(3);
    for (const guess of guesses) expect(guess).to.match(/^0x1220[0-9a-f]{64}$/);
  });

  it("guess when there is no earlier answer yet", () => {
    const { agent, view } = setting({ staleShare: 1 });
    expect(answer(agent, view, 1)).to.match(/^0x1220[0-9a-f]{64}$/);
  });

  it("answer nothing that is no longer open", () => {
    const { agent, view } = setting();
    expect(agent.decide(awake("pretend", word(1)), view)).to.deep.equal([]);
  });

  it("vote with the majority seen late in the vote, and not in a tie", () => {
    for (const [yeas, nays, votes] of [
      [["a", "b"], ["c"], [true]],
      [["a"], ["b", "c"], [false]],
      [["a"], ["b"], []],
    ] as const) {
      const { agent, view } = setting();
      const contestation = view.market.contest(
        contested(solved(1), { yeas: yeas.map((name) => addressOf(name)), nays: nays.map((name) => addressOf(name)) }),
      );
      const [follow] = wakes(agent.decide({ type: "contestation", contestation }, view), "follow");
      expect(follow!.at).to.equal(NOW + 3000);
      view.now = follow!.at;
      expect(sent(agent.decide({ type: "wake", note: follow!.note }, view)).map(({ args }) => args[1])).to.deep.equal(
        votes,
      );
    }
  });

  it("withdraw after more losses than they bear", () => {
    const { agent, view } = setting();
    view.own = { ...view.own, votesLost: 2 };
    expect(methods(agent.decide(news(openTask(1)), view))).to.deep.equal([]);
    view.own = { ...view.own, votesLost: 3 };
    const [request] = agent.decide(news(openTask(2)), view);
    expect(methods([request!])).to.deep.equal(["initiateValidatorWithdraw"]);
    expect([agent.follows("task"), agent.follows("contestation")]).to.deep.equal([false, true]);
    const initiated = { name: "ValidatorWithdrawInitiated", args: { count: 1n, unlockTime: 0n, amount: WAD } };
    mined(agent, view, request, true, [initiated]);
    expect(methods(agent.decide(awake("withdraw"), view))).to.deep.equal(["validatorWithdraw"]);
  });

  it("top a slashed stake up before they go on", () => {
    const { agent, view } = setting();
    view.own = { ...view.own, staked: 239n * WAD };
    expect(methods(agent.decide(news(openTask(1)), view))).to.deep.equal(["validatorDeposit"]);
  });
});
