import { expect } from "chai";
import { Dao } from "../../sim/agents/dao.ts";
import { addressOf } from "../../sim/base/identity.ts";
import { DAY, WAD } from "../../sim/base/types.ts";
import { addressOfContract } from "../../sim/chain/addresses.ts";
import type { DaoPopulation } from "../../sim/scenarios/populations.ts";
import { awake, FakeView, methods, NOW, sent, wakes } from "./fakes.ts";

const DAO: DaoPopulation = {
  kind: "dao",
  count: 1,
  walletAius: "0",
  spendUsdPerDay: 30,
  payEveryDays: 7,
  payee: "builders",
};

const setting = () => ({ agent: new Dao({ name: "dao-1" }, DAO), view: new FakeView() });

describe("the DAO's treasurer", () => {
  it("acts in the treasury's name and follows no news", () => {
    const { agent } = setting();
    expect(agent.address).to.equal(addressOfContract("timelock"));
    expect(agent.follows()).to.equal(false);
  });

  it("collects what has vested and accrued at every due date, then pays, and plans the next", () => {
    const { agent, view } = setting();
    const [first] = wakes(agent.decide({ type: "start" }, view), "collect");
    expect(first!.at).to.equal(NOW + 7 * DAY);
    view.now = first!.at;
    const intents = agent.decide(awake("collect"), view);
    expect(sent(intents).map(({ to, method }) => `${to}.${method}`)).to.deep.equal([
      "vesting.dao.release",
      "engine.withdrawAccruedFees",
    ]);
    expect(sent(intents)[0]!.args).to.deep.equal([addressOfContract("token")]);
    expect(wakes(intents, "pay")[0]!.at).to.equal(view.now + 60);
    expect(wakes(intents, "collect")[0]!.at).to.equal(view.now + 7 * DAY);
  });

  it("pays a budget fixed in dollars at the day's price, for all days since the last, whatever it holds", () => {
    const { agent, view } = setting();
    for (const [price, tokens] of [
      [3, 70n],
      [1.5, 140n],
    ] as const) {
      [view.aiusUsd, view.wallet] = [price, 0n];
      const [payment] = sent(agent.decide(awake("pay"), view));
      expect(payment).to.deep.equal({
        from: addressOfContract("timelock"),
        to: "token",
        method: "transfer",
        args: [addressOf("payee/builders"), tokens * WAD],
      });
    }
  });

  it("does not make up for a payment that was refused", () => {
    const { agent, view } = setting();
    const [payment] = agent.decide(awake("pay"), view);
    if (payment?.type !== "send") throw new Error("no payment");
    const receipt = { ok: false as const, error: "ERC20InsufficientBalance" };
    expect(methods(agent.decide({ type: "receipt", action: payment.action, receipt }, view))).to.deep.equal([]);
  });
});
