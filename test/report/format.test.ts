import { expect } from "chai";
import { amount, duration, enumerate, plainNumber, share, toNumber, usd } from "../../sim/report/format.ts";

const cases = <T>(name: string, show: (value: T) => string, rows: readonly (readonly [T, string])[]) =>
  describe(name, () => {
    for (const [value, text] of rows) it(`${String(value)} is ${text}`, () => expect(show(value)).to.equal(text));
  });

describe("numbers as people read them", () => {
  cases("plainNumber", plainNumber, [
    [0, "0"],
    [0.01234, "0.0123"],
    [4.5678, "4.57"],
    [12, "12"],
    [999.9, "1,000"],
    [12_345.6, "12,346"],
    [-1_500, "−1,500"],
  ]);
  cases("usd", usd, [
    [0, "$0"],
    [0.004, "$0.004"],
    [12.3, "$12.30"],
    [-12.3, "−$12.30"],
    [1_234.5, "$1,235"],
    [-99.999, "−$100.00"],
  ]);
  cases("share", share, [
    [0, "0 %"],
    [1, "100 %"],
    [0.5, "50 %"],
    [0.12345, "12.3 %"],
    [0.9994, "99.9 %"],
    [0.9995, "99.95 %"],
    [4_103 / 4_104, "99.98 %"],
    [1 - 1e-9, "99.9999999 %"],
  ]);
  cases("duration", duration, [
    [0.4, "0.4 s"],
    [59.6, "1 min"],
    [61, "1 min 1 s"],
    [3_600, "1 h"],
    [3_599.7, "1 h"],
    [90_000, "1 d 1 h"],
    [86_399, "1 d"],
    [-178, "−2 min 58 s"],
  ]);
  cases("enumerate", enumerate, [
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
  ]);

  it("puts units where people put them", () => {
    expect(amount(1.5, "AIUS")).to.equal("1.5 AIUS");
    expect(amount(3, "USD")).to.equal("$3.00");
    expect(amount(7, "1")).to.equal("7");
    expect(amount(0.25, "ratio")).to.equal("25 %");
  });

  it("turns wei into a number", () => {
    expect(toNumber(1_500_000_000_000_000_000n, 18)).to.equal(1.5);
  });
});
