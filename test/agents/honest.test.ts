import { expect } from "chai";
import type { Intent } from "../../sim/agents/agent.ts";
import { Honest } from "../../sim/agents/honest.ts";
import { addressOf } from "../../sim/base/identity.ts";
import { generateCommitment } from "../../sim/base/ids.ts";
import { DAY, WAD } from "../../sim/base/types.ts";
import type { HonestPopulation } from "../../sim/scenarios/populations.ts";
import {
  awake,
  birth,
  cid,
  computations,
  computed,
  contested,
  FakeView,
  HONEST,
  methods,
  mined,
  NOW,
  news,
  openTask,
  SELF,
  sent,
  solve,
  solved,
  wakes,
  word,
} from "./fakes.ts";

const setting = (population: Partial<HonestPopulation> = {}) => ({
  agent: new Honest(birth(), { ...HONEST, ...population }),
  view: new FakeView(),
});

const sends = (intents: readonly Intent[]) => intents.filter(({ type }) => type === "send");
const takes = (agent: Honest, view: FakeView, task = view.market.add(openTask(1))) =>
  wakes(agent.decide(news(task), view), "begin").length === 1;

describe("honest solvers race for tasks that pay", () => {
  it("take a task whose fee and reward exceed the cost", () => {
    const { agent, view } = setting();
    expect(takes(agent, view)).to.equal(true);
  });

  it("do nothing when costs exceed fee and reward", () => {
    const { agent, view } = setting();
    view.cost = 7;
    expect(agent.decide(news(view.market.add(openTask(1, { netFee: 1 }))), view)).to.deep.equal([]);
    expect(takes(agent, view, view.market.add(openTask(2, { netFee: 1.4 })))).to.equal(true);
  });

  it("count the reward as well as the fee", () => {
    const { agent, view } = setting();
    view.cost = 3.5;
    view.market.reward = 0;
    expect(takes(agent, view)).to.equal(false);
    view.market.reward = 1;
    expect(takes(agent, view)).to.equal(true);
  });

  it("weigh the prize by the chance of being first", () => {
    const { agent, view } = setting();
    view.market.chance = () => 0.04;
    expect(takes(agent, view)).to.equal(false);
    view.market.chance = () => 0.06;
    expect(takes(agent, view)).to.equal(true);
  });

  it("ask history for the chance at the age at which they would finish", () => {
    const { agent, view } = setting();
    const asked: number[][] = [];
    view.market.chance = (from, until) => asked.push([from, until]) * 0 + 1;
    agent.decide(news(view.market.add(openTask(1, { submittedAt: NOW - 50 }))), view);
    expect(asked[0]).to.deep.equal([50, 50 + 10 + 200]);
  });

  it("ask for the margin that they are set to", () => {
    const paying = { netFee: 0.03 };
    const modest = setting({ marginShare: 0 });
    const greedy = setting({ marginShare: 12 });
    expect(takes(modest.agent, modest.view, modest.view.market.add(openTask(1, paying)))).to.equal(true);
    expect(takes(greedy.agent, greedy.view, greedy.view.market.add(openTask(1, paying)))).to.equal(false);
  });

  it("solve the task of ten times the fee first", () => {
    const { agent, view } = setting();
    solve(agent, view, view.market.add(openTask(1)), cid(1));
    for (const [n, netFee] of [
      [2, 1],
      [3, 10],
      [4, 2],
    ] as const)
      view.market.add(openTask(n, { netFee }));
    const [begin] = wakes(agent.decide(awake("retry"), view), "begin");
    expect(begin!.note.about).to.equal(word(3));
  });

  it("prefer an older task of a like fee, where competition is over", () => {
    const { agent, view } = setting();
    view.market.chance = (from) => (from > 600 ? 1 : 0.3);
    view.market.add(openTask(2, { netFee: 1.1 }));
    view.market.add(openTask(3, { netFee: 1, submittedAt: NOW - 1000 }));
    const [begin] = wakes(agent.decide(awake("retry"), view), "begin");
    expect(begin!.note.about).to.equal(word(3));
  });

  it("look again later, and later still, at a task that does not pay yet", () => {
    const { agent, view } = setting();
    view.cost = 100;
    view.market.add(openTask(2, { submittedAt: NOW - 1000 }));
    expect(wakes(agent.decide(awake("retry"), view), "retry").map(({ at }) => at)).to.deep.equal([NOW + 500]);
  });

  it("do not serve models that they do not serve", () => {
    const { agent, view } = setting();
    expect(takes(agent, view, view.market.add(openTask(1, { model: "image" })))).to.equal(false);
  });

  it("book the computation after the reaction time, unless the task is gone", () => {
    const { agent, view } = setting();
    const task = view.market.add(openTask(1));
    const [begin] = wakes(agent.decide(news(task), view), "begin");
    expect(begin!.at).to.equal(NOW + 10);
    expect(computations(agent.decide(awake("begin", task.id), view))).to.deep.equal([
      { task: task.id, purpose: "solve" },
    ]);
    const late = setting();
    late.agent.decide(news(task), late.view);
    expect(computations(late.agent.decide(awake("begin", task.id), late.view))).to.deep.equal([]);
  });

  it("book nothing that has stopped paying meanwhile", () => {
    const { agent, view } = setting();
    const task = view.market.add(openTask(1));
    agent.decide(news(task), view);
    view.cost = 7;
    expect(computations(agent.decide(awake("begin", task.id), view))).to.deep.equal([]);
    view.cost = 0.3;
    expect(takes(agent, view, view.market.add(openTask(2)))).to.equal(true);
  });

  it("run one computation at a time", () => {
    const { agent, view } = setting();
    expect(takes(agent, view)).to.equal(true);
    expect(takes(agent, view, view.market.add(openTask(2)))).to.equal(false);
  });

  it("learn from races lost that their chance is smaller than history says", () => {
    const { agent, view } = setting();
    view.cost = 2;
    for (let n = 1; n <= 100 && takes(agent, view, view.market.add(openTask(n))); n += 1) {
      agent.decide(awake("begin", word(n)), view);
      view.market.solve(solved(n, { cid: cid(n) }));
      computed(agent, view, word(n), cid(n));
    }
    expect(takes(agent, view, view.market.add(openTask(101)))).to.equal(false);
    view.now += 20 * DAY;
    expect(takes(agent, view, view.market.add(openTask(102, { submittedAt: view.now })))).to.equal(true);
  });
});

