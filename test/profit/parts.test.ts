import { expect } from "chai";
import { armsOf } from "../../sim/profit/arms.ts";
import { breakEvenOf } from "../../sim/profit/breakEven.ts";
import { newcomerOf, type Offer, paymentOf } from "../../sim/profit/offer.ts";
import { paybackMonths } from "../../sim/profit/outlook.ts";
import { proportionOf } from "../../sim/profit/proportion.ts";
import { saleLoss } from "../../sim/profit/sale.ts";
import { calibrationOf } from "../../sim/scenarios/calibration.ts";
import market from "../../sim/scenarios/market.ts";
import { scenarioSchema } from "../../sim/scenarios/schema.ts";

const calibration = calibrationOf("priors.json");
const offer: Offer = {
  device: "a100-80gb",
  tariff: "serving",
  hardwareUsd: 0,
  standingUsdPerDay: 1.5,
  stakeAius: "300",
  mismatchShare: 0,
};

describe("profit: what a machine costs", () => {
  it("by the second, around the clock, or by its power", () => {
    expect(paymentOf(offer, calibration)).to.include({ kind: "use", usdPerSecond: 0.0014, usdPerDay: 0 });
    const rent = paymentOf({ ...offer, tariff: "rental" }, calibration);
    expect(rent.kind).to.equal("rent");
    expect(rent.usdPerDay).to.be.closeTo(24 * 1.71, 1e-9);
    expect(rent.usdPerSecond).to.equal(0);
    const own = paymentOf({ ...offer, electricityUsdPerKwh: 0.18 }, calibration);
    // 400 W for a second at 0.18 USD per kWh.
    expect(own.usdPerSecond).to.be.closeTo(0.00002, 1e-15);
  });

  it("goes into the newcomer's scenario, which its schema accepts", () => {
    const rent = { ...offer, tariff: "rental" };
    const newcomer = newcomerOf(market, rent, paymentOf(rent, calibration), calibration);
    expect(newcomer).to.include({ count: 1, followed: true, usdPerSecond: "0", standingUsdPerDay: "42.54" });
    const { with: joined, without, mismatched } = armsOf(market, { ...rent, mismatchShare: 0.01 }, calibration);
    expect(without).to.equal(market);
    expect(scenarioSchema.parse(joined).populations).to.have.length(market.populations.length + 1);
    expect(scenarioSchema.parse(mismatched).models.map((model) => model.mismatchShare)).to.deep.equal([0.01, 0.01]);
  });

  it("is refused with the names that there are", () => {
    expect(() => paymentOf({ ...offer, device: "t400" }, calibration)).to.throw(
      /--device t400: not in calibration .* it has /,
    );
    expect(() => paymentOf({ ...offer, tariff: "gold" }, calibration)).to.throw(
      /--tariff gold: a100-80gb has serving, rental/,
    );
  });
});

describe("profit: break-evens in the unit of the payment", () => {
  const books = { profit: 10, compute: 5, gas: 1, standing: 24, computeSeconds: 1_000, days: 10 };

  it("is rent per hour for a machine kept around the clock", () => {
    const rent = { kind: "rent", tariff: "rental", usdPerSecond: 0, usdPerDay: 24, watts: 400 } as const;
    expect(breakEvenOf(books, rent, 2)).to.deep.include({ tariff: 1 + 10 / 240, paid: 1, unit: "USD/h" });
  });

  it("is a price per kWh for one's own", () => {
    const own = { kind: "own", tariff: "rental", usdPerSecond: 0.005, usdPerDay: 0, watts: 3_600 } as const;
    // A kWh is 1 000 s of 3 600 W: paid 5, bearable 15.
    expect(breakEvenOf(books, own, 2)).to.deep.include({ tariff: 15, paid: 5, unit: "USD/kWh" });
  });

  it("is none where no price helps, or nothing was computed", () => {
    const use = { kind: "use", tariff: "serving", usdPerSecond: 0.005, usdPerDay: 0, watts: 400 } as const;
    expect(breakEvenOf({ ...books, profit: -31 }, use, 2).aiusUsd).to.equal(undefined);
    expect(breakEvenOf({ ...books, computeSeconds: 0 }, use, 2).tariff).to.equal(undefined);
  });
});

describe("profit: small parts", () => {
  it("a sale is worth what a constant product pays", () => {
    // A pool of 10 000 AIUS and 30 000 USD pays 30 000 * 500 / 10 500 for 500 AIUS, worth 1 500 before.
    expect(saleLoss(500, 1_500, 0.1)).to.be.closeTo(1_500 - (30_000 * 500) / 10_500, 1e-9);
    expect(saleLoss(0, 0, 0.1)).to.equal(0);
  });

  it("Wilson's interval", () => {
    const { low, high } = proportionOf(8, 10);
    // Published: 0.4902 to 0.9433.
    expect(low).to.be.closeTo(0.4902, 1e-4);
    expect(high).to.be.closeTo(0.9433, 1e-4);
    expect(proportionOf(0, 10).low).to.equal(0);
  });

  it("payback: at once, in part of a month, never", () => {
    expect(paybackMonths(0, [5])).to.equal(0);
    expect(paybackMonths(8, [5, 6])).to.equal(1.5);
    expect(paybackMonths(8, [-2, 5, 10])).to.equal(2.5);
    expect(paybackMonths(8, [5, 2])).to.equal(undefined);
  });
});
