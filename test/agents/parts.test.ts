/** The parts that policies are made of, to the second, the wei and the cent. */
import { expect } from "chai";
import { Evidence } from "../../sim/agents/evidence.ts";
import { Experience } from "../../sim/agents/experience.ts";
import { dailyProspect, prospectOf } from "../../sim/agents/race.ts";
import { remindClaim, remindSettle } from "../../sim/agents/settlement.ts";
import { Solvency, standingCost } from "../../sim/agents/solvency.ts";
import { free, Staking } from "../../sim/agents/staking.ts";
import type { ValidatorFacts } from "../../sim/agents/view.ts";
import { mayVote } from "../../sim/agents/voting.ts";
import { addressOf } from "../../sim/base/identity.ts";
import { DAY, WAD, type Wei } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { cid, contested, FakeView, methods, NOW, SELF, sent, solved, word } from "./fakes.ts";

const staking = (view: FakeView, facts: Partial<ValidatorFacts>) => {
  view.own = { ...view.own, ...facts };
  return view;
};

describe("who may vote", () => {
  const allowed = (change: (view: FakeView) => void, contestation = contested(solved(1))) => {
    const view = new FakeView();
    change(view);
    return mayVote(contestation, SELF, view);
  };

  it("may do so up to the last second of the period", () => {
    expect(allowed((view) => Object.assign(view, { now: NOW + 4000 }))).to.equal(true);
    expect(allowed((view) => Object.assign(view, { now: NOW + 4000.25 }))).to.equal(false);
  });

  it("has held a stake since 120 seconds after the contestation at the latest", () => {
    expect(allowed((view) => staking(view, { since: NOW + 120 }))).to.equal(true);
    expect(allowed((view) => staking(view, { since: NOW + 121 }))).to.equal(false);
    expect(allowed((view) => staking(view, { since: 0 }))).to.equal(false);
    expect(
      allowed((view) => {
        view.protocol = { ...view.protocol, maxContestationValidatorStakeSince: NOW };
        staking(view, { since: NOW - 1 });
      }),
    ).to.equal(false);
    expect(
      allowed((view) => {
        view.protocol = { ...view.protocol, maxContestationValidatorStakeSince: NOW };
        staking(view, { since: NOW });
      }),
    ).to.equal(true);
    expect(
      allowed((view) => {
        view.protocol = { ...view.protocol, maxContestationValidatorStakeSince: 0 };
        staking(view, { since: 0 });
      }),
    ).to.equal(false);
  });

  it("has the minimum free and the slash in stake", () => {
    expect(allowed((view) => staking(view, { staked: 240n * WAD }))).to.equal(true);
    expect(allowed((view) => staking(view, { staked: 240n * WAD - 1n }))).to.equal(false);
    expect(allowed((view) => staking(view, { staked: 300n * WAD, pending: 61n * WAD }))).to.equal(false);
    const costly = contested(solved(1), { slash: 300n * WAD });
    expect(allowed(() => {}, costly)).to.equal(true);
    expect(allowed((view) => staking(view, { staked: 300n * WAD - 1n }), costly)).to.equal(false);
  });

  it("has not voted on either side", () => {
    expect(allowed(() => {}, contested(solved(1), { yeas: [SELF] }))).to.equal(false);
    expect(allowed(() => {}, contested(solved(1), { nays: [SELF] }))).to.equal(false);
  });
});

describe("the prospect of a race", () => {
  const racer = () => ({ address: SELF, experience: new Experience() });

  it("is chance times fee and reward, less computation, commitment, and the gas of winning", () => {
    const view = new FakeView();
    view.market.chance = () => 0.5;
    view.gasUsd = (method?: string) =>
      ({ signalCommitment: 0.01, submitSolution: 0.02, claimSolution: 0.04 })[method!]!;
    const { cost, profit, forecast } = prospectOf({ model: "text", netFee: 2, age: 0 }, 10, racer(), view);
    expect(forecast).to.equal(0.5);
    expect(cost).to.be.closeTo(0.3 + 0.01 + 0.5 * 0.06, 1e-12);
    expect(profit).to.be.closeTo(0.5 * 3 * 3 - cost, 1e-12);
  });

  it("of a day adds up the models that pay, as often as there are tasks or time", () => {
    const view = new FakeView();
    view.gas = 0;
    const day = () => dailyProspect(["text"], 10, racer(), view);
    expect(day()).to.be.closeTo(10 * (6 - 0.3), 1e-9);
    view.market.tasks = 1e6;
    expect(day()).to.be.closeTo((86_400 / 210) * 5.7, 1e-6);
    view.cost = 7;
    expect(day()).to.equal(0);
  });
});