describe("honest solvers follow the news that concern them", () => {
  it("tasks when their machine is free, solutions while they take part, contestations always", () => {
    const { agent, view } = setting();
    const follows = () => (["task", "solution", "contestation"] as const).map((news) => agent.follows(news));
    expect(follows()).to.deep.equal([true, true, true]);
    takes(agent, view);
    expect(follows()).to.deep.equal([false, true, true]);
    const outside = setting({ entry: "waiting" }).agent;
    expect(outside.follows("task") || outside.follows("solution")).to.equal(false);
    expect(outside.follows("contestation")).to.equal(true);
  });

  it("have one reminder to look again at a time", () => {
    const { agent, view } = setting();
    view.cost = 100;
    view.market.add(openTask(2));
    expect(wakes(agent.decide(awake("retry"), view), "retry").map(({ at }) => at)).to.deep.equal([NOW + 60]);
    expect(wakes(computed(agent, view, word(3), cid(3)), "retry")).to.deep.equal([]);
  });

  it("look back for the first time within one period, each at its own time", () => {
    const first = (name: string) => {
      const agent = new Honest(birth(name), HONEST);
      return wakes(agent.decide({ type: "start" }, new FakeView()), "review")[0]!.at - NOW;
    };
    const times = ["a", "b", "c", "d", "e", "f"].map(first);
    expect(new Set(times).size).to.equal(6);
    for (const time of times) expect(time).to.be.within(0, DAY);
    expect(Math.max(...times)).to.be.greaterThan(DAY / 10);
  });
});

