import { expect } from "chai";
import { Steward } from "../../sim/agents/steward.ts";
import { Withholder } from "../../sim/agents/withholder.ts";
import { stewards, withholders } from "../../sim/scenarios/town.ts";
import {
  awake,
  birth,
  cid,
  computed,
  contested,
  FakeView,
  methods,
  mined,
  NOW,
  openTask,
  SELF,
  sent,
  solve,
  solved,
  wakes,
  word,
} from "./fakes.ts";

const RACER = { models: ["text"], reactionSeconds: { median: 10, sigma: 0 }, verifyShare: 0 };

describe("withholders", () => {
  it("compute, commit and reveal the truth as honest solvers do, and keep its content back", () => {
    const view = new FakeView();
    const agent = new Withholder(birth("self"), withholders(1, RACER));
    const [commit] = solve(agent, view, view.market.add(openTask(1)), cid(1));
    expect(methods([commit!])).to.deep.equal(["signalCommitment"]);
    const [reveal] = mined(agent, view, commit);
    expect(sent([reveal!])[0]!.args).to.deep.equal([word(1), cid(1)]);
    view.market.solve(solved(1, { solver: SELF }));
    expect(mined(agent, view, reveal)[0]).to.deep.equal({ type: "withhold", task: word(1) });
  });

  it("keep back nothing that was not accepted", () => {
    const view = new FakeView();
    const agent = new Withholder(birth("self"), withholders(1, RACER));
    const [commit] = solve(agent, view, view.market.add(openTask(1)), cid(1));
    const [reveal] = mined(agent, view, commit);
    expect(mined(agent, view, reveal, false).filter(({ type }) => type === "withhold")).to.deep.equal([]);
  });
});

describe("stewards", () => {
  function setting(fetchShare = 1) {
    const view = new FakeView();
    const agent = new Steward(birth("self"), stewards(1, { ...RACER, fetchShare, patienceSeconds: 600 }));
    const tell = (n: number) =>
      agent.decide({ type: "solution", solution: view.market.solve(solved(n, { solvedAt: NOW })) }, view);
    return { view, agent, tell };
  }

  it("try to fetch the set share of others' solutions, after the set patience", () => {
    const { tell } = setting(0.3);
    const drawn = Array.from({ length: 1000 }, (_, n) => wakes(tell(n), "fetch")[0]).filter(Boolean);
    expect(drawn.length).to.be.within(240, 360);
    expect(new Set(drawn.map((wake) => wake!.at))).to.deep.equal(new Set([NOW + 600]));
  });

  it("do not look for the content of their own", () => {
    const { view, agent } = setting();
    const own = view.market.solve(solved(1, { solver: SELF }));
    expect(wakes(agent.decide({ type: "solution", solution: own }, view), "fetch")).to.deep.equal([]);
  });

  it("vote for another's contestation of what they cannot fetch", () => {
    const { view, agent } = setting();
    view.market.contest(contested(solved(1)));
    view.withheld.add(word(1));
    expect(sent(agent.decide(awake("fetch", word(1)), view))[0]).to.deep.include({ method: "voteOnContestation" });
  });

  it("contest what they cannot fetch, and nothing that they can", () => {
    const { view, agent, tell } = setting();
    tell(1);
    view.now = NOW + 600;
    expect(methods(agent.decide(awake("fetch", word(1)), view))).to.deep.equal([]);
    view.withheld.add(word(1));
    expect(methods(agent.decide(awake("fetch", word(1)), view))).to.deep.equal(["submitContestation"]);
    view.now = NOW + 1995;
    expect(methods(agent.decide(awake("fetch", word(1)), view))).to.deep.equal([]);
  });

  it("vote against a true solution that nobody can fetch, and by evidence otherwise", () => {
    const { view, agent } = setting();
    const contestation = view.market.contest(contested(solved(1)));
    view.withheld.add(word(1));
    computed(agent, view, word(1), cid(1));
    expect(sent(agent.decide({ type: "contestation", contestation }, view))[0]!.args).to.deep.equal([word(1), true]);
    view.withheld.clear();
    const honest = setting();
    const second = honest.view.market.contest(contested(solved(2)));
    computed(honest.agent, honest.view, word(2), cid(2));
    const votes = sent(honest.agent.decide({ type: "contestation", contestation: second }, honest.view));
    expect(votes.map(({ args }) => args[1])).to.deep.equal([false]);
  });
});
