import { expect } from "chai";
import { User } from "../../sim/agents/user.ts";
import { type Hex, WAD } from "../../sim/base/types.ts";
import type { UserPopulation } from "../../sim/scenarios/populations.ts";
import { awake, birth, FakeView, methods, mined, NOW, openTask, sent, wakes, word } from "./fakes.ts";

const POPULATION: UserPopulation = {
  kind: "user",
  count: 1,
  walletAius: "10",
  demand: [{ model: "text", tasksPerDay: 24, fee: { medianAius: "0.05", sigma: 0.6 } }],
  inputBytes: 40,
  retractAfterSeconds: 12_000,
};

/** The user's first `count` tasks: fees in AIUS and the gaps between them in seconds. */
function history(count: number, population = POPULATION) {
  const [user, view] = [new User(birth(), population), new FakeView()];
  const fees: number[] = [];
  const gaps: number[] = [];
  let [arrival] = wakes(user.decide({ type: "start" }, view), "0");
  for (let n = 0; n < count; n += 1) {
    gaps.push(arrival!.at - view.now);
    view.now = arrival!.at;
    const intents = user.decide(awake("0"), view);
    fees.push(Number(sent(intents)[0]!.args[3] as bigint) / 1e18);
    [arrival] = wakes(intents, "0");
  }
  return { fees, gaps };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("users", () => {
  it("ask at Poisson times: the gaps' mean is the demand's, their deviation equals it", () => {
    const { gaps } = history(4000);
    expect(mean(gaps)).to.be.closeTo(3600, 4 * (3600 / Math.sqrt(4000)));
    const deviation = Math.sqrt(mean(gaps.map((gap) => gap * gap)) - mean(gaps) ** 2);
    expect(deviation / mean(gaps)).to.be.closeTo(1, 0.08);
  });

  it("offer lognormal fees around the median", () => {
    const { fees } = history(4000);
    expect(mean(fees.map((fee) => Number(fee < 0.05)))).to.be.closeTo(0.5, 0.032);
    expect(Math.sqrt(mean(fees.map((fee) => Math.log(fee / 0.05) ** 2)))).to.be.closeTo(0.6, 0.03);
  });

  it("add the model's own fee to theirs", () => {
    const constant = { ...POPULATION, demand: [{ ...POPULATION.demand[0]!, fee: { medianAius: "0.05", sigma: 0 } }] };
    const [user, view] = [new User(birth(), constant), new FakeView()];
    view.market.model = (name) => ({ name, id: word(1), fee: WAD });
    expect(sent(user.decide(awake("0"), view))[0]!.args[3]).to.equal(WAD + WAD / 20n);
  });

  it("ask for nothing that they cannot pay, and go on asking", () => {
    const [user, view] = [new User(birth(), POPULATION), new FakeView()];
    view.wallet = 0n;
    const intents = user.decide(awake("0"), view);
    expect(methods(intents)).to.deep.equal([]);
    expect(wakes(intents, "0")).to.have.length(1);
  });

  it("spend their last token", () => {
    const constant = { ...POPULATION, demand: [{ ...POPULATION.demand[0]!, fee: { medianAius: "0.05", sigma: 0 } }] };
    const [user, view] = [new User(birth(), constant), new FakeView()];
    view.wallet = WAD / 20n;
    expect(methods(user.decide(awake("0"), view))).to.deep.equal(["submitTask"]);
    view.wallet -= 1n;
    expect(methods(user.decide(awake("0"), view))).to.deep.equal([]);
  });

  it("follow no news, and forget what the chain refused", () => {
    const [user, view] = [new User(birth(), POPULATION), new FakeView()];
    expect(user.follows()).to.equal(false);
    const [submission] = user.decide(awake("0"), view).filter(({ type }) => type === "send");
    expect(mined(user, view, submission, false)).to.deep.equal([]);
  });

  const submitted = (user: User, view: FakeView, id: Hex) => {
    const [submission] = user.decide(awake("0"), view).filter(({ type }) => type === "send");
    return wakes(mined(user, view, submission, true, [{ name: "TaskSubmitted", args: { id } }]), "retract");
  };

  it("take back what nobody solved, once their patience and the protocol's wait are over", () => {
    const [user, view] = [new User(birth(), POPULATION), new FakeView()];
    const [reminder] = submitted(user, view, word(1));
    expect(reminder!.at).to.equal(NOW + 12_000);
    view.market.add(openTask(1));
    expect(sent(user.decide({ type: "wake", note: reminder!.note }, view))).to.deep.equal([
      { from: user.address, to: "engine", method: "retractTask", args: [word(1)] },
    ]);
  });

  it("never ask for it back before the protocol allows", () => {
    const [user, view] = [new User(birth(), { ...POPULATION, retractAfterSeconds: 5 }), new FakeView()];
    expect(submitted(user, view, word(1))[0]!.at).to.equal(NOW + 10_001);
  });

  it("leave alone what was solved", () => {
    const [user, view] = [new User(birth(), POPULATION), new FakeView()];
    const [reminder] = submitted(user, view, word(1));
    expect(user.decide({ type: "wake", note: reminder!.note }, view)).to.deep.equal([]);
  });
});