describe("honest solvers commit, reveal and claim", () => {
  it("commit to their own result before they reveal it", () => {
    const { agent, view } = setting();
    const [commit] = sends(solve(agent, view, view.market.add(openTask(1)), cid(7)));
    expect(sent([commit!])[0]!.args).to.deep.equal([generateCommitment(SELF, word(1), cid(7))]);
    expect(sent(mined(agent, view, commit))).to.deep.equal([
      { from: SELF, to: "engine", method: "submitSolution", args: [word(1), cid(7)] },
    ]);
  });

  it("remember a race won when the solution is accepted, and not before", () => {
    const { agent, view } = setting();
    const [commit] = sends(solve(agent, view, view.market.add(openTask(1)), cid(7)));
    const hope = () => agent.experience.temper("text", 0.2, view.now);
    const [reveal] = sends(mined(agent, view, commit));
    expect(hope()).to.be.closeTo((0.2 * 20) / 21, 1e-12);
    view.market.solve(solved(1, { solver: SELF, cid: cid(7) }));
    expect(wakes(mined(agent, view, reveal, false), "claim")).to.deep.equal([]);
    expect(hope()).to.be.closeTo((0.2 * 20) / 21, 1e-12);
    expect(wakes(mined(agent, view, reveal), "claim")).to.have.length(1);
    expect(hope()).to.be.closeTo(0.2, 1e-12);
  });

  it("do not reveal once another has solved the task, nor without a commitment", () => {
    const { agent, view } = setting();
    const [commit] = sends(solve(agent, view, view.market.add(openTask(1)), cid(7)));
    expect(methods(mined(agent, view, commit, false))).to.deep.equal([]);
    const late = setting();
    const [second] = sends(solve(late.agent, late.view, late.view.market.add(openTask(1)), cid(7)));
    late.view.market.solve(solved(1, { cid: cid(7) }));
    expect(methods(mined(late.agent, late.view, second))).to.deep.equal([]);
  });

  const solution = () => {
    const { agent, view } = setting();
    const [commit] = sends(solve(agent, view, view.market.add(openTask(1)), cid(7)));
    const [reveal] = sends(mined(agent, view, commit));
    const own = view.market.solve(solved(1, { solver: SELF, cid: cid(7) }));
    return { agent, view, own, reminder: wakes(mined(agent, view, reveal), "claim")[0]! };
  };

  it("claim as soon as the protocol allows", () => {
    const { agent, view, reminder } = solution();
    expect(reminder.at).to.equal(NOW + 2001);
    expect(sent(agent.decide({ type: "wake", note: reminder.note }, view))).to.deep.equal([
      { from: SELF, to: "engine", method: "claimSolution", args: [word(1)] },
    ]);
  });

  it("do not claim what is contested or already final", () => {
    const disputed = solution();
    disputed.view.market.contest(contested(disputed.own));
    expect(disputed.agent.decide({ type: "wake", note: disputed.reminder.note }, disputed.view)).to.deep.equal([]);
    const final = solution();
    final.view.market.solutions.clear();
    expect(final.agent.decide({ type: "wake", note: final.reminder.note }, final.view)).to.deep.equal([]);
  });
});