describe("experience", () => {
  it("leaves a beginner's forecast alone", () => {
    expect(new Experience().temper("text", 0.4, NOW)).to.equal(0.4);
  });

  it("scales forecasts by what was won over what was hoped for, twenty wins of trust added to both", () => {
    const experience = new Experience();
    experience.begin("text", 0.5, NOW);
    experience.begin("text", 0.5, NOW);
    expect(experience.temper("text", 0.4, NOW)).to.be.closeTo((0.4 * 20) / (0.5 * 0.9995 + 0.5 + 20), 1e-12);
    experience.win("text", NOW);
    expect(experience.temper("text", 0.4, NOW)).to.be.closeTo((0.4 * 21) / (0.5 * 0.9995 + 0.5 + 20), 1e-12);
  });

  it("never promises more than certainty, and is kept per model", () => {
    const experience = new Experience();
    for (let n = 0; n < 99; n += 1) experience.win("text", NOW);
    expect(experience.temper("text", 0.4, NOW)).to.equal(1);
    expect(experience.temper("image", 0.4, NOW)).to.equal(0.4);
  });

  it("fades by a hundredth a day", () => {
    const experience = new Experience();
    experience.begin("text", 1, NOW);
    expect(experience.temper("text", 1, NOW + 2 * DAY)).to.be.closeTo(20 / (20 + 0.99 ** 2), 1e-12);
  });
});

describe("an honest solver's books", () => {
  /** Whether the second of two like periods of a day disappoints, with a gain and bills per period. */
  const disappoints = (gainAius: number, bills: number) => {
    const view = new FakeView();
    const books = new Solvency(1);
    books.open(view);
    let result = false;
    for (let period = 0; period < 2; period += 1) {
      view.now += DAY;
      view.wallet += BigInt(Math.round(gainAius * 1e6)) * 10n ** 12n;
      books.pay(bills);
      result = books.disappointing(view);
    }
    return result;
  };
  /** 300 AIUS at 3 USD and 10 % a year. */
  const CAPITAL = (300 * 3 * 0.1) / 365;

  it("count standing and capital: a stake of 300 costs a quarter of a dollar a day beside the standing cost", () => {
    expect(standingCost(1, new FakeView())).to.be.closeTo(1 + CAPITAL, 1e-12);
  });

  it("turn at the dollar: a gain that covers all bills is no loss", () => {
    const even = (1 + CAPITAL + 0.5) / 3;
    expect(disappoints(even + 0.001, 0.5)).to.equal(false);
    expect(disappoints(even - 0.001, 0.5)).to.equal(true);
  });

  it("count what is in the stake as well as what is in the wallet", () => {
    const view = new FakeView();
    const books = new Solvency(0);
    view.capitalSharePerDay = 0;
    books.open(view);
    for (let period = 0; period < 2; period += 1) {
      view.now += DAY;
      view.wallet -= 10n * WAD;
      staking(view, { staked: view.own.staked + 10n * WAD });
      expect(books.disappointing(view)).to.equal(false);
    }
  });

  it("begin anew: a loss before a reset does not count", () => {
    const view = new FakeView();
    const books = new Solvency(1);
    books.open(view);
    view.now += DAY;
    expect(books.disappointing(view)).to.equal(false);
    books.reset();
    books.open(view);
    view.now += DAY;
    expect(books.disappointing(view)).to.equal(false);
    view.now += DAY;
    expect(books.disappointing(view)).to.equal(true);
  });
});

