import { expect } from "chai";
import type { Intent } from "../../sim/agents/agent.ts";
import { Farmer } from "../../sim/agents/farmer.ts";
import { DAY } from "../../sim/base/types.ts";
import { farmers } from "../../sim/scenarios/town.ts";
import {
  awake,
  birth,
  cid,
  computations,
  computed,
  FakeView,
  meanGap,
  methods,
  mined,
  OTHER,
  openTask,
  SELF,
  sent,
  solved,
  word,
} from "./fakes.ts";

/** A farmer in a market where a reward is 1 AIUS at 3 USD, a run costs 0.3 USD and a slash 90. */
function setting(change: Parameters<typeof farmers>[1] = {}) {
  const agent = new Farmer(birth("self"), farmers(1, { models: ["text"], ...change }));
  return { agent, view: new FakeView() };
}

const sow = ({ agent, view }: ReturnType<typeof setting>) => agent.decide(awake("sow"), view);

/** Its own task 1 stands on the chain. */
const planted = (scene: ReturnType<typeof setting>) => plant(scene, sow(scene)[0]);

function plant(scene: ReturnType<typeof setting>, submission: Intent | undefined) {
  scene.view.market.add(openTask(1, { owner: SELF }));
  return mined(scene.agent, scene.view, submission, true, [{ name: "TaskSubmitted", args: { id: word(1) } }]);
}

describe("farmers", () => {
  it("submit tasks to themselves at the model's own fee", () => {
    const scene = setting();
    scene.view.market.model = (name) => ({ name, id: word(900), fee: 7n });
    const [submission] = sent(sow(scene));
    expect(submission).to.deep.include({ method: "submitTask", from: SELF });
    expect(submission!.args.slice(1, 4)).to.deep.equal([SELF, word(900), 7n]);
  });

  it("as often as set, at most", () => {
    const { agent, view } = setting({ tasksPerDay: 50 });
    expect(meanGap(agent, view, "sow")).to.be.closeTo(DAY / 50, DAY / 500);
  });

  it("one at a time", () => {
    const scene = setting();
    expect(methods(sow(scene))).to.deep.equal(["submitTask"]);
    expect(methods(sow(scene))).to.deep.equal([]);
  });

  it("compute where that is cheaper than the fine to be expected, and commit to the result", () => {
    const scene = setting({ caughtShare: 0.01 });
    expect(computations(planted(scene))).to.deep.equal([{ task: word(1), purpose: "solve" }]);
    expect(methods(computed(scene.agent, scene.view, word(1), cid(1)))).to.deep.equal(["signalCommitment"]);
  });

  it("invent where that is cheaper, and commit at once", () => {
    const scene = setting({ caughtShare: 0.003 });
    const [commit] = planted(scene);
    expect(methods([commit!])).to.deep.equal(["signalCommitment"]);
    expect(sent(mined(scene.agent, scene.view, commit))[0]!.args[1]).to.match(/^0x1220[0-9a-f]{64}$/);
  });

  it("expect to be caught as often as they were: one conviction makes them compute", () => {
    const scene = setting({ caughtShare: 0.003 });
    planted(scene);
    scene.view.own = { ...scene.view.own, convictions: 1 };
    expect(scene.agent.caughtShare(scene.view)).to.be.closeTo((1 + 0.003 * 20) / 21, 1e-12);
    expect(computations(planted(scene))).to.have.length(1);
  });

  it("stop when the fee, the computation or a low reward makes it a loss", () => {
    const fee = setting();
    fee.view.wallet = 10n ** 20n;
    fee.view.market.model = (name) => ({ name, id: word(900), fee: 10n ** 18n });
    expect(methods(sow(fee))).to.deep.equal([]);
    const reward = setting();
    reward.view.market.reward = 0.1;
    expect(methods(sow(reward))).to.deep.equal([]);
    const cost = setting();
    cost.view.cost = 3.1;
    expect(methods(sow(cost))).to.deep.equal([]);
  });

  it("stop farming a model on which others always outrun them, and not on the first loss", () => {
    const scene = setting();
    scene.view.cost = 1.4;
    let races = 0;
    for (let [next] = sow(scene); races < 100 && next?.type === "send"; [next] = sow(scene)) {
      races += 1;
      plant(scene, next);
      scene.view.market.solve(solved(1, { solver: OTHER }));
      expect(methods(computed(scene.agent, scene.view, word(1), cid(1)))).to.deep.equal([]);
    }
    expect(races).to.be.within(2, 50);
  });

  it("go on where they win", () => {
    const scene = setting();
    scene.view.cost = 1.4;
    for (let race = 0; race < 100; race += 1) {
      planted(scene);
      const [commit] = computed(scene.agent, scene.view, word(1), cid(1));
      const [reveal] = mined(scene.agent, scene.view, commit);
      scene.view.market.solve(solved(1, { solver: SELF }));
      mined(scene.agent, scene.view, reveal);
    }
    expect(methods(sow(scene))).to.deep.equal(["submitTask"]);
  });
});