describe("honest solvers verify, contest and vote by evidence", () => {
  const inspect = (agent: Honest, view: FakeView, n: number) =>
    agent.decide({ type: "solution", solution: view.market.solve(solved(n)) }, view);

  it("compute the set share of others' solutions again", () => {
    for (const [verifyShare, low, high] of [
      [0, 0, 0],
      [0.3, 60, 120],
      [1, 300, 300],
    ] as const) {
      const { agent, view } = setting({ verifyShare });
      let checks = 0;
      for (let n = 1; n <= 300; n += 1) {
        const booked = computations(inspect(agent, view, n));
        checks += booked.filter(({ purpose }) => purpose === "verify").length;
        if (booked.length > 0) computed(agent, view, word(n), cid(n));
      }
      expect(checks).to.be.within(low, high);
    }
  });

  it("compute again what a convicted solver submits, when half a slash is worth the cost", () => {
    const { agent, view } = setting({ distrust: true });
    expect(computations(inspect(agent, view, 1))).to.deep.equal([]);
    view.market.validator = () => ({ ...view.own, solutions: 10, convictions: 1 });
    view.slash = WAD;
    expect(computations(inspect(agent, view, 2))).to.deep.equal([]);
    view.slash = 30n * WAD;
    expect(computations(inspect(agent, view, 3))).to.deep.equal([{ task: word(3), purpose: "verify" }]);
    const trusting = setting({ distrust: false });
    trusting.view.market.validator = view.market.validator;
    expect(computations(inspect(trusting.agent, trusting.view, 4))).to.deep.equal([]);
  });

  it("leave alone what their machine does not serve", () => {
    const { agent, view } = setting({ distrust: true, verifyShare: 1 });
    view.machine = () => {
      throw new Error("asked the machine about a model that it does not serve");
    };
    view.market.validator = () => ({ ...view.own, solutions: 10, convictions: 1 });
    const image = view.market.solve(solved(1, { model: "image" }));
    expect(agent.decide({ type: "solution", solution: image }, view)).to.deep.equal([]);
    const contestation = view.market.contest(contested(image));
    expect(agent.decide({ type: "contestation", contestation }, view)).to.deep.equal([]);
  });

  it("contest what differs from their own result and nothing else", () => {
    const { agent, view } = setting();
    view.market.solve(solved(1));
    view.market.solve(solved(2));
    expect(sent(computed(agent, view, word(1), cid(99)))).to.deep.equal([
      { from: SELF, to: "engine", method: "submitContestation", args: [word(1)] },
    ]);
    expect(methods(computed(agent, view, word(2), cid(2)))).to.deep.equal([]);
  });

  it("contest a solution that beat their own, if it differs", () => {
    const { agent, view } = setting();
    solve(agent, view, view.market.add(openTask(1)), cid(50));
    expect(methods(inspect(agent, view, 1))).to.deep.equal(["submitContestation"]);
  });

  it("do not contest too late, nor without the stake", () => {
    const late = setting();
    late.view.market.solve(solved(1, { solvedAt: NOW - 1996 }));
    expect(methods(computed(late.agent, late.view, word(1), cid(99)))).to.deep.equal([]);
    const poor = setting();
    poor.view.own = { ...poor.view.own, staked: 239n * WAD };
    poor.view.wallet = 0n;
    poor.view.market.solve(solved(1));
    expect(methods(computed(poor.agent, poor.view, word(1), cid(99)))).to.deep.equal([]);
  });

  it("vote yea when their result differs and nay when it agrees", () => {
    for (const [own, yea] of [
      [cid(1), false],
      [cid(99), true],
    ] as const) {
      const { agent, view } = setting();
      solve(agent, view, view.market.add(openTask(1)), own);
      const contestation = view.market.contest(contested(view.market.solve(solved(1))));
      const intents = agent.decide({ type: "contestation", contestation }, view);
      expect(sent(intents)[0]).to.deep.include({ method: "voteOnContestation", args: [word(1), yea] });
    }
  });

  it("do not vote again when their own contestation stands", () => {
    const { agent, view } = setting();
    view.market.solve(solved(1));
    const [contest] = sends(computed(agent, view, word(1), cid(99)));
    view.market.contest(contested(solved(1), { contester: SELF, yeas: [SELF] }));
    expect(methods(mined(agent, view, contest))).to.deep.equal([]);
  });

  it("vote when another's contestation came first", () => {
    const { agent, view } = setting();
    view.market.solve(solved(1));
    const [contest] = sends(computed(agent, view, word(1), cid(99)));
    view.market.contest(contested(solved(1)));
    expect(methods(mined(agent, view, contest, false))).to.deep.equal(["voteOnContestation"]);
  });

  it("compute to vote when the share of the slashes pays for it, and not otherwise", () => {
    for (const [cost, booked] of [
      [0.3, 1],
      [100, 0],
    ] as const) {
      const { agent, view } = setting();
      view.cost = cost;
      const contestation = view.market.contest(contested(solved(1)));
      const intents = agent.decide({ type: "contestation", contestation }, view);
      expect(computations(intents).filter(({ purpose }) => purpose === "vote")).to.have.length(booked);
      expect(methods(intents)).to.deep.equal([]);
    }
  });

  it("share half of the smaller side's slashes among as many winners as usual: that has to pay", () => {
    const books = (cost: number, fields: { turnout?: number; yeas?: number; nays?: number }) => {
      const { agent, view } = setting();
      view.gas = 0;
      view.cost = cost;
      view.market.turnout = fields.turnout ?? 0;
      const side = (name: string, size: number) => Array.from({ length: size }, (_, n) => addressOf(`${name}${n}`));
      const [yeas, nays] = [side("yea", fields.yeas ?? 1), side("nay", fields.nays ?? 1)];
      const contestation = view.market.contest(contested(solved(1), { yeas, nays }));
      return computations(agent.decide({ type: "contestation", contestation }, view)).length === 1;
    };
    // Half a slash of 30 AIUS at 3 USD is 45 USD.
    expect([books(44.9, {}), books(45.1, {})]).to.deep.equal([true, false]);
    expect([books(44.9, { nays: 0 }), books(45.1, { nays: 0 })]).to.deep.equal([true, false]);
    expect([books(4.4, { turnout: 10 }), books(4.6, { turnout: 10 })]).to.deep.equal([true, false]);
    expect([books(22.4, { yeas: 4, nays: 2 }), books(22.6, { yeas: 4, nays: 2 })]).to.deep.equal([true, false]);
  });

  it("check a convict when a quarter of the slash, times its share of false results, exceeds the cost", () => {
    const books = (cost: number) => {
      const { agent, view } = setting({ distrust: true });
      [view.gas, view.cost] = [0, cost];
      view.market.validator = () => ({ ...view.own, solutions: 10, convictions: 2 });
      return computations(inspect(agent, view, 1)).length === 1;
    };
    expect([books(4.49), books(4.51)]).to.deep.equal([true, false]);
  });

  it("queue four checks at most while the machine is busy, and run them before they race again", () => {
    const { agent, view } = setting({ verifyShare: 1 });
    for (let n = 1; n <= 7; n += 1) inspect(agent, view, n);
    view.market.add(openTask(20, { netFee: 100 }));
    const checked: unknown[] = [];
    let intents = computed(agent, view, word(1), cid(1));
    for (; computations(intents).length > 0; intents = computed(agent, view, checked.at(-1) as never, cid(0))) {
      checked.push(computations(intents)[0]!.task);
    }
    expect(checked).to.deep.equal([2, 3, 4, 5].map(word));
    expect(wakes(intents, "begin")).to.have.length(1);
  });

  it("drop a check of what is final, and a vote that is over, when its turn comes", () => {
    const { agent, view } = setting({ verifyShare: 1 });
    for (const n of [1, 2]) inspect(agent, view, n);
    const contestation = view.market.contest(contested(solved(3)));
    agent.decide({ type: "contestation", contestation }, view);
    view.market.solutions.delete(word(2));
    view.now += 5000;
    expect(computations(computed(agent, view, word(1), cid(1)))).to.deep.equal([]);
  });

  it("do not judge their own case: neither as the solver nor as the contester", () => {
    for (const fields of [{ solver: SELF }, { contester: SELF }]) {
      const { agent, view } = setting();
      const task = solved(1, "solver" in fields ? fields : {});
      const contestation = view.market.contest(contested(task, { nays: [], yeas: [], ...fields }));
      const intents = agent.decide({ type: "contestation", contestation }, view);
      expect(computations(intents)).to.deep.equal([]);
      expect(wakes(intents, "settle").map(({ at }) => at)).to.deep.equal([NOW + 4000]);
    }
  });

  it("do not vote twice, too late, or with a stake that is too young", () => {
    const votes = (change: (view: FakeView) => void, yeas = [addressOf("contester")]) => {
      const { agent, view } = setting();
      solve(agent, view, view.market.add(openTask(1)), cid(99));
      const contestation = view.market.contest(contested(view.market.solve(solved(1)), { yeas }));
      change(view);
      return methods(agent.decide({ type: "contestation", contestation }, view));
    };
    expect(votes(() => {})).to.deep.equal(["voteOnContestation"]);
    expect(votes(() => {}, [SELF])).to.deep.equal([]);
    expect(
      votes((view) => {
        view.now = NOW + 4001;
      }),
    ).to.deep.equal([]);
    expect(
      votes((view) => {
        view.own = { ...view.own, since: NOW + 121 };
      }),
    ).to.deep.equal([]);
  });

  it("settle a vote that they have won, in the order of the winners, and none that they have lost", () => {
    const settle = (yeas: readonly string[], now: number) => {
      const { agent, view } = setting();
      view.market.contest(contested(solved(1), { yeas: yeas.map((name) => addressOf(name)) }));
      view.now = now;
      return agent.decide(awake("settle", word(1)), view);
    };
    expect(sent(settle(["self", "a"], NOW + 4000))[0]!.args).to.deep.equal([word(1), 2n]);
    expect(settle(["a", "self"], NOW + 4000)).to.deep.equal([
      { type: "wake", at: NOW + 4030, note: { matter: "settle", about: word(1) } },
    ]);
    expect(methods(settle(["a", "self"], NOW + 4030))).to.deep.equal(["contestationVoteFinish"]);
    expect(settle(["self"], NOW + 4000)).to.deep.equal([]);
  });
});

