import { expect } from "chai";
import type { Intent } from "../../sim/agents/agent.ts";
import { Briber } from "../../sim/agents/briber.ts";
import { Bribes, type Offer } from "../../sim/agents/bribes.ts";
import { Venal } from "../../sim/agents/venal.ts";
import { addressOf } from "../../sim/base/identity.ts";
import { WAD } from "../../sim/base/types.ts";
import { token } from "../../sim/chain/actions.ts";
import { bribers, venals } from "../../sim/scenarios/town.ts";
import {
  awake,
  birth,
  cid,
  computations,
  computed,
  contested,
  FakeView,
  methods,
  mined,
  NOW,
  named,
  news,
  OTHER,
  openTask,
  SELF,
  sent,
  solved,
  wakes,
  word,
} from "./fakes.ts";

const transfers = (intents: readonly Intent[]) => sent(intents).filter(({ method }) => method === "transfer");

describe("bribers", () => {
  function setting(change: Parameters<typeof bribers>[1] = {}) {
    const bribes = new Bribes();
    const population = bribers(1, { models: ["text"], bribeAius: "2", votesSought: 5, lossesBorne: 1, ...change });
    const view = new FakeView();
    view.market.reward = 0;
    return { agent: new Briber(birth("self"), population, bribes), bribes, view };
  }

  /** Its solution 1 is contested, and two voters have taken its offer: one of them voted as agreed. */
  function bought(change: Parameters<typeof bribers>[1] = {}, yeas: readonly string[] = ["contester"]) {
    const scene = setting(change);
    const sides = { yeas: named(...yeas), nays: named("self", "venal") };
    const contestation = contested(solved(1, { solver: SELF }), sides);
    scene.view.market.contest(contestation);
    const intents = scene.agent.decide({ type: "contestation", contestation }, scene.view);
    for (const voter of named("venal", "traitor")) scene.bribes.take(word(1), voter);
    scene.view.now = NOW + 4000;
    return { ...scene, intents, payments: () => transfers(scene.agent.decide(awake("settle", word(1)), scene.view)) };
  }

  it("answer falsely what is worth more than the bribes that they may have to pay", () => {
    const { agent, view } = setting();
    view.market.add(openTask(1, { netFee: 9 }));
    expect(methods(agent.decide(awake("lie"), view))).to.deep.equal([]);
    expect(methods(agent.decide(news(openTask(2, { netFee: 9 })), view))).to.deep.equal([]);
    view.market.add(openTask(3, { netFee: 11 }));
    const [commit] = agent.decide(awake("lie"), view);
    expect(methods([commit!])).to.deep.equal(["signalCommitment"]);
    const [solution] = sent(mined(agent, view, commit));
    expect(solution!.args[0]).to.equal(word(3));
    expect(solution!.args[1]).to.match(/^0x1220[0-9a-f]{64}$/);
  });

  it("wait for the next dear task when none is open", () => {
    const { agent, view } = setting();
    expect(agent.follows("task")).to.equal(false);
    agent.decide(awake("lie"), view);
    expect(agent.follows("task")).to.equal(true);
    const task = view.market.add(openTask(1, { netFee: 11 }));
    expect(methods(agent.decide(news(task), view))).to.deep.equal(["signalCommitment"]);
    expect(agent.follows("task")).to.equal(false);
  });

  it("promise bribes when their own falsehood is contested, as many as their wallet can pay", () => {
    expect(bought().bribes.offer(word(1))).to.deep.equal({ briber: SELF, perVote: 2n * WAD, insured: false, seats: 5 });
    // A wallet of 100 pays three votes of 2 and a slash of 30 each.
    expect(bought({ insured: true }).bribes.offer(word(1))!.seats).to.equal(3);
    const { agent, bribes, view } = setting();
    agent.decide({ type: "contestation", contestation: contested(solved(3, { solver: OTHER })) }, view);
    expect(bribes.offer(word(3))).to.equal(undefined);
  });

  it("pay those who voted as agreed once the vote is over, and nobody else", () => {
    const [payment, ...others] = bought().payments();
    expect(payment).to.deep.equal(token.transfer(SELF, addressOf("venal"), 2n * WAD));
    expect(others).to.deep.equal([]);
  });

  it("pay as many as they can when the wallet has shrunk since the promise", () => {
    const { bribes, view, payments } = bought();
    bribes.take(word(1), SELF);
    view.wallet = 3n * WAD;
    expect(payments()).to.have.length(1);
  });

  it("add the slash to an insured vote that lost, and to none that won", () => {
    expect(bought({ insured: true }, ["contester", "a", "b"]).payments()[0]!.args[1]).to.equal(32n * WAD);
    expect(bought({ insured: true }).payments()[0]!.args[1]).to.equal(2n * WAD);
    expect(bought({ insured: false }, ["contester", "a", "b"]).payments()[0]!.args[1]).to.equal(2n * WAD);
  });

  it("break the share of promises that they are set to break", () => {
    expect(bought({ keepsShare: 0 }).payments()).to.deep.equal([]);
  });

  it("withdraw after more losses than they bear", () => {
    const { agent, view } = setting();
    view.own = { ...view.own, votesLost: 2 };
    expect(methods(agent.decide(awake("lie"), view))).to.deep.equal(["initiateValidatorWithdraw"]);
  });
});