describe("a stake", () => {
  const setting = (facts: Partial<ValidatorFacts> = {}, wallet: Wei = 100n * WAD) => {
    const view = staking(new FakeView(), facts);
    view.wallet = wallet;
    return { view, stake: new Staking(SELF, 300n * WAD, "in") };
  };
  const receipt = (action: ReturnType<typeof engine.claimSolution>, ok = true) =>
    ({ type: "receipt", action, receipt: ok ? { ok, events: [] } : { ok, error: "Refused" } }) as const;

  it("gives the right to act from the minimum on, what is asked back not counted", () => {
    const able = (facts: Partial<ValidatorFacts>) => {
      const { view, stake } = setting(facts);
      return stake.fit(view);
    };
    expect(able({ staked: 240n * WAD })).to.equal(true);
    expect(able({ staked: 240n * WAD - 1n })).to.equal(false);
    expect(able({ staked: 300n * WAD, pending: 60n * WAD })).to.equal(true);
    expect(able({ staked: 300n * WAD, pending: 60n * WAD + 1n })).to.equal(false);
    expect(free(setting({ pending: WAD }).view)).to.equal(299n * WAD);
  });

  it("is topped up to a tenth above the minimum, from the wallet, when it is below the minimum", () => {
    const amount = (staked: Wei, wallet: Wei) => {
      const { view, stake } = setting({ staked }, wallet);
      return sent(stake.topUp(view)).map(({ args }) => args[1]);
    };
    expect(amount(239n * WAD, 100n * WAD)).to.deep.equal([25n * WAD]);
    expect(amount(239n * WAD, 10n * WAD)).to.deep.equal([10n * WAD]);
    expect(amount(240n * WAD, 100n * WAD)).to.deep.equal([]);
    expect(amount(239n * WAD, WAD)).to.deep.equal([WAD]);
    expect(amount(239n * WAD, WAD - 1n)).to.deep.equal([]);
  });

  it("is topped up once at a time, and again when the first deposit has arrived or failed", () => {
    const { view, stake } = setting({ staked: 200n * WAD });
    const [deposit] = sent(stake.topUp(view));
    expect(stake.topUp(view)).to.deep.equal([]);
    stake.decide(receipt(engine.claimSolution(SELF, word(1))), view);
    expect(stake.topUp(view)).to.deep.equal([]);
    stake.decide(receipt(deposit!, false), view);
    expect(methods(stake.topUp(view))).to.deep.equal(["validatorDeposit"]);
  });

  it("is not topped up by who has left or is leaving", () => {
    const { view, stake } = setting({ staked: 200n * WAD });
    stake.leave(view);
    expect(stake.topUp(view)).to.deep.equal([]);
  });

  it("enters with what is missing to the full amount, or with what the wallet holds", () => {
    const amount = (wallet: Wei, staked = 0n) => {
      const view = staking(new FakeView(), { staked });
      view.wallet = wallet;
      return sent(new Staking(SELF, 300n * WAD, "out").enter(view)).map(({ args }) => args[1]);
    };
    expect(amount(400n * WAD)).to.deep.equal([300n * WAD]);
    expect(amount(400n * WAD, 20n * WAD)).to.deep.equal([280n * WAD]);
    expect(amount(240n * WAD)).to.deep.equal([240n * WAD]);
    expect(amount(240n * WAD - 1n)).to.deep.equal([]);
  });

  it("enters a tenth above the minimum where that has outgrown the agent's stake", () => {
    const view = staking(new FakeView(), { staked: 0n });
    [view.minimumStake, view.wallet] = [400n * WAD, 1000n * WAD];
    expect(sent(new Staking(SELF, 300n * WAD, "out").enter(view))[0]!.args[1]).to.equal(440n * WAD);
  });

  it("asks back what is free, and nothing when nothing is", () => {
    const { view, stake } = setting({ staked: 300n * WAD, pending: 100n * WAD });
    expect(sent(stake.leave(view))[0]!.args).to.deep.equal([200n * WAD]);
    const none = setting({ staked: 100n * WAD, pending: 100n * WAD });
    expect(none.stake.leave(none.view)).to.deep.equal([]);
  });

  it("is out once it is withdrawn", () => {
    const { view, stake } = setting();
    stake.leave(view);
    expect(stake.phase).to.equal("leaving");
    stake.decide(receipt(engine.validatorWithdraw(SELF, 1n, SELF)), view);
    expect(stake.phase).to.equal("out");
  });
});

describe("evidence", () => {
  const setting = () => {
    const [evidence, view] = [new Evidence(SELF), new FakeView()];
    evidence.remember(word(1), cid(99));
    return { evidence, view };
  };

  it("is used up to five seconds before the claim is due", () => {
    const contest = (solvedAt: number) => {
      const { evidence, view } = setting();
      return methods(evidence.check(solved(1, { solvedAt }), view));
    };
    expect(contest(NOW - 1994)).to.deep.equal(["submitContestation"]);
    expect(contest(NOW - 1995)).to.deep.equal([]);
  });

  it("is used with the minimum free and the slash in stake", () => {
    const contest = (facts: Partial<ValidatorFacts>, slash = 30n * WAD) => {
      const { evidence, view } = setting();
      view.slash = slash;
      return methods(evidence.check(solved(1), staking(view, facts))).length;
    };
    expect(contest({ staked: 240n * WAD })).to.equal(1);
    expect(contest({ staked: 250n * WAD, pending: 10n * WAD })).to.equal(1);
    expect(contest({ staked: 250n * WAD, pending: 10n * WAD + 1n })).to.equal(0);
    expect(contest({ staked: 300n * WAD }, 300n * WAD)).to.equal(1);
    expect(contest({ staked: 300n * WAD }, 300n * WAD + 1n)).to.equal(0);
  });

  it("is used once per task", () => {
    const { evidence, view } = setting();
    expect(methods(evidence.check(solved(1), view))).to.deep.equal(["submitContestation"]);
    expect(methods(evidence.check(solved(1), view))).to.deep.equal([]);
  });

  it("is not used against oneself", () => {
    const { evidence, view } = setting();
    expect(evidence.check(solved(1, { solver: SELF }), view)).to.deep.equal([]);
  });

  it("is kept for the newest 256 results", () => {
    const { evidence } = setting();
    for (let n = 2; n <= 256; n += 1) evidence.remember(word(n), cid(n));
    expect(evidence.knows(word(1))).to.equal(true);
    evidence.remember(word(257), cid(257));
    expect([evidence.knows(word(1)), evidence.knows(word(2))]).to.deep.equal([false, true]);
  });
});

describe("reminders", () => {
  it("come at the first second at which the protocol allows", () => {
    const view = new FakeView();
    expect(remindClaim(solved(1), view)).to.deep.include({ at: NOW + 2001 });
    expect(remindSettle(contested(solved(1), { contester: addressOf("x") }), view)).to.deep.include({ at: NOW + 4000 });
  });
});