describe("honest solvers enter and leave", () => {
  it("count what their stake would cost against what entering promises", () => {
    const enters = (capitalSharePerDay: number) => {
      const { agent, view } = setting({ entry: "waiting" });
      view.own = { ...view.own, staked: 0n };
      [view.wallet, view.gas, view.capitalSharePerDay] = [400n * WAD, 0, capitalSharePerDay];
      return methods(agent.decide(awake("review"), view)).length === 1;
    };
    // Ten tasks of 6 USD less 0.30 each, less a standing dollar, are 56 USD a day; 300 AIUS are 900 USD.
    expect([enters(55.9 / 900), enters(56.1 / 900)]).to.deep.equal([true, false]);
  });

  it("ask left-over stake back when they stay outside", () => {
    const { agent, view } = setting({ entry: "waiting" });
    view.market.tasks = 0;
    view.own = { ...view.own, staked: 5n * WAD };
    expect(sent(agent.decide(awake("review"), view))[0]).to.deep.include({
      method: "initiateValidatorWithdraw",
      args: [5n * WAD],
    });
  });

  it("review again after every period", () => {
    const { agent, view } = setting({ reviewDays: 2 });
    agent.decide({ type: "start" }, view);
    expect(wakes(agent.decide(awake("review"), view), "review")[0]!.at).to.equal(NOW + 2 * DAY);
  });

  const review = (agent: Honest, view: FakeView) => {
    view.now += DAY;
    return methods(agent.decide(awake("review"), view));
  };

  it("leave after two periods in a row with a loss", () => {
    const { agent, view } = setting();
    agent.decide({ type: "start" }, view);
    expect(review(agent, view)).to.deep.equal([]);
    expect(review(agent, view)).to.deep.equal(["initiateValidatorWithdraw"]);
  });

  it("stay when they gain, also after one bad period", () => {
    const { agent, view } = setting();
    agent.decide({ type: "start" }, view);
    for (let period = 0; period < 6; period += 1) {
      if (period % 2 === 1) view.wallet += 10n * WAD;
      expect(review(agent, view)).to.deep.equal([]);
    }
  });

  it("count computations against the gain", () => {
    const { agent, view } = setting({ standingUsdPerDay: "0" });
    view.capitalSharePerDay = 0;
    agent.decide({ type: "start" }, view);
    for (let period = 0; period < 2; period += 1) {
      view.wallet += WAD / 20n;
      computed(agent, view, word(period), cid(1));
      expect(review(agent, view)).to.deep.equal(period === 1 ? ["initiateValidatorWithdraw"] : []);
    }
  });

  it("enter when history promises more than standing by costs, and only then", () => {
    for (const [tasks, entered] of [
      [10, ["validatorDeposit"]],
      [0.1, []],
    ] as const) {
      const { agent, view } = setting({ entry: "waiting" });
      view.own = { ...view.own, staked: 0n, since: 0 };
      view.wallet = 400n * WAD;
      view.market.tasks = tasks;
      expect(agent.follows("task")).to.equal(false);
      expect(review(agent, view)).to.deep.equal(entered);
    }
  });

  it("deposit their stake, and withdraw it a day after asking for it back", () => {
    const { agent, view } = setting({ entry: "waiting" });
    view.own = { ...view.own, staked: 0n };
    view.wallet = 400n * WAD;
    agent.decide({ type: "start" }, view);
    const [deposit] = sends(agent.decide(awake("review"), view));
    expect(sent([deposit!])[0]!.args).to.deep.equal([SELF, 300n * WAD]);
    mined(agent, view, deposit);
    [view.own, view.wallet] = [{ ...view.own, staked: 300n * WAD }, 100n * WAD];
    review(agent, view);
    view.now += DAY;
    const [request] = sends(agent.decide(awake("review"), view));
    const unlockTime = BigInt(view.now + DAY);
    const initiated = { name: "ValidatorWithdrawInitiated", args: { count: 1n, unlockTime, amount: 300n * WAD } };
    const [due] = wakes(mined(agent, view, request, true, [initiated]), "withdraw");
    expect(due!.at).to.equal(view.now + DAY);
    expect(sent(agent.decide(awake("withdraw"), view))[0]!.args).to.deep.equal([1n, SELF]);
  });

  it("cancel a request that a slash has made too large", () => {
    const { agent, view } = setting();
    agent.decide({ type: "start" }, view);
    review(agent, view);
    view.now += DAY;
    const [request] = sends(agent.decide(awake("review"), view));
    const initiated = { name: "ValidatorWithdrawInitiated", args: { count: 1n, unlockTime: 0n, amount: 300n * WAD } };
    mined(agent, view, request, true, [initiated]);
    view.own = { ...view.own, staked: 270n * WAD, pending: 300n * WAD };
    const [cancel] = sends(agent.decide(awake("withdraw"), view));
    expect(sent([cancel!])[0]!.method).to.equal("cancelValidatorWithdraw");
    view.own = { ...view.own, pending: 0n };
    expect(sent(mined(agent, view, cancel))[0]).to.deep.include({
      method: "initiateValidatorWithdraw",
      args: [270n * WAD],
    });
  });

  it("top a slashed stake up from the wallet, as far as it is worth it", () => {
    const { agent, view } = setting();
    view.own = { ...view.own, staked: 230n * WAD };
    expect(sent(agent.decide(news(view.market.add(openTask(1))), view))[0]!.args).to.deep.equal([SELF, 34n * WAD]);
    const poor = setting();
    poor.view.own = view.own;
    poor.view.wallet = 9n * WAD;
    expect(poor.agent.decide(news(poor.view.market.add(openTask(1))), poor.view)).to.deep.equal([]);
  });
});