describe("venal voters", () => {
  const OFFER: Offer = { briber: addressOf("briber"), perVote: 40n * WAD, insured: false, seats: 2 };

  /** A contested solution of the briber's with one yea and one nay, and an offer for two votes more. */
  function setting(offer: Partial<Offer> | undefined = {}, trustShare = 1) {
    const bribes = new Bribes();
    const view = new FakeView();
    const agent = new Venal(birth("self"), venals(1, { models: ["text"], trustShare }), bribes);
    const contestation = view.market.contest(contested(solved(1)));
    if (offer !== undefined) bribes.promise(word(1), { ...OFFER, ...offer });
    const told = agent.decide({ type: "contestation", contestation }, view);
    const vote = () => sent(agent.decide(awake("offer", word(1)), view)).map(({ args }) => args[1]);
    return { agent, bribes, view, contestation, told, vote };
  }
  const aius = (amount: number) => BigInt(Math.round(amount * 1e6)) * 10n ** 12n;

  it("look for an offer before they judge", () => {
    const { told } = setting();
    expect(methods(told)).to.deep.equal([]);
    expect(wakes(told, "offer")[0]!.at).to.equal(NOW + 60);
  });

  it("expect to lose as often as yeas are among the votes to be expected", () => {
    const { agent, bribes, view, contestation } = setting();
    expect(agent.chanceOfLosing(OFFER, contestation, view)).to.equal(1 / (1 + 1 + 2));
    bribes.take(word(1), OTHER);
    expect(agent.chanceOfLosing(OFFER, contestation, view)).to.equal(1 / (1 + 1 + 1));
    view.market.turnout = 6;
    expect(agent.chanceOfLosing(OFFER, contestation, view)).to.equal(6 / (6 + 1 + 1));
  });

  it("sell a vote for more than the slash by the chance of losing it, and not for less", () => {
    expect(setting({ perVote: aius(7.6) }).vote()).to.deep.equal([false]);
    expect(setting({ perVote: aius(7.4) }).vote()).to.deep.equal([]);
  });

  it("believe in a promise as far as they trust", () => {
    expect(setting({ perVote: aius(15.2) }, 0.5).vote()).to.deep.equal([false]);
    expect(setting({ perVote: aius(14.8) }, 0.5).vote()).to.deep.equal([]);
  });

  it("ask less of an insured bribe: the slash only as far as they distrust it", () => {
    expect(setting({ perVote: aius(7.6), insured: true }, 0.5).vote()).to.deep.equal([false]);
    expect(setting({ perVote: aius(7.4), insured: true }, 0.5).vote()).to.deep.equal([]);
  });

  it("learn from what they were paid", () => {
    const { agent, bribes, view, vote } = setting({}, 0.5);
    expect(agent.trust(view)).to.equal(0.5);
    vote();
    bribes.close(word(1), 60n * WAD);
    expect(agent.trust(view)).to.equal(0.25);
    view.market.sent = 60n * WAD;
    expect(agent.trust(view)).to.equal(0.75);
    bribes.promise(word(2), OFFER);
    bribes.take(word(2), SELF);
    bribes.close(word(2), 60n * WAD);
    expect(agent.trust(view)).to.equal(0.5);
  });

  it("come too late when all votes are bought", () => {
    const { bribes, vote } = setting();
    for (const voter of named("a", "b")) bribes.take(word(1), voter);
    expect(vote()).to.deep.equal([]);
  });

  it("vote by evidence where nobody pays, as honest solvers do", () => {
    const { agent, view, vote } = setting({ perVote: 0n });
    expect(computations(agent.decide(awake("offer", word(1)), view))).to.deep.equal([
      { task: word(1), purpose: "vote" },
    ]);
    expect(sent(computed(agent, view, word(1), cid(2))).map(({ args }) => args[1])).to.deep.equal([true]);
    expect(vote()).to.deep.equal([]);
  });
});
